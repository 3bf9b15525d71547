"""Who speaks for whom is found in one pass over a text, as a pattern made for each name would find it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.matching.acts.parties import bare
from rashomon.matching.findings.saying.speakers import _OFFICES, _RANK, _after_offices, _spoken_for

NAMES = ("Ane Korsby", "Colonel Brandt", "Korsby", "Dr. Ilse Vahl", "Ilse (Vahl)")
WORDS = (
    *NAMES, "Harbour Board", "Board", "Coast Guard", "Ministry of Health", "the", "a", "of", "for", "said", "Colonel",
    "Captain", "Lieutenant-General", "Mr", "Mrs.", "Dr.", "Ms", "spokesman", "spokeswoman", "press officer", "head",
    "ahead", "chief", "heads", "Korsbys", "leader",
)  # fmt: skip
JOINS = (" ", " ", " ", ", ", "\n", "  ", ". ", "")
BODIES = {bare(name): name for name in ("Harbour Board", "Coast Guard", "Ministry of Health", "Ane Korsby")}


def by_patterns(text: str, name: str, bodies: Mapping[str, str]) -> str | None:
    """The same by two patterns that name the name."""
    name = re.escape(name)
    patterns = (
        rf"([A-Z][\w’'-]*(?:\s+(?:of\s+|the\s+)?[A-Z][\w’'-]*){{0,4}})\s+(?:{_OFFICES}),?{_RANK}\s+{name}\b",
        rf"\b{name},?\s+(?:the\s+|a\s+)?(?:{_OFFICES})\s+(?:of|for)\s+(?:the\s+)?([A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){{0,4}})",
    )
    for pattern in patterns:
        for match in re.finditer(pattern, text):
            called = bare(match.group(1))
            exact = bodies.get(called)
            near = sorted(key for key in bodies if called.endswith(f" {key}") or key.endswith(f" {called}"))
            if exact or len(near) == 1:
                return exact or bodies[near[0]]
    return None


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(JOINS)), max_size=20))
def test_one_pass_finds_the_bodies_that_a_pattern_for_each_name_finds(parts: list[tuple[str, str]]) -> None:
    text = "".join(word + join for word, join in parts)
    starts = _after_offices(text)
    for name in NAMES:
        assert _spoken_for(text, name, BODIES, starts) == by_patterns(text, name, BODIES), (name, text)


def test_a_rank_between_office_and_name_may_belong_to_either() -> None:
    text = "On Monday Coast Guard spokesman Captain Colonel Brandt spoke."
    starts = _after_offices(text)
    assert _spoken_for(text, "Colonel Brandt", BODIES, starts) == "Coast Guard"
    assert _spoken_for(text, "Brandt", BODIES, starts) == "Coast Guard"
    assert _spoken_for(text, "Ane Korsby", BODIES, starts) is None
