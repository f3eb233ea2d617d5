"""Check a graph: its shapes (SHACL), the unit names that no authority knows, and what was not understood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..ontology.terms import PREFIXES
from ..ontology.vocabulary import vocabulary
from .store import Store

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
    ]


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
    """Where a plan's graph, together with the shared graphs, does not fit its shapes."""
    from pyshacl import validate
    from rdflib import SH, Graph

    shapes = Graph().parse(data=vocabulary("shapes"), format="turtle")
    names = {graph: file for graph, file in store.select(_HEAD + _NAMES)}  # noqa: C416 -- rows are tuples of any length
    shared = [graph for graph in store.graphs() if graph not in names]
    common = "".join(f"{line} .\n" for graph in shared for line in store.ntriples(graph))
    notes = []
    for graph, file in sorted(names.items(), key=lambda item: (item[1], item[0])):
        own = "".join(f"{line} .\n" for line in store.ntriples(graph))
        data = Graph().parse(data=own + common, format="nt")
        conforms, report, _ = validate(data, shacl_graph=shapes, inference="none", advanced=False)
        if conforms:
            continue
        for result in report.subjects(SH.resultSeverity):
            focus, path, words = (report.value(result, p) for p in (SH.focusNode, SH.resultPath, SH.resultMessage))
            notes.append(Note(file, 0, 0, "shape", f"{focus} {path}: {words}", ""))
    return sorted(notes)


def _one_line(text: str) -> str:
    return "".join(text.split())[:120]
