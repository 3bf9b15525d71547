"""Stories: B-cubed over the articles, and the number of clusters (the set's README)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.reading import article_of
from rashomon.matching.clusters import Linkage, clusters
from rashomon.record import Judgement, grouped
from rashomon.stages.copies import find_copies
from rashomon.stages.stories import find_stories

Items = list[dict[str, Any]]


def score(items: Items, folder: Path) -> dict[str, Any]:
    """Copies, then stories, as the product runs them, without mentions."""
    return figures(_gold(items), _found(items))


def _gold(items: Items) -> dict[str, str]:
    return {item["id"]: item["story"] for item in items}


def _found(items: Items) -> dict[str, str]:
    """Item → story, by the product."""
    import dataclasses

    articles = {
        item["id"]: dataclasses.replace(
            article_of(item["text"], (item.get("published") or "")[:10] or None, item.get("outlet")),
            title=item.get("title"),
        )
        for item in items
    }
    unlike = list({article.id: article for article in articles.values()}.values())
    stories = find_stories(unlike, find_copies(unlike).origins).stories
    story_of = {article: story.id for story in stories for article in story.articles}
    return {key: story_of[article.id] for key, article in articles.items()}


def figures(gold: Mapping[str, str], found: Mapping[str, str]) -> dict[str, Any]:
    """B-cubed precision, recall (averaged over items), their F1, and the number of clusters found."""
    both = Counter((gold[key], found[key]) for key in gold)
    gold_sizes, found_sizes = Counter(gold.values()), Counter(found[key] for key in gold)
    precision = sum(n * n / found_sizes[cluster] for (_, cluster), n in both.items()) / max(1, len(gold))
    recall = sum(n * n / gold_sizes[story] for (story, _), n in both.items()) / max(1, len(gold))
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": precision, "recall": recall, "f1": f1, "clusters": len(found_sizes)}


def errors(items: Items, folder: Path, count: int, console: Any) -> None:
    """Clusters that mix stories, then stories in pieces, the largest first."""
    found, texts = _found(items), {item["id"]: " ".join(item["text"].split())[:150] for item in items}
    gold = _gold(items)
    for title, keys, other in misjoined(gold, found, count):
        console.print(f"--- {title}: {Counter(other[key] for key in keys).most_common()}")
        for name in sorted({other[key] for key in keys}):
            first = next(key for key in keys if other[key] == name)
            console.print(f"   {name} {first}: {texts[first]}", highlight=False)


def misjoined(
    gold: Mapping[str, str], found: Mapping[str, str], count: int
) -> Iterator[tuple[str, list[str], Mapping[str, str]]]:
    """The largest groups found that mix gold ones, then gold ones in pieces; beside each what its items should tell."""
    for title, by, other in (("mixed", found, gold), ("in pieces", gold, found)):
        groups = grouped((name, key) for key, name in by.items())
        wrong = [keys for keys in groups.values() if len({other[key] for key in keys}) > 1]
        for keys in sorted(wrong, key=lambda keys: (-len(keys), min(keys)))[:count]:
            yield title, keys, other


def _tfidf_single_link(items: Items, folder: Path) -> dict[str, Any]:
    """TF-IDF (English stop words, sublinear), transitive closure at cosine .28."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    rows = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform([i["text"] for i in items])
    near = (rows @ rows.T).tocoo()
    ids = [item["id"] for item in items]
    edges = [
        Judgement("story", ids[i], ids[j], "same", 1.0, (), "person:closure", None)
        for i, j, value in zip(near.row, near.col, near.data, strict=True)
        if i < j and value >= 0.28
    ]
    groups = clusters(ids, edges, Linkage())
    return figures(_gold(items), {member: group[0] for group in groups for member in group})


def _alone(items: Items, folder: Path) -> dict[str, Any]:
    return figures(_gold(items), {item["id"]: item["id"] for item in items})


BASELINES: dict[str, Callable[[Items, Path], dict[str, Any]]] = {
    "TF-IDF .28, single link": _tfidf_single_link,
    "every item alone": _alone,
}
