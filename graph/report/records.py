"""What a report is made of: the documents with their hashes, a chapter a place, what persons decided."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..conflicts import Conflict
from ..continuity.records import Continuity
from ..duties import Duty, ask
from ..load.records import Load, Silence, Standing

if TYPE_CHECKING:
    from ..store import Store

SOURCES = """
SELECT ?plan ?file ?title ?kind ?sha256 ?year ?issuer ?number ?issued ?status ?place WHERE {
  ?plan a ?kind ; dcterms:title ?title ; prov:wasDerivedFrom ?source . ?source zr:fileName ?file ; zr:sha256 ?sha256 .
  FILTER(?kind IN (zr:Plan, zr:NewsReport))
  OPTIONAL { ?plan zr:planYear ?year } OPTIONAL { ?plan dcterms:publisher/skos:prefLabel ?issuer }
  OPTIONAL { ?plan eli:id_local ?number } OPTIONAL { ?plan dcterms:issued ?issued }
  OPTIONAL { ?plan zr:status/skos:notation ?status } OPTIONAL { ?plan eli:jurisdiction/skos:prefLabel ?place }
}"""
DECISIONS = """
SELECT ?decision ?words ?who ?date ?why ?standing WHERE {
  ?decision a zr:Decision ; zr:words ?words ; zr:who ?who ; dcterms:date ?date ; zr:why ?why ;
            zr:standing/skos:notation ?standing .
}"""
LIBRARIES = ("pyoxigraph", "jieba", "networkx", "numpy", "scipy")
ECHARTS = "6.1.0"


@dataclass(frozen=True, slots=True)
class Source:
    """A document as a report lists it; `sha256` is that of the file's bytes, empty words are what it does not say."""

    plan: str
    file: str
    title: str
    news: bool
    sha256: str
    year: int | None = None
    issuer: str = ""
    number: str = ""
    issued: str = ""
    draft: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided; `standing` is that of the graph: in-force, in-conflict, not-applicable."""

    id: str
    words: str
    who: str
    when: str
    why: str
    standing: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One place: its documents, their tasks, and everything that was found of them."""

    place: str = ""
    sources: tuple[Source, ...] = ()
    duties: tuple[Duty, ...] = ()
    continuity: Continuity = field(default_factory=Continuity)
    loads: tuple[Load, ...] = ()
    standings: tuple[Standing, ...] = ()
    silences: tuple[Silence, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """The plan years of the tasks, the earliest first."""
        return tuple(sorted({duty.year for duty in self.duties if duty.year is not None}))


@dataclass(frozen=True, slots=True)
class ReportData:
    """Everything a report shows.

    `sources` are the documents that it lists, `hashes` those of all documents of the store, `left` the places that have
    no chapter, `versions` the names of programs with their versions.
    """

    sources: tuple[Source, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    left: tuple[str, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    hashes: tuple[str, ...] = ()
    versions: tuple[tuple[str, str], ...] = ()

    @property
    def fingerprint(self) -> str:
        """What a citation names the data by: a hash of the hashes of all documents and of the decisions in force."""
        decided = (f"decision {one.id}" for one in self.judgements if one.standing == "in-force")
        return hashlib.sha256("\n".join([*sorted(self.hashes), *sorted(decided)]).encode()).hexdigest()[:16]


def sources(store: Store) -> tuple[Source, ...]:
    """List the documents of a store, plans before news, by year and by file name."""
    by_plan = {row[0]: row for row in reversed(ask(store, SOURCES))}
    return tuple(sorted(map(source, by_plan.values()), key=lambda s: (s.news, s.year or 9999, s.file, s.plan)))


def source(row: tuple[str, ...]) -> Source:
    """Read one document."""
    plan, file, title, kind, sha256, year, issuer, number, issued, status, place = row
    news = kind.endswith("NewsReport")
    known = int(year) if year else None
    return Source(plan, file, title, news, sha256, known, issuer, number, issued, status == "draft", place)


def judgements(store: Store) -> tuple[Judgement, ...]:
    """List what persons decided and did not take back, the earliest first."""
    found = (Judgement(iri.rpartition("/")[2], *row) for iri, *row in ask(store, DECISIONS))
    return tuple(sorted(found, key=lambda one: (one.when, one.id)))


def versions() -> tuple[tuple[str, str], ...]:
    """Name zeren, Python, and the libraries that results depend on, with their versions; none that is not there."""
    import platform

    python = ("Python", platform.python_version())
    return (
        *installed("zeren"),
        python,
        *(pair for name in LIBRARIES for pair in installed(name)),
        ("ECharts", ECHARTS),
    )


def installed(name: str) -> list[tuple[str, str]]:
    """Name a distribution with its version, if there is one."""
    from importlib import metadata

    try:
        return [(name, metadata.version(name))]
    except metadata.PackageNotFoundError:
        return []
