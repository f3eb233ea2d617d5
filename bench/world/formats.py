"""A page in a format: plain text that wraps as print does, web page, Word document, PDF."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from random import Random
from types import MappingProxyType
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from .lines import wrapped
from .records import Block, Page

Form = Callable[[Page, Random], bytes]


def plain(page: Page, chance: Random) -> bytes:
    """Text, half of it wrapped at a fixed width with marks where pages end."""
    width = chance.choice((0, 0, -1, 52, 56, 64))
    if width < 0:
        return ("\n\n".join(_marked(page)) + "\n").encode()
    return ("\n".join(_paged(list(_lines(page, width)), chance) if width else _lines(page, 0)) + "\n").encode()


def _lines(page: Page, width: int) -> Iterator[str]:
    for block in page.blocks:
        if block.kind == "table":
            yield from map("\t".join, filled(block.rows))
        elif not width or block.kind in {"title", "center", "right"}:
            yield block.text
        else:
            yield from wrapped(f"　　{block.text}", width)


def _marked(page: Page) -> Iterator[str]:
    """Lines of Markdown: headings and what an item begins with are bold."""
    for block in page.blocks:
        if block.kind == "table":
            head, *rows = filled(block.rows)
            bars = (f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))
            yield "\n".join(bars)
        elif block.kind in {"title", "heading"}:
            yield f"**{block.text}**"
        else:
            lead = re.match(r"(?:（[一二三四五六七八九十]+）|\d+\.)[^。（]+。", block.text)
            yield f"**{lead[0]}**{block.text[lead.end() :]}" if lead else block.text


def filled(rows: list[list[str | None]]) -> Iterator[list[str]]:
    """The rows of a table without merged cells: each cell of its own."""
    above: list[str] = [""] * len(rows[0])
    for row in rows:
        above = [held if cell is None else cell for cell, held in zip(row, above, strict=True)]
        yield above


def _paged(lines: list[str], chance: Random) -> Iterator[str]:
    size = chance.randint(24, 34)
    for at, line in enumerate(lines):
        if at and at % size == 0 and "\t" not in line:
            yield f"— {at // size} —"
        yield line


def web(page: Page, _: Random) -> bytes:
    """A web page with its table in place; merged cells are merged."""
    title = escape(page.gold["document"]["title"])
    body = "\n".join(_element(block) for block in page.blocks)
    head = f'<html lang="zh"><head><meta charset="utf-8"><title>{title}</title></head>'
    return f"<!DOCTYPE html>\n{head}\n<body>\n{body}\n</body></html>\n".encode()


def _element(block: Block) -> str:
    if block.kind == "title":
        return f"<h1>{escape(block.text)}</h1>"
    if block.kind != "table":
        return f"<p>{escape(block.text)}</p>"
    rows = ("".join(_cells(block.rows, at)) for at in range(len(block.rows)))
    return "<table>\n" + "\n".join(f"<tr>{row}</tr>" for row in rows) + "\n</table>"


def _cells(rows: list[list[str | None]], at: int) -> Iterator[str]:
    for x, cell in enumerate(rows[at]):
        if cell is not None:
            span = 1 + next((n for n, row in enumerate(rows[at + 1 :]) if row[x] is not None), len(rows) - at - 1)
            yield f'<td rowspan="{span}">{escape(cell)}</td>' if span > 1 else f"<td>{escape(cell)}</td>"


def word(page: Page, _: Random) -> bytes:
    """A Word document."""
    import datetime as dt

    from docx import Document

    document = Document()
    document.core_properties.created = document.core_properties.modified = dt.datetime(2020, 1, 1)  # noqa: DTZ001 -- the format knows no zone
    for block in page.blocks:
        if block.kind == "table":
            table = document.add_table(len(block.rows), len(block.rows[0]))
            for y, row in enumerate(block.rows):
                for x, cell in enumerate(row):
                    if cell is None:
                        table.cell(y, x).merge(table.cell(y - 1, x))
                    else:
                        table.cell(y, x).text = cell
        else:
            document.add_paragraph(block.text)
    held = io.BytesIO()
    document.save(held)
    return _undated(held)


def _undated(packed: io.BytesIO) -> bytes:
    """The parts of a package packed again without the hour in which they were packed."""
    with ZipFile(packed) as old, ZipFile(again := io.BytesIO(), "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name), old.read(name), ZIP_DEFLATED)
    return again.getvalue()


def portable(page: Page, _: Random) -> bytes:
    """A PDF."""
    from .pdf import pdf

    return pdf(page.blocks)


FORMATS: Final[Mapping[str, Form]] = MappingProxyType({"txt": plain, "html": web, "docx": word, "pdf": portable})
