"""Documents are made safe a batch at a time, by count and by bytes."""

from collections.abc import Iterator
from dataclasses import replace

from rashomon.reading.taking import held_together
from rashomon.record import Document, document_id


def _documents(count: int, size: int, asked: list[int]) -> Iterator[Document]:
    blank = Document("", "", None, None, "text/plain", None, b"")
    for number in range(count):
        asked.append(number)
        body = str(number).zfill(size).encode()
        yield replace(blank, id=document_id(body), body=body)


def test_large_documents_are_let_go_before_many_are_held() -> None:
    asked: list[int] = []
    batches = held_together(_documents(1000, 200, asked), 1000, 500)

    assert len(next(batches)) == 3 and len(asked) == 3
    assert [len(batch) for batch in batches] == [3] * 332 + [1]


def test_small_documents_are_held_by_their_count() -> None:
    assert [len(batch) for batch in held_together(_documents(25, 10, []), 10)] == [10, 10, 5]
