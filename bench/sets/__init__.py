"""One module a set: `score(items, folder)` gives the product's figures, BASELINES those of others.

`items` are the parsed lines of items.jsonl.gz; `folder` holds what else the set brings. A module must work
for any subset of items and for other data of the same form. Figures are floats in a flat dict with the
set's own keys; where a set holds several corpora or languages, each also under its own name as a dict.
"""
