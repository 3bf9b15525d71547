"""The codes by which other event data know countries, and the names of CAMEO codes.

Reads tables/country_codes.csv and tables/cameo_names.csv; gives lookups from ISO 3166 alpha-3 to Correlates of
War numbers, FIPS 10-4 and ISO numbers, and from a CAMEO code to its name. The one idea: codes are text, since
"010" and "10" are two codes.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from rashomon.knowledge.countries import by_code
from rashomon.knowledge.tables import rows


@functools.cache
def _codes() -> Mapping[str, Mapping[str, str]]:
    return {row["iso3"]: row for row in rows("country_codes")}


def cow_of(iso3: str | None) -> str | None:
    """The Correlates of War state number ("RUS" → "365"), or None."""
    return _codes().get(iso3 or "", {}).get("cow") or None


def fips_of(iso3: str | None) -> str | None:
    """The FIPS 10-4 code ("RUS" → "RS"), or None."""
    return _codes().get(iso3 or "", {}).get("fips") or None


def number_of(iso3: str | None) -> str | None:
    """The three digits of ISO 3166-1 ("RUS" → "643"), or None."""
    return _codes().get(iso3 or "", {}).get("number") or None


def alpha2_of(iso3: str | None) -> str | None:
    """The two letters of ISO 3166-1 ("RUS" → "RU"), or None."""
    country = by_code(iso3) if iso3 else None
    return country.iso2 or None if country else None


def country_name(iso3: str | None) -> str | None:
    """The English name of a country ("RUS" → "Russia"), or None."""
    country = by_code(iso3) if iso3 else None
    return country.name if country else None


@functools.cache
def _cameo() -> Mapping[str, str]:
    return {row["code"]: row["name"] for row in rows("cameo_names")}


def cameo_name(code: str | None) -> str | None:
    """The name of a CAMEO code; that of its root where the table has none for it."""
    if not code:
        return None
    return _cameo().get(code) or _cameo().get(code[:2] + "0")
