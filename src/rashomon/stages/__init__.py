"""The stages: each reads nouns and writes nouns, and none imports another.

The order is known to `pipeline.py` alone. Stages that read one article get its parse (a spaCy Doc whose text
is `article.text`) and return new nouns; stages that read the corpus get lists of nouns.
"""
