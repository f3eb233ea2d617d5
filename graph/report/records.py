"""What a report is made of: the documents with their hashes, the tasks, and everything that was found of them."""

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
class ReportData:
    """Everything a report shows; `versions` are names of programs with their versions."""

    sources: tuple[Source, ...] = ()
    duties: tuple[Duty, ...] = ()
    continuity: Continuity = field(default_factory=Continuity)
    loads: tuple[Load, ...] = ()
    standings: tuple[Standing, ...] = ()
    silences: tuple[Silence, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    versions: tuple[tuple[str, str], ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """The plan years of the tasks, the earliest first."""
        return tuple(sorted({duty.year for duty in self.duties if duty.year is not None}))

    @property
    def fingerprint(self) -> str:
        """What a citation names the data by: a hash of the documents' hashes, the same for the same documents."""
        return hashlib.sha256("\n".join(sorted(s.sha256 for s in self.sources)).encode()).hexdigest()[:16]


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
