"""A few words → the articles that mean the like, by the vectors of titles and leads.

Reads the index's vectors and makes those that are missing. The one idea: a flat scan of a hundred thousand rows takes
milliseconds, so there is no second index to keep true.
"""

from __future__ import annotations

import numpy as np

from rashomon.store.search import SearchIndex

#: Articles whose vectors are made at once.
_AT_ONCE = 5000


def nearest(index: SearchIndex, words: str, most: int) -> list[tuple[int, float]]:
    """(number of an article, cosine), nearest first; nothing where the weights have no vectors, or none are made."""
    if not index.rows("select 1 from vectors limit 1"):
        return []
    from rashomon.language.meaning import size, text_vectors

    if not size():
        return []
    asked = text_vectors([words])[0]
    rows = index.vectors(size())
    if not asked.any() or not len(rows.numbers):
        return []
    scores = rows.vectors @ asked
    count = min(most, len(scores))
    best = np.argpartition(-scores, count - 1)[:count]
    best = best[np.lexsort((rows.numbers[best], -scores[best]))]
    return [(int(rows.numbers[at]), round(float(scores[at]), 4)) for at in best]


def make_ready(index: SearchIndex) -> None:
    """Makes the vectors that are missing, where the weights have any; not within one state of the index."""
    from rashomon.language.meaning import size

    if size():
        make_vectors(index)
        index.vectors(size())


def make_vectors(index: SearchIndex) -> int:
    """Makes the vectors that are missing; gives how many. English only: others have no word vectors."""
    made = 0
    while True:
        rows = index.rows(
            # they are made in order, so those that are missing are the last ones
            "select a.n, a.title, a.head from articles a where a.language = 'en' "
            f"and a.n > (select coalesce(max(article), 0) from vectors) order by a.n limit {_AT_ONCE}"
        )
        if not rows:
            return made
        from rashomon.language.meaning import text_vectors

        vectors = text_vectors(f"{row['title'] or ''}\n{row['head']}" for row in rows).astype(np.float16)
        index.keep_vectors([(row["n"], vector.tobytes()) for row, vector in zip(rows, vectors, strict=True)])
        made += len(rows)
