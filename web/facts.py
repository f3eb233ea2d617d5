"""What was read out of a document, each fact with the stretch of the source that it was read from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ..graph.duties import ask
from .statements import is_plain

if TYPE_CHECKING:
    from ..graph.store import Store
    from .library import Holdings

KEPT: Final = 16  # documents whose facts are kept
_PLACED: Final = "prov:wasDerivedFrom ?passage . ?passage oa:start ?start ; oa:end ?end ."
# Each asks: owner, start, end, kind, what it became (an IRI or empty), its name, a remark.
_QUERIES: Final = (
    f"""SELECT ?owner ?start ?end ?kind ?to ?name ?note WHERE {{ GRAPH <%s> {{ %s
      ?owner zr:assignment ?fact . ?fact zr:role ?role ; zr:unit ?to ; zr:signal ?note ; {_PLACED} }}
      ?role skos:notation ?kind . ?to skos:prefLabel ?name }}""",
    f"""SELECT ?owner ?start ?end ?kind ?to ?name ?note WHERE {{ GRAPH <%s> {{ %s
      ?owner ?link ?fact . FILTER(?link IN (zr:ownDeadline, zr:milestone)) ?fact zr:words ?note ; {_PLACED}
      OPTIONAL {{ ?fact zr:lastDay ?name }} }}
      BIND(IF(?link = zr:ownDeadline, "deadline", "milestone") AS ?kind) BIND("" AS ?to) }}""",
    f"""SELECT ?owner ?start ?end ?kind ?to ?name ?note WHERE {{ GRAPH <%s> {{ %s
      ?owner zr:citation ?fact . ?fact zr:relation ?relation ; zr:cites ?to ; {_PLACED} }}
      ?relation skos:notation ?kind . ?to dcterms:title ?name OPTIONAL {{ ?to eli:id_local ?note }} }}""",
    f"""SELECT ?owner ?start ?end ?kind ?to ?name ?note WHERE {{ GRAPH <%s> {{ %s
      ?owner zr:target ?fact . ?fact zr:comparator ?than ; zr:value ?value ; zr:unitOfMeasure ?note ; {_PLACED} }}
      ?than skos:notation ?sign .
      BIND(CONCAT(?sign, " ", STR(?value)) AS ?name) BIND("target" AS ?kind) BIND("" AS ?to) }}""",
    f"""SELECT ?owner ?start ?end ?kind ?to ?name ?note WHERE {{ GRAPH <%s> {{ %s
      ?owner zr:figure ?fact . ?fact zr:value ?name ; zr:unitOfMeasure ?note ; {_PLACED} }}
      BIND("figure" AS ?kind) BIND("" AS ?to) }}""",
    f"""SELECT ?owner ?start ?end ?kind ?to ?name ?note WHERE {{ GRAPH <%s> {{ %s
      ?owner zr:finding ?fact . ?fact zr:message ?name ; {_PLACED} }}
      BIND("finding" AS ?kind) BIND("" AS ?to) BIND("" AS ?note) }}""",
    f"""SELECT ?owner ?start ?end ?kind ?to ?name ?note WHERE {{ GRAPH <%s> {{ %s
      ?owner {_PLACED} ?passage zr:states ?kind ; oa:exact ?name }} BIND("" AS ?to) BIND("" AS ?note) }}""",
)  # fmt: skip
_PRACTICES: Final = f"""
SELECT ?practice ?start ?end ?title ?words ?section WHERE {{ GRAPH <%s> {{
  ?practice a zr:Practice ; dcterms:title ?title ; zr:words ?words ; {_PLACED}
  OPTIONAL {{ ?practice zr:sectionPath ?section }} }} }}"""

# What each kind is called, and by which class of mark it is shown.
KINDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({
    "lead": ("牵头单位", "lead"), "responsible": ("责任单位", "share"), "co-operating": ("配合单位", "share"),
    "deadline": ("完成时限", "due"), "milestone": ("时间节点", "due"), "basis": ("依据", "basis"),
    "deliverable": ("成果", "basis"), "mention": ("提及的文件", "basis"), "target": ("目标", "target"),
    "figure": ("数字", "target"), "finding": ("核查", "finding"), "title": ("标题", "about"),
    "number": ("文号", "about"), "date": ("日期", "about"), "issuer": ("发文单位", "about"),
    "index_number": ("索引号", "about"), "host": ("主办", "about"), "supervisor": ("督办", "about"),
    "copied": ("抄送", "about"),
})  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """A fact and the stretch of the source (code points, end exclusive) that it was read from.

    `to` is the IRI of the unit or work that the words became, empty for a value; `name` names it or is the value,
    `note` is the signal, the words or the measure.
    """

    start: int
    end: int
    kind: str
    owner: str
    to: str = ""
    name: str = ""
    note: str = ""

    @property
    def word(self) -> str:
        """What its kind is called."""
        return KINDS.get(self.kind, (self.kind, ""))[0]

    @property
    def look(self) -> str:
        """The class of mark that shows it."""
        return KINDS.get(self.kind, ("", "about"))[1]


@dataclass(frozen=True, slots=True, order=True)
class Practice:
    """What a news report tells of, and where."""

    start: int
    end: int
    iri: str
    title: str
    words: str
    section: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it was read: its text and every fact with its place."""

    text: str
    file: str
    sha256: str
    media: str
    facts: tuple[Fact, ...]
    practices: tuple[Practice, ...]


def reading(holdings: Holdings, plan: str) -> Reading:
    """The reading of a plan (by IRI); those asked for last are kept."""
    held = holdings.once("readings", lambda: lru_cache(maxsize=KEPT)(partial(_read, holdings.store)))
    return held(plan)


def _read(store: Store, plan: str) -> Reading:
    source = ask(
        store,
        f"""SELECT ?text ?file ?sha ?media WHERE {{ <{plan}> prov:wasDerivedFrom ?source .
        ?source zr:text ?text ; zr:fileName ?file ; zr:sha256 ?sha OPTIONAL {{ ?source zr:mediaType ?media }} }}""",
    )
    text, file, sha, media = source[0] if source else ("", "", "", "")
    graph = graph_of(plan)
    practices = sorted(
        Practice(int(start), int(end), *rest[:1], *rest[1:])
        for iri, start, end, *told in ask(store, _PRACTICES % graph)
        for rest in ((iri, *told),)
    )
    return Reading(text, file, sha, media, tuple(sorted(facts(store, plan))), tuple(practices))


def graph_of(plan: str) -> str:
    """The named graph of a plan."""
    return plan.replace("/id/plan/", "/graph/plan/", 1)


def facts(store: Store, plan: str, owner: str = "") -> Iterator[Fact]:
    """The facts of a plan, or those of one `owner` (a task) in it, in no order."""
    if not is_plain(plan) or (owner and not is_plain(owner)):
        return
    only = f"VALUES ?owner {{ <{owner}> }}" if owner else ""
    for query in _QUERIES:
        for held, start, end, kind, to, name, note in ask(store, query % (graph_of(plan), only)):
            yield Fact(int(start), int(end), kind, held, to, name, note)
