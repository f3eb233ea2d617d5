"""Which cited works are one with a plan or with another work: looked at anew only for those that may be."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Final

from ...ontology.iris import Namer
from ...ontology.ntriples import text_of
from ..links import NUMBER, TITLE, Row, links
from .book import Book
from .naming import one_name

_ALIKE: Final = "SELECT work FROM work WHERE {} IN (SELECT value FROM json_each(?))"
_KNOWN: Final = "SELECT title, number FROM work WHERE work = ?"
Label = Callable[[str], str]


def tell_works(book: Book, namer: Namer, label: Label) -> None:
    """Let each work that may have become one with another thing, or ceased to be, say which; `label` names a place."""
    gone = {title for work in _touched(book) for title, _ in _known(book, work)}
    book.base.executemany("DELETE FROM work WHERE work = ?", [(work,) for work in sorted(_touched(book))])
    for lines in book.tally.by_subject(["policies"], None if book.fresh else book.tally.touched("policies")):
        rows = sorted(set(_fields(one_name(lines))))
        book.base.executemany("INSERT INTO work VALUES (?, ?, ?)", rows)
    works = _all(book) if book.fresh else _near(book, gone)
    said: dict[str, set[str]] = {work: set() for work in works}
    for line in links(*_rows(book, works, label), namer):
        said[line.partition(" ")[0][1:-1]].add(line)
    for work, told in said.items():
        book.tally.say("links", f"work {work}", told)


def _touched(book: Book) -> set[str]:
    return {term[1:-1] for term in book.tally.touched("policies")}


def _known(book: Book, work: str) -> list[tuple[str, str]]:
    return book.base.execute(_KNOWN, (work,)).fetchall()


def _fields(lines: Iterable[str]) -> list[tuple[str, str, str]]:
    """The titles of a work, each with its numbers or the empty one."""
    found: dict[str, list[str]] = defaultdict(list)
    work = ""
    for line in sorted(lines):
        work, predicate, text = line.split(" ", 2)
        found[predicate].append(text)
    titles, numbers = ([text_of(text) for text in found[field]] for field in (TITLE, NUMBER))
    return [(work[1:-1], title, number) for title in titles for number in numbers or [""]]


def _all(book: Book) -> list[str]:
    return [work for (work,) in book.base.execute("SELECT DISTINCT work FROM work ORDER BY work")]


def _near(book: Book, titles: set[str]) -> list[str]:
    """The works that were touched, those that are called as a changed plan is, and those of the same title as these."""
    found = _touched(book) | _alike(book, "title", book.register.words) | _alike(book, "number", book.register.numbers)
    titles = titles | {title for work in found for title, _ in _known(book, work)}
    return sorted(found | _alike(book, "title", titles))


def _alike(book: Book, field: str, values: Iterable[str]) -> set[str]:
    return {work for (work,) in book.base.execute(_ALIKE.format(field), (json.dumps(sorted(values)),))}


def _rows(book: Book, works: Iterable[str], label: Label) -> tuple[list[Row], list[Row]]:
    """The works and the plans that may be the same, as `links` asks for them."""
    found: list[Row] = [
        (work, title, number, place)
        for work in works
        for title, number in _known(book, work)
        for place in sorted({label(place) for place in book.register.places(work)})
    ]
    return found, book.register.rows({row[2] for row in found}, {row[1] for row in found}, label)
