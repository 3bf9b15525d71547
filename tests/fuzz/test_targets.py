"""Every find of the fuzzers stays found; every target holds on what hypothesis makes of its seed."""

from pathlib import Path

import pytest
from fuzz.seeds import seed
from fuzz.targets import TARGETS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FINDS = sorted(path for path in (Path(__file__).parent / "finds").rglob("*") if path.is_file())


@pytest.mark.parametrize("find", FINDS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_once_broke_a_target_breaks_it_no_more(find: Path) -> None:
    TARGETS[find.parent.name](find.read_bytes())


@pytest.mark.parametrize("target", TARGETS)
def test_the_seed_of_a_target_is_taken(target: str) -> None:
    TARGETS[target](seed(target))


@pytest.mark.parametrize("target", TARGETS)
@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    edits=st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 40), st.binary(max_size=12)), max_size=5),
    times=st.integers(1, 3),
)
def test_a_target_holds_whatever_is_cut_from_or_put_into_its_seed(
    target: str, edits: list[tuple[int, int, bytes]], times: int
) -> None:
    body = seed(target) * times
    for place, cut, put in edits:
        at = place % (len(body) + 1)
        body = body[:at] + put + body[at + cut :]
    TARGETS[target](body)
