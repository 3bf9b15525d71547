"""Makes src/rashomon/knowledge/tables/word_frequencies.csv from the word probabilities of spacy-lookups-data.

    pip download spacy-lookups-data==1.0.5 --no-deps -d DIR
    python training/word_frequencies.py DIR/spacy_lookups_data-1.0.5-py2.py3-none-any.whl
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
import zipfile
from collections import Counter
from pathlib import Path

OUT = Path("src/rashomon/knowledge/tables/word_frequencies.csv")
LENGTH = 250
LEAST = 12
HEADER = (
    "# How common words are: of 100,000 English texts of 250 words, how many hold the word, lower-cased.\n"
    "# Counted from the word probabilities in spacy-lookups-data 1.0.5 (MIT);"
    " training/word_frequencies.py makes this file.\n"
    "word,texts\n"
)


def main(wheel: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = archive.read("spacy_lookups_data/data/en_lexeme_prob.json.gz")
    found: Counter[str] = Counter()
    for word, logarithm in json.loads(gzip.decompress(packed)).items():
        if re.fullmatch(r"[^\W_]+", word):
            found[word.lower()] += math.exp(logarithm)
    texts = {word: round((1 - math.exp(-LENGTH * share)) * 1e5) for word, share in found.items()}
    rows = sorted((-n, word) for word, n in texts.items() if n >= LEAST and not word.isdigit())
    OUT.write_text(HEADER + "".join(f"{word},{-n}\n" for n, word in rows), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
