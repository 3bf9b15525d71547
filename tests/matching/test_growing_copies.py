"""A newcomer's copies are found without a comparison of all, and they are those that all at once would give."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.matching.copies.growing import CopiesChanged, GrowingCopies
from rashomon.matching.copies.kept import CopiesKept
from rashomon.record import Article, Copy, Judgement, article_id, document_id
from rashomon.stages.copies import CopiesSettings, find_copies

#: Small crowds, so that newcomers push others out of them; three reprints have one of them stand for the rest.
TIGHT = CopiesSettings(least_shared=2, crowd=2, candidates=2)

WORDS = (
    "the ferry left its pier before dawn while anxious families counted lifeboats and a tired captain promised repairs "
    "inspectors found rust beneath fresh paint near every hatch though owners blamed weather tides and careless crews "
    "ministers argued about money teachers about roofs farmers about rain and nobody about the quiet harbour itself "
    "a bridge closed twice last winter opened again on friday after welders replaced nine cracked plates in heavy snow"
).split()
SENTENCES = [" ".join(WORDS[i : i + 13]).capitalize() + "." for i in range(0, len(WORDS) - 13, 7)]
#: What an outlet prints below its articles; now and then another prints it, too.
BANNERS = {
    "Post": "Read more stories like this one every single morning in our free newsletter today",
    "Herald": "All rights of this paper and its many contributors are reserved since the year of founding",
}


def corpus(seed: int, count: int) -> list[Article]:
    """Texts made of few sentences: reprints, borrowed paragraphs, furniture of three outlets, credits."""
    chance = random.Random(seed)
    found: list[Article] = []
    for number in range(count):
        document = document_id(f"{seed} {number}".encode())
        outlet = chance.choice(("Post", "Herald", "Wire", None))
        sentences = chance.sample(SENTENCES, k=chance.randrange(3, 7))
        if found and chance.random() < 0.5:
            other = chance.choice(found).text.split("\n")[0].split(". ")
            sentences = other if chance.random() < 0.6 else [*other[:2], *sentences[:2]]
        banner = BANNERS.get(outlet or "") if chance.random() < 0.95 else BANNERS["Post"]
        sentences = [one for one in sentences if one.rstrip(".") not in BANNERS.values()]
        sentences = [*sentences, banner] if banner else sentences
        text = ". ".join(sentence.rstrip(".") for sentence in sentences) + "."
        day = None if chance.random() < 0.2 else f"2025-03-1{chance.randrange(10)}T00:00:00Z"
        agencies = ("Wire",) if chance.random() < 0.2 else ()
        dated = "metadata" if day else "none"
        one = article_id(document)
        found.append(Article(one, document, outlet, None, None, day, day, dated, "en", agencies, (), text, ()))
    return found


class Record:
    """The rows that a case would hold, kept by what changed."""

    def __init__(self) -> None:
        self.copies: dict[tuple[str, str], Copy] = {}
        self.judgements: dict[tuple[str, str], Judgement] = {}
        self.origins: dict[str, str] = {}

    def take(self, told: CopiesChanged) -> None:
        gone = set(told.gone)
        self.copies = {k: c for k, c in self.copies.items() if (min(k), max(k)) not in gone}
        self.judgements = {k: j for k, j in self.judgements.items() if k not in gone}
        self.copies |= {(copy.article, copy.of): copy for copy in told.copies}
        self.judgements |= {(row.left, row.right): row for row in told.judgements}
        self.origins |= told.origins

    def as_found(self) -> tuple[list[Copy], list[Judgement], dict[str, str]]:
        return [self.copies[k] for k in sorted(self.copies)], [self.judgements[k] for k in sorted(self.judgements)], (
            self.origins
        )


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10_000), st.integers(1, 20), st.randoms(use_true_random=False))
def test_copies_that_grew_are_the_copies_of_all(seed: int, count: int, chance: random.Random) -> None:
    articles = corpus(seed, count)
    chance.shuffle(articles)
    by_id = {article.id: article for article in articles}
    growing, record, here = GrowingCopies(TIGHT), Record(), 0
    while here < count:
        batch = articles[here : here + chance.choice((1, 2, 5))]
        here += len(batch)
        record.take(growing.add(batch, lambda ids: [by_id[one] for one in ids]))
        assert record.as_found() == tuple(find_copies(articles[:here], (), TIGHT))


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10_000), st.integers(2, 20), st.integers(1, 3))
def test_what_all_at_once_keeps_grows_as_if_one_by_one(seed: int, count: int, newcomers: int) -> None:
    every = corpus(seed, count)
    by_id = {article.id: article for article in every}
    kept, record = CopiesKept(), Record()
    known = find_copies(every[:-newcomers], (), TIGHT, kept)
    record.take(CopiesChanged(*known[:2], [], known.origins))
    for one in every[-newcomers:]:
        record.take(GrowingCopies(TIGHT, kept).add([one], lambda ids: [by_id[one] for one in ids]))
    assert record.as_found() == tuple(find_copies(every, (), TIGHT))


def test_a_newcomer_is_compared_with_the_first_that_came_out_however_many_print_the_same() -> None:
    chance = random.Random(4)
    shared = ". ".join(SENTENCES[:3])
    documents = sorted((document_id(f"shared {number}".encode()) for number in range(40)), key=article_id)
    articles = []
    for number, document in enumerate(documents):
        own = " ".join(chance.choices(WORDS, k=40)) + f" number {number}"
        # the newcomer has the smallest id and comes out last
        day = f"2025-04-{40 - number:02d}T00:00:00Z" if number > 20 else f"2025-05-{30 - number:02d}T00:00:00Z"
        one = article_id(document)
        text = f"{shared} {own}."
        articles.append(Article(one, document, None, None, None, day, day, "metadata", "en", (), (), text, ()))
    first, *rest = sorted(articles, key=lambda article: article.published or "", reverse=True)
    kept = CopiesKept()
    find_copies(rest, (), TIGHT, kept)
    by_id, asked = {article.id: article for article in rest}, set[str]()

    def texts(ids: Sequence[str]) -> list[Article]:
        asked.update(ids)
        return [by_id[one] for one in ids]

    GrowingCopies(TIGHT, kept).add([first], texts)
    earliest = {article.id for article in sorted(rest, key=lambda article: article.published or "")[: TIGHT.crowd]}
    assert asked == earliest
