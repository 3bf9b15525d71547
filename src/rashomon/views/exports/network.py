"""Who acts on whom as a graph with time: GraphML and GEXF 1.3.

Reads events. The one idea: an edge is an act between two entities and keeps the event's id, so that parallel edges
stay apart and lead back to their spans; what has no second party counts on its node (`acts`), not as an edge.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as Xml

from rashomon.record import Entity, Record
from rashomon.views.exports.acts import Act, acts, dyads, last_day
from rashomon.views.exports.base import Exported
from rashomon.views.exports.cells import flat

_GEXF = "http://gexf.net/1.3"
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"

#: Attribute → its type, of nodes and of edges; the types have one name in both formats but for "string".
_NODE = {"label": "string", "kind": "string", "country": "string", "sectors": "string", "acts": "int"}
_EDGE = {
    "event": "string", "type": "string", "mode": "string", "modality": "string", "quad": "int", "score": "double",
    "start": "string", "end": "string", "articles": "int", "origins": "int",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edge:
    """One act of one entity towards another."""

    id: str
    source: str
    target: str
    values: Mapping[str, Any]


def graphml_file(record: Record, run: dict[str, Any]) -> Exported:
    """GraphML: who acts on whom, one edge an act, with typed attributes."""
    root = Xml.Element("graphml", {"xmlns": _GRAPHML})
    for domain, types in (("node", _NODE), ("edge", _EDGE)):
        for name, kind in types.items():
            key = {"id": f"{domain}_{name}", "for": domain, "attr.name": name, "attr.type": kind}
            Xml.SubElement(root, "key", key)
    graph = Xml.SubElement(root, "graph", {"id": "rashomon", "edgedefault": "directed"})
    found = acts(record)
    for entity, values in _nodes(found):
        _data(Xml.SubElement(graph, "node", {"id": entity.id}), "node", values)
    for edge in _edges(found):
        made = Xml.SubElement(graph, "edge", {"id": edge.id, "source": edge.source, "target": edge.target})
        _data(made, "edge", edge.values)
    return Exported({"network.graphml": _xml(root)})


def gexf_file(record: Record, run: dict[str, Any]) -> Exported:
    """GEXF for Gephi: the same network, whose edges carry the days of their act for the time line."""
    root = Xml.Element("gexf", {"xmlns": _GEXF, "version": "1.3"})
    meta = Xml.SubElement(root, "meta")
    Xml.SubElement(meta, "creator").text = f"rashomon {run['program']}"
    shape = {"defaultedgetype": "directed", "mode": "dynamic", "timeformat": "date"}
    graph = Xml.SubElement(root, "graph", shape)
    _declare(graph, "node", {name: kind for name, kind in _NODE.items() if name != "label"})
    _declare(graph, "edge", {name: kind for name, kind in _EDGE.items() if name not in ("start", "end")})
    found = acts(record)
    nodes, edges = Xml.SubElement(graph, "nodes"), Xml.SubElement(graph, "edges")
    for entity, values in _nodes(found):
        node = Xml.SubElement(nodes, "node", {"id": entity.id, "label": flat(entity.name)})
        _attvalues(node, {name: value for name, value in values.items() if name != "label"})
    for edge in _edges(found):
        _gexf_edge(edges, edge)
    return Exported({"network.gexf": _xml(root)})


def _nodes(found: list[Act]) -> Iterator[tuple[Entity, dict[str, Any]]]:
    """Every entity that acts or is acted on, by id."""
    parties = {p.entity.id: p.entity for act in found for p in (*act.actors, *act.recipients)}
    counts = Counter(p.entity.id for act in found for p in (*act.actors, *act.recipients))
    for id, entity in sorted(parties.items()):
        yield (
            entity,
            {
                "label": entity.name,
                "kind": entity.kind,
                "country": entity.country,
                "sectors": ";".join(entity.sectors),
                "acts": counts[id],
            },
        )


def _edges(found: list[Act]) -> Iterator[Edge]:
    for act in found:
        pairs = [(a, r) for a, r in dyads(act) if a and r]
        for place, (actor, recipient) in enumerate(pairs):
            id = f"{act.event.id}-{place}"
            yield Edge(id, actor.entity.id, recipient.entity.id, _edge_values(act))


def _edge_values(act: Act) -> dict[str, Any]:
    return {
        "event": act.event.id,
        "type": act.event.type,
        "mode": act.event.mode,
        "modality": ";".join(sorted({report.modality for report in act.reports})),
        "quad": act.quad,
        "score": act.score,
        "start": act.day,
        "end": (last_day(act.event.when) or act.day) if act.day_from == "told" else act.day,
        "articles": act.event.articles,
        "origins": act.event.origins,
    }


def _data(element: Xml.Element, domain: str, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if value not in (None, ""):
            Xml.SubElement(element, "data", {"key": f"{domain}_{name}"}).text = flat(str(value))


def _declare(graph: Xml.Element, domain: str, types: Mapping[str, str]) -> None:
    declared = Xml.SubElement(graph, "attributes", {"class": domain, "mode": "static"})
    for name, kind in types.items():
        Xml.SubElement(declared, "attribute", {"id": name, "title": name, "type": "integer" if kind == "int" else kind})


def _attvalues(element: Xml.Element, values: Mapping[str, Any]) -> None:
    held = Xml.SubElement(element, "attvalues")
    for name, value in values.items():
        if value not in (None, ""):
            Xml.SubElement(held, "attvalue", {"for": name, "value": flat(str(value))})


def _gexf_edge(edges: Xml.Element, edge: Edge) -> None:
    made = {"id": edge.id, "source": edge.source, "target": edge.target, "kind": edge.values["type"]}
    made |= {name: edge.values[name] for name in ("start", "end") if edge.values[name]}
    values = {name: value for name, value in edge.values.items() if name not in ("start", "end")}
    _attvalues(Xml.SubElement(edges, "edge", made), values)


def _xml(root: Xml.Element) -> str:
    Xml.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"
