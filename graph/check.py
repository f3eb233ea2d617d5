"""Check a graph: its shapes, names that no authority knows, what was not understood, decisions not carried out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..ontology.prefixes import PREFIXES
from ..ontology.terms import Zr
from ..ontology.vocabulary import vocabulary
from .store import Store

if TYPE_CHECKING:
    from rdflib import Graph

_HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES)
_FINDINGS = """
SELECT ?file ?line ?page ?code ?message ?quote ?start WHERE {
  ?plan zr:finding ?finding .
  ?finding zr:findingCode ?code ; zr:message ?message ; prov:wasDerivedFrom ?passage .
  ?passage zr:line ?line ; oa:exact ?quote ; oa:start ?start ; prov:wasQuotedFrom/zr:fileName ?file .
  OPTIONAL { ?passage zr:page ?page }
}"""
_UNRESOLVED = """
SELECT ?file ?line ?page ?rule ?printed ?quote ?start WHERE {
  ?assignment zr:resolutionRule ?rule ; zr:surfaceForm ?printed ; prov:wasDerivedFrom ?passage .
  FILTER(?rule IN ("prefix", "unscoped", "unresolved"))
  ?passage zr:line ?line ; oa:exact ?quote ; oa:start ?start ; prov:wasQuotedFrom/zr:fileName ?file .
  OPTIONAL { ?passage zr:page ?page }
}"""
_DERIVED = (Zr.Continuation, Zr.Outcome, Zr.Load, Zr.Conflict)
_DERIVED_GRAPHS = f"""
SELECT DISTINCT ?graph WHERE {{
  GRAPH ?graph {{ ?fact a ?kind }} VALUES ?kind {{ {" ".join(f"<{c}>" for c in (*_DERIVED, Zr.Passage))} }}
}}"""
_DECISIONS = """
SELECT ?standing ?words ?decision (GROUP_CONCAT(?id; SEPARATOR="、") AS ?others) WHERE {
  ?decision a zr:Decision ; zr:standing/skos:notation ?standing ; zr:words ?words .
  FILTER(?standing IN ("in-conflict", "not-applicable"))
  OPTIONAL { ?decision zr:conflictsWith ?other BIND(REPLACE(STR(?other), "^.*/", "") AS ?id) }
} GROUP BY ?standing ?words ?decision"""
_NAMES = "SELECT ?graph ?file WHERE { GRAPH ?graph { ?source zr:fileName ?file } }"


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """One thing found: in which file, at which line (0 where it has none), of what kind, in which words."""

    file: str
    line: int
    start: int
    kind: str
    message: str
    passage: str
    page: int | None = None


def check(store: Store) -> list[Note]:
    """Everything found, by file and line: broken shapes first, then findings and unresolved names as they stand."""
    return [
        *broken_shapes(store),
        *sorted([*findings(store), *unresolved(store)], key=lambda n: (n.file, n.start, n.kind)),
        *sorted(decisions(store)),
    ]


def decisions(store: Store) -> Iterator[Note]:
    """A person's decisions that are not carried out."""
    for standing, words, decision, others in store.select(_HEAD + _DECISIONS):
        conflict = standing == "in-conflict"
        kind = "decision-conflict" if conflict else "decision-not-applicable"
        why = (
            f"与判定 {'、'.join(sorted(others.split('、')))} 矛盾，都不生效" if conflict else "所指不在图谱中，暂不适用"
        )
        yield Note("人工判定", 0, 0, kind, f"判定 {decision.rpartition('/')[2]}（{words}）{why}", "")


def findings(store: Store) -> Iterator[Note]:
    """What the extractors did not understand."""
    for file, line, page, code, message, quote, start in store.select(_HEAD + _FINDINGS):
        at = (file, int(line), int(start), code.rpartition("#finding-")[2])
        yield Note(*at, message, _one_line(quote), int(page) if page else None)


def unresolved(store: Store) -> Iterator[Note]:
    """Unit names that no authority knows: they are units of their own, by their words."""
    for file, line, page, rule, printed, quote, start in store.select(_HEAD + _UNRESOLVED):
        message = f"名录中没有“{printed}”（{rule}）"
        yield Note(
            file, int(line), int(start), "unresolved-unit", message, _one_line(quote), int(page) if page else None
        )


def broken_shapes(store: Store) -> list[Note]:
    """Where a plan's graph, together with the shared graphs, or a derived graph does not fit its shapes."""
    from rdflib import Graph

    shapes = Graph().parse(data=vocabulary("shapes"), format="turtle")
    names = {graph: file for graph, file in store.select(_HEAD + _NAMES)}  # noqa: C416 -- rows are tuples of any length
    derived = {graph for (graph,) in store.select(_HEAD + _DERIVED_GRAPHS)} - set(names)
    shared = [graph for graph in store.graphs() if graph not in names and graph not in derived]
    common = _lines(store, shared)
    notes: list[Note] = []
    for graph, file in sorted(names.items(), key=lambda item: (item[1], item[0])):
        notes += _broken(_lines(store, [graph]) + common, shapes, file)
    facts = _only(shapes, _DERIVED)
    for graph in sorted(derived):
        notes += _broken(_lines(store, [graph]), facts, graph.rpartition("/")[2])
    return sorted(notes)


def _lines(store: Store, graphs: Iterable[str]) -> str:
    return "".join(f"{line} .\n" for graph in graphs for line in store.ntriples(graph))


def _broken(data: str, shapes: Graph, file: str) -> Iterator[Note]:
    from pyshacl import validate
    from rdflib import SH
    from rdflib import Graph as Plain

    conforms, report, _ = validate(
        Plain().parse(data=data, format="nt"), shacl_graph=shapes, inference="none", advanced=False
    )
    for result in () if conforms else report.subjects(SH.resultSeverity):
        focus, path, words = (report.value(result, p) for p in (SH.focusNode, SH.resultPath, SH.resultMessage))
        yield Note(file, 0, 0, "shape", f"{focus} {path}: {words}", "")


def _only(shapes: Graph, classes: Iterable[str]) -> Graph:
    """The shapes with no other targets than these: a derived graph points at plans that stand elsewhere."""
    from rdflib import SH, URIRef
    from rdflib import Graph as Plain

    kept = Plain()
    wanted = {URIRef(name) for name in classes}
    kept += (t for t in shapes if t[1] != SH.targetClass or t[2] in wanted)
    return kept


def _one_line(text: str) -> str:
    return "".join(text.split())[:120]
