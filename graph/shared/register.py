"""The plans of a store as a register: how each may be cited, which units it names, which works it cites."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable
from typing import Final

from ..briefs import Brief, told, written
from ..links import Row, headings

TABLES: Final = """
CREATE TABLE document (
  plan TEXT PRIMARY KEY, stamp TEXT NOT NULL, brief TEXT NOT NULL, works TEXT NOT NULL, number TEXT NOT NULL,
  place TEXT NOT NULL, issuer TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX document_number ON document (number);
CREATE INDEX document_place ON document (place);
CREATE INDEX document_issuer ON document (issuer);
CREATE TABLE heading (words TEXT, plan TEXT, PRIMARY KEY (words, plan)) WITHOUT ROWID;
CREATE INDEX heading_plan ON heading (plan);
CREATE TABLE named (unit TEXT, year INTEGER, count INTEGER NOT NULL, PRIMARY KEY (unit, year)) WITHOUT ROWID;
CREATE TABLE cited (work TEXT, place TEXT, count INTEGER NOT NULL, PRIMARY KEY (work, place)) WITHOUT ROWID;
"""
_COUNT: Final = "INSERT INTO {} VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count"
_BRIEF: Final = "SELECT brief, works FROM document WHERE plan = ?"
_PLANS: Final = """
SELECT plan, brief FROM document WHERE number IN (SELECT value FROM json_each(?))
UNION SELECT plan, brief FROM document JOIN heading USING (plan) WHERE words IN (SELECT value FROM json_each(?))
ORDER BY plan"""
_ISSUED: Final = "SELECT plan FROM document WHERE place = ?1 UNION SELECT plan FROM document WHERE issuer = ?1"
_YEARS: Final = """
SELECT unit, min(year), max(year) FROM named WHERE unit IN (SELECT value FROM json_each(?)) GROUP BY unit"""
Span = tuple[int, int]


class Register:
    """The register; `words` and `numbers` are what plans that came or went may be cited by, or could be."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self.base = base
        self.words: set[str] = set()
        self.numbers: set[str] = set()

    def plans(self) -> dict[str, str]:
        """Every plan (an IRI) with the stamp of what read it."""
        return dict(self.base.execute("SELECT plan, stamp FROM document"))

    def add(self, plan: str, stamp: str, brief: Brief, works: Collection[str]) -> None:
        """Enter a plan and the works that it cites; how it may be cited waits for `head`."""
        kept = written(brief), json.dumps(sorted(works), ensure_ascii=False)
        row = plan, stamp, *kept, brief.number, brief.place, brief.issuer
        self.base.execute("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        self._count(brief, works, 1)

    def drop(self, plan: str) -> Brief:
        """Take a plan out."""
        text, works = self.base.execute(_BRIEF, (plan,)).fetchone()
        brief = told(text)
        self._count(brief, json.loads(works), -1)
        self._unhead(plan, brief.number)
        self.base.execute("DELETE FROM document WHERE plan = ?", (plan,))
        return brief

    def _count(self, brief: Brief, works: Iterable[str], sign: int) -> None:
        named = [(unit, brief.year) for unit in brief.units if brief.year is not None]
        cited = [(work, brief.place) for work in sorted(works)]
        self.base.executemany(_COUNT.format("named"), [(*pair, sign) for pair in named])
        self.base.executemany(_COUNT.format("cited"), [(*pair, sign) for pair in cited])
        if sign < 0:
            self.base.executemany("DELETE FROM named WHERE unit = ? AND year = ? AND count = 0", named)
            self.base.executemany("DELETE FROM cited WHERE work = ? AND place = ? AND count = 0", cited)

    def head(self, plans: Iterable[str], label: Callable[[str], str]) -> None:
        """Take down what plans may be cited as; `label` names a place or an issuer."""
        for plan in plans:
            brief = told(self.base.execute(_BRIEF, (plan,)).fetchone()[0])
            self._unhead(plan, brief.number)
            words = sorted(headings(brief.title, label(brief.place), label(brief.issuer)))
            self.base.executemany("INSERT INTO heading VALUES (?, ?)", [(each, plan) for each in words])
            self.words.update(words)

    def _unhead(self, plan: str, number: str) -> None:
        self.words.update(each for (each,) in self.base.execute("SELECT words FROM heading WHERE plan = ?", (plan,)))
        self.numbers.update([number] if number else ())
        self.base.execute("DELETE FROM heading WHERE plan = ?", (plan,))

    def issued(self, bodies: Iterable[str]) -> set[str]:
        """The plans of these places and issuers."""
        return {plan for body in bodies for (plan,) in self.base.execute(_ISSUED, (body,))}

    def rows(self, numbers: Iterable[str], words: Iterable[str], label: Callable[[str], str]) -> list[Row]:
        """The plans that may be cited by one of these numbers or words, as `links` asks for them."""
        wanted = json.dumps([number for number in numbers if number]), json.dumps(sorted(words))
        found = ((plan, told(text)) for plan, text in self.base.execute(_PLANS, wanted))
        return [(plan, b.title, b.number, label(b.place), label(b.issuer)) for plan, b in found]

    def years(self, units: Iterable[str]) -> dict[str, Span]:
        """The first and the last year of the plans that name each of these units."""
        rows = self.base.execute(_YEARS, (json.dumps(sorted(units)),))
        return {unit: (first, last) for unit, first, last in rows}

    def places(self, work: str) -> list[str]:
        """The places of the plans that cite a work, empty for one of no place."""
        return [place for (place,) in self.base.execute("SELECT place FROM cited WHERE work = ?", (work,))]
