"""Makes two tables about languages that are not read: common words, and what countries are called.

    pip install babel==2.18.0 wordfreq==3.1.1        # in an environment of its own: the product needs neither
    python training/other_languages.py

Writes src/rashomon/knowledge/tables/common_words.csv and countries_elsewhere.csv.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import babel
import wordfreq

TABLES = Path("src/rashomon/knowledge/tables")
LANGUAGES = ("fr", "es", "pt", "de", "it", "nl", "tr", "ar", "fa", "uk", "id", "sw", "zh")
#: Words of a language, the commonest first, that tell nothing of a story.
COMMON = 1200
COMMON_HEADER = (
    "# The commonest words of languages that are not read; they tell nothing of a story.\n"
    "# From the word lists of wordfreq 3.1.1 (Robyn Speer, data CC BY-SA 4.0); training/other_languages.py makes this"
    " file.\nlanguage,words\n"
)
COUNTRIES_HEADER = (
    "# What countries are called in languages that are not read. From Unicode CLDR by way of babel 2.18.0;\n"
    "# training/other_languages.py makes this file. iso3 is that of countries.csv.\n"
)
#: Names that news uses and CLDR does not, or spells with a mark.
_ALSO = {"USA": {"fr": "Etats-Unis", "es": "EEUU", "pt": "EUA", "de": "USA", "it": "Usa", "nl": "VS", "tr": "ABD",
                 "ar": "أمريكا", "fa": "آمریکا", "uk": "США", "id": "AS", "zh": "美"},
         "GBR": {"fr": "Grande-Bretagne", "es": "Gran Bretaña", "pt": "Grã-Bretanha", "de": "Großbritannien",
                 "it": "Gran Bretagna", "nl": "Groot-Brittannië", "tr": "İngiltere", "ar": "بريطانيا",
                 "fa": "انگلیس", "uk": "Британія", "id": "Inggris", "zh": "英国"}}  # fmt: skip


def main() -> None:
    (TABLES / "common_words.csv").write_text(COMMON_HEADER + _common(), encoding="utf-8")
    (TABLES / "countries_elsewhere.csv").write_text(COUNTRIES_HEADER + _countries(), encoding="utf-8")


def _common() -> str:
    listed = wordfreq.available_languages("best")
    found = {
        language: [*_calendar(language), *filter(_is_word, wordfreq.top_n_list(language, 3 * COMMON))]
        for language in LANGUAGES
        if language in listed and language != "zh"
    }
    return "".join(f"{language},{' '.join(dict.fromkeys(words[:COMMON]))}\n" for language, words in found.items())


def _is_word(word: str) -> bool:
    return re.fullmatch(r"[^\W\d_]+", word) is not None


def _calendar(language: str) -> list[str]:
    """Days and months: every text has them."""
    locale = babel.Locale.parse(language)
    names = [*locale.days["format"]["wide"].values(), *locale.months["format"]["wide"].values()]
    return re.findall(r"[^\W\d_]+", " ".join(names).lower())


def _countries() -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["iso3", *LANGUAGES])
    names = {language: babel.Locale.parse(language).territories for language in LANGUAGES}
    for alpha3, alpha2 in _codes().items():
        cells = []
        for language in LANGUAGES:
            plain = re.sub(r"\s*[(（].*?[)）]", "", names[language].get(alpha2, "")).strip()
            cells.append("|".join(dict.fromkeys(filter(None, (plain, _ALSO.get(alpha3, {}).get(language))))))
        writer.writerow([alpha3, *cells])
    return out.getvalue()


def _codes() -> dict[str, str]:
    with (TABLES / "countries.csv").open(encoding="utf-8") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return {row["iso3"]: row["iso2"] for row in rows if row["iso2"]}


if __name__ == "__main__":
    main()
