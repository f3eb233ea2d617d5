"""The graph as a network: units, tasks, plans and policies as nodes, the ontology's edge properties as edges."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ..ontology.prefixes import PREFIXES
from ..ontology.terms import Zr, prefixed
from ..ontology.vocabulary import vocabulary
from .serial import ntriples_of
from .store import Store

if TYPE_CHECKING:
    import networkx as nx

_HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES)
_NODES = """
SELECT ?node ?kind ?label ?year WHERE {
  VALUES ?kind { zr:Task zr:Plan zr:NewsReport zr:Practice zr:Unit zr:UnitGroup zr:PolicyDocument org:ChangeEvent }
  ?node a ?kind ; dcterms:title|skos:prefLabel ?label .
  OPTIONAL { ?node dcterms:isPartOf?/zr:planYear ?year }
}"""


@cache
def edge_properties() -> tuple[str, ...]:
    """The properties that the ontology marks as edges, sorted."""
    mark = f' <{Zr.edge}> "true"^^<{prefixed("xsd:boolean")}>'
    lines = ntriples_of(vocabulary("zeren"))
    return tuple(sorted(line.partition(" ")[0][1:-1] for line in lines if line.endswith(mark)))


def duties(store: Store) -> nx.MultiDiGraph[str]:
    """Who does what on which basis, as a directed multigraph.

    A node is an IRI with `kind` (Task, Unit …), `label` and, where it has one, `year`; an edge has its property's local
    name as its key and as `kind`.
    """
    import networkx as nx

    found: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, kind, label, year in sorted(store.select(_HEAD + _NODES)):
        about: dict[str, Any] = {"kind": _local(kind), "label": label}
        if year:
            about["year"] = int(year)
        found.add_node(node, **about)
    values = " ".join(f"<{iri}>" for iri in edge_properties())
    rows = store.select(f"SELECT ?from ?to ?link WHERE {{ VALUES ?link {{ {values} }} ?from ?link ?to }}")
    for start, end, link in sorted(set(rows)):
        if start in found and end in found:
            found.add_edge(start, end, key=_local(link), kind=_local(link))
    return found


def _local(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]
