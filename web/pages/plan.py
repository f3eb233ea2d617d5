"""The page of a document: its source text with every extracted fact marked where it stands."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Final

from ...graph.duties import Row, ask
from ...queries.asking.written import task_record
from ..facts import NAMES, Piece, facts, pieces
from ..library import Holdings
from ..page import Asked, Page, Table
from ..statements import is_plain
from . import thing

LONGEST: Final = 60_000  # characters of source shown on one page
_ABOUT: Final = """
SELECT ?title ?file ?sha ?media ?text ?year ?issuer ?issuerName ?number ?issued ?status ?kind ?place WHERE {{
  <{plan}> a ?kind ; dcterms:title ?title ; prov:wasDerivedFrom ?source .
  ?source zr:fileName ?file ; zr:sha256 ?sha ; zr:mediaType ?media ; zr:text ?text .
  FILTER(?kind IN (zr:Plan, zr:NewsReport))
  OPTIONAL {{ <{plan}> zr:planYear ?year }} OPTIONAL {{ <{plan}> eli:id_local ?number }}
  OPTIONAL {{ <{plan}> dcterms:publisher ?issuer . ?issuer skos:prefLabel ?issuerName }}
  OPTIONAL {{ <{plan}> dcterms:issued ?issued }} OPTIONAL {{ <{plan}> zr:status/skos:notation ?status }}
  OPTIONAL {{ <{plan}> eli:jurisdiction/skos:prefLabel ?place }}
}}"""
_PRACTICES: Final = """
SELECT ?order ?title ?section ?words ?practice WHERE {{
  ?practice a zr:Practice ; dcterms:isPartOf <{plan}> ; zr:order ?order ; dcterms:title ?title .
  OPTIONAL {{ ?practice zr:sectionPath ?section }} OPTIONAL {{ ?practice zr:words ?words }}
}}"""
HEADS: Final = ("编号", "任务", "牵头", "责任", "完成时限", "行", "IRI")


def page(holdings: Holdings, asked: Asked) -> Page:
    """A document; `?from=` shows a long one from a character on."""
    row = next(iter(ask(holdings.store, _ABOUT.format(plan=asked.iri))), None) if is_plain(asked.iri) else None
    if row is None:
        return thing.page(holdings, asked)
    title, file, sha, media, text, year, issuer, issuer_name, number, issued, status, kind, place = row
    tasks = [duty for duty in holdings.duties if duty.plan == asked.iri]
    found = facts(holdings, asked.iri)
    start = min(asked.number("from") or 0, max(len(text) - 1, 0)) // LONGEST * LONGEST
    view: dict[str, Any] = {
        "meta": [
            ("发文单位", issuer_name, issuer), ("文号", number, ""), ("年度", year, ""), ("发布日期", issued, ""),
            ("地方", place, ""), ("状态", {"draft": "征求意见稿", "issued": "印发"}.get(status, status), ""),
            ("文件名", file, ""), ("格式", media, ""), ("SHA-256", sha, ""),
        ],
        "tasks": tasks, "names": NAMES, "news": kind.endswith("NewsReport"),
        "practices": practices(holdings, asked.iri),
        "lines": anchored(pieces(text[start : start + LONGEST], start, found), {duty.start for duty in tasks}),
        "findings": [fact for fact in found if fact.kind == "finding"],
        "parts": [(at, at == start) for at in range(0, len(text), LONGEST)], "longest": LONGEST,
    }  # fmt: skip
    rows = [
        (
            d.number, d.title, "、".join(h.printed for h in d.leads), "、".join(h.printed for h in d.responsible),
            d.deadline, d.line, d.iri,
        )
        for d in tasks
    ]  # fmt: skip
    record = {
        "iri": asked.iri, "title": title, "file": file, "sha256": sha, "year": int(year) if year else None,
        "issuer": issuer_name or None, "number": number or None, "issued": issued or None, "status": status or None,
        "place": place or None, "news": kind.endswith("NewsReport"), "tasks": [task_record(duty) for duty in tasks],
    }  # fmt: skip
    return Page("plan.html", title, view, record, Table(HEADS, rows), (asked.iri, *(duty.iri for duty in tasks)))


def practices(holdings: Holdings, plan: str) -> list[Row]:
    """What a news report tells of: order, title, section, words, IRI."""
    return sorted(ask(holdings.store, _PRACTICES.format(plan=plan)), key=lambda row: int(row[0]))


def anchored(found: list[Piece], starts: set[int]) -> list[tuple[Piece, int | None]]:
    """The pieces of a text, each with the place of the task that begins there, None where none does."""
    cut: list[tuple[Piece, int | None]] = []
    for piece in found:
        at = piece.start
        within = sorted(start for start in starts if at <= start < at + len(piece.text))
        if piece.facts or not within:
            cut.append((piece, within[0] if within else None))
            continue
        ends = [*within, at + len(piece.text)]
        if within[0] > at:
            cut.append((Piece(piece.text[: within[0] - at], at), None))
        cut += [(Piece(piece.text[one - at : other - at], one), one) for one, other in pairwise(ends)]
    return cut
