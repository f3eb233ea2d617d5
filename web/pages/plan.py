"""The page of a document: its own text with everything that was read out of it marked in place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from ...graph.duties import ask
from ..facts import Fact, Reading, reading
from ..library import Holdings
from ..marking import Piece, pieces
from ..page import Asked, Page, Table
from ..parts import part_of, parts
from . import task

if TYPE_CHECKING:
    from ...graph.duties import Document, Duty

HEADS: Final = ("种类", "原话", "读作", "说明", "起", "止", "所属", "指向")
_ABOUT: Final = """
SELECT ?property ?value ?name WHERE {
  VALUES ?property { dcterms:title dcterms:issued dcterms:publisher eli:id_local eli:jurisdiction zr:status
                     zr:indexNumber zr:host zr:supervisor zr:copiedTo zr:planYear }
  <%s> ?property ?value OPTIONAL { ?value skos:prefLabel ?name FILTER(LANG(?name) IN ("", "zh", "zh-Hans")) }
}"""
LABELS: Final = {
    "publisher": "发文单位", "id_local": "文号", "issued": "印发日期", "planYear": "年度", "status": "状态",
    "jurisdiction": "地方", "indexNumber": "索引号", "host": "主办", "supervisor": "督办", "copiedTo": "抄送",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """A run of the source: the text of a task or of a practice, or what stands between."""

    start: int
    pieces: list[Piece]
    iri: str = ""
    number: str = ""
    title: str = ""


def page(holdings: Holdings, asked: Asked) -> Page:
    """A plan or a report by its IRI; what hangs on one is shown by its own page."""
    document = next((d for d in documents(holdings).get(asked.iri, ())), None)
    if document is None:
        return task.page(holdings, asked)
    read = reading(holdings, asked.iri)
    duties = by_plan(holdings).get(asked.iri, [])
    cuts = parts(read.text)
    at = asked.number("at")
    shown = part_of(cuts, at) if at is not None else min(max((asked.number("part") or 1) - 1, 0), len(cuts) - 1)
    view = {
        "document": document, "read": read, "duties": duties, "at": shown, "count": len(cuts),
        "blocks": list(blocks(read, duties, cuts[shown], () if at is None else (at,))),
        "about": stated(holdings, asked.iri), "findings": [f for f in read.facts if f.kind == "finding"],
        "whole": len(read.text),
    }  # fmt: skip
    return Page(
        "plan.html", document.title, view, partial(record, document, read, duties), partial(table, read),
        lambda: (asked.iri, *hanging(holdings, asked.iri)),
    )  # fmt: skip


def documents(holdings: Holdings) -> dict[str, tuple[Document, ...]]:
    """The documents by their IRI."""
    return holdings.once(
        "documents by IRI", lambda: {document.plan: (document,) for document in holdings.register.documents}
    )


def by_plan(holdings: Holdings) -> dict[str, list[Duty]]:
    """The tasks of each plan, as they stand in it."""
    return holdings.once("tasks by plan", lambda: _by_plan(holdings))


def _by_plan(holdings: Holdings) -> dict[str, list[Duty]]:
    found: dict[str, list[Duty]] = {}
    for duty in holdings.duties:
        found.setdefault(duty.plan, []).append(duty)
    return found


def stated(holdings: Holdings, iri: str) -> dict[str, list[tuple[str, str]]]:
    """What is said of a document: by its label the values' names, each with its IRI or nothing."""
    found: dict[str, list[tuple[str, str]]] = {label: [] for label in LABELS.values()}
    for full, value, name in ask(holdings.store, _ABOUT % iri):
        key = full.rpartition("#")[2].rpartition("/")[2]
        if key in LABELS:
            found[LABELS[key]].append((name or value, value if name and key != "status" else ""))
    return {label: values for label, values in found.items() if values}


def blocks(read: Reading, duties: Sequence[Duty], part: tuple[int, int], cuts: Sequence[int]) -> Iterator[Block]:
    """The part of the source from one place to another, by tasks and practices."""
    named = [(d.start, d.end, d.iri, d.number, d.title) for d in duties]
    named += [(p.start, p.end, p.iri, "", p.title) for p in read.practices]
    at, last = part
    facts = [f for f in read.facts if f.start < last and f.end > at]
    for start, end, *told in sorted(named):
        if end <= at or start >= last:
            continue
        if start > at:
            yield _block(read, facts, (at, start), cuts)
            at = start
        stop = min(end, last)
        if stop > at:
            yield _block(read, facts, (at, stop), cuts, *told)
            at = stop
    if at < last:
        yield _block(read, facts, (at, last), cuts)


def _block(read: Reading, facts: list[Fact], span: tuple[int, int], cuts: Sequence[int], *told: str) -> Block:
    within = [f for f in facts if f.start < span[1] and f.end > span[0]]
    return Block(span[0], pieces(read.text[span[0] : span[1]], span[0], within, cuts), *told)


def hanging(holdings: Holdings, plan: str) -> list[str]:
    """The tasks of a plan and everything that hangs on it and on them."""
    parts_of = "zr:assignment|zr:ownDeadline|zr:milestone|zr:citation|zr:target"
    path = f"^dcterms:isPartOf|^dcterms:isPartOf/({parts_of})|zr:citation|zr:finding|zr:practice|zr:practice/zr:figure"
    return task.hanging(holdings, plan, path)


def record(document: Document, read: Reading, duties: Sequence[Duty]) -> dict[str, Any]:
    """Write a document for scripts: its text, its tasks, each fact with its place in code points."""
    return {
        "iri": document.plan, "title": document.title, "year": document.year, "news": document.news,
        "file": read.file, "sha256": read.sha256, "text": read.text,
        "tasks": [{"iri": d.iri, "number": d.number, "title": d.title, "start": d.start, "end": d.end} for d in duties],
        "practices": [
            {"iri": p.iri, "title": p.title, "words": p.words, "section": p.section, "start": p.start, "end": p.end}
            for p in read.practices
        ],
        "facts": [
            {"kind": f.kind, "start": f.start, "end": f.end, "owner": f.owner, "to": f.to or None, "name": f.name,
             "note": f.note or None}
            for f in read.facts
        ],
    }  # fmt: skip


def table(read: Reading) -> Table:
    """A fact a row, in the order of the text."""
    rows = [(f.word, read.text[f.start : f.end], f.name, f.note, f.start, f.end, f.owner, f.to) for f in read.facts]
    return Table(HEADS, rows)
