"""The editor page at `/sparql`: what its script is told of prefixes, terms and named queries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

from ...ontology.prefixes import PREFIXES
from ...queries.named import NamedQuery, catalogue
from ..page import Page
from ..words import Language

# The editor sets styles on its own elements; nothing else of the page's policy is wider than elsewhere.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
# What the named queries are about, by what they answer with; one that is in no group stands under the last.
_GROUPS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "任务与单位": (
            "owners",
            "tasks-of-unit",
            "by-basis",
            "co-responsibility",
            "groups",
            "without-lead",
            "overlaps",
        ),
        "期限与目标": (
            "due-before",
            "milestones",
            "without-deadline",
            "standing-orders",
            "targets-by-unit",
            "deliverables",
        ),
        "单位": ("units", "unit-history", "function-owners", "unresolved-mentions"),
        "延续": ("continuations", "chains", "handovers", "outcomes", "conflicts"),
        "负荷": ("loads", "load-counts", "expanded-counts", "bottlenecks"),
        "其他": (),
    }
)


def page(language: Language) -> Page:
    """The page, for a reader of a language."""
    return Page("sparql.html", "SPARQL 查询", {"told": told(language), "groups": _grouped(language)})


def told(language: Language) -> dict[str, Any]:
    """What the script is told, as JSON can hold it."""
    return {
        "prefixes": dict(PREFIXES),
        "classes": _terms("Class", language),
        "properties": _terms("Property", language),
        "queries": {query.name: _example(query, language) for query in catalogue()},
    }


def _grouped(language: Language) -> list[tuple[str, list[tuple[str, str]]]]:
    """The named queries under the heads of their groups, each as its name and what it answers."""
    known = {name for names in _GROUPS.values() for name in names}
    found = []
    for head, names in _GROUPS.items():
        chosen = [q for q in catalogue() if q.name in names or (not names and q.name not in known)]
        chosen.sort(key=lambda query: names.index(query.name) if names else 0)
        found.append((head, [(query.name, getattr(query, language)) for query in chosen]))
    return [(head, queries) for head, queries in found if queries]


def _example(query: NamedQuery, language: Language) -> str:
    """A named query with its example's parameters in place, under a line that says what it answers."""
    lines = query.bound(dict(query.example)).split("\n")
    body = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    said = [f"# {getattr(query, language)}"]
    said += [f"# {parameter.name}：{getattr(parameter, language)}" for parameter in query.parameters]
    return "\n".join([*said, *lines[body:]]).strip() + "\n"


@cache
def _terms(kind: str, language: Language) -> dict[str, str]:
    """The classes or properties of the ontology, each with its label."""
    from rdflib import OWL, RDF, RDFS, Graph, Literal

    text = files(__package__.split(".")[0]).joinpath("ontology/zeren.ttl").read_text(encoding="utf-8")
    graph = Graph().parse(data=text, format="turtle")
    kinds = [OWL.Class] if kind == "Class" else [OWL.ObjectProperty, OWL.DatatypeProperty]

    def labels(term: Any) -> Iterator[str]:
        for label in graph.objects(term, RDFS.label):
            if isinstance(label, Literal) and label.language == language:
                yield str(label)

    terms = {term for one in kinds for term in graph.subjects(RDF.type, one)}
    found = {str(term): next(labels(term), "") for term in sorted(terms, key=str)}
    return found if kind == "Class" else {str(RDF.type): "类型" if language == "zh" else "type", **found}
