"""What a document prints after its text: who signed it and when, who handles it, who gets a copy."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .days import iso
from .patterns import facts as patterns
from .patterns import imprint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .galley import Galley

Piece = tuple[int, int]
Duty = Literal["host", "supervisor", "copied"]
_NAME = 60  # no organ's name, and no row of joint issuers, is longer
_BLOCK = 800  # nor is a list of those who get a copy


@dataclass(frozen=True, slots=True)
class Day:
    """A full day, where it stands in the galley, and the organs that sign over it, outermost first."""

    iso: str
    place: Piece
    organs: tuple[Piece, ...] = ()
    how: Literal["signed", "printed", "alone", "bracketed"] = "alone"


def find_days(page: Galley, start: int, end: int) -> Iterator[Day]:
    """The days that stand in a signature, in the printing line, alone between breaks, or in brackets after a title."""
    for hit in patterns.date().find(page.text, start, end):
        day = iso(hit)
        if day is None:
            continue
        left, right = place = hit.span()
        after = page.text[right : right + 3]
        if after.startswith("印"):
            yield Day(day, place, _signers(page, left), "printed")
        elif after.startswith("）"):
            yield Day(day, place, (), "bracketed")
        elif not page.breaks_at(right) and imprint.runs_on().regex.match(after):
            continue
        elif organs := _signers(page, left):
            yield Day(day, place, organs, "signed")
        elif page.breaks_at(left) and page.breaks_at(right):
            yield Day(day, place)


def _signers(page: Galley, end: int) -> tuple[Piece, ...]:
    """The organs right before `end`: whole lines, else what stands between blanks or after a full stop."""
    organs: list[Piece] = []
    while end and page.text[end - 1] not in "。；：！，":
        starts = _starts(page, max(end - _NAME, 0), end - 2)
        lines = [start for start in starts if page.line_at(start)]
        tried = [*lines[-1:], *reversed(starts)]
        start = next((one for one in tried if patterns.organ().regex.fullmatch(page.text[one:end])), None)
        if start is None:
            break
        organs.append((start, end))
        end = start
    return tuple(first_organ(page, organ) for organ in reversed(organs))


def _starts(page: Galley, first: int, end: int) -> list[int]:
    """Where in first..end an organ's name may start: at a break, or behind a mark."""
    breaks = page.breaks[bisect_left(page.breaks, first) : bisect_left(page.breaks, end)]
    return sorted({*breaks, *(at for at in range(max(first, 1), end) if page.text[at - 1] in "。；：！）")})


def first_organ(page: Galley, piece: Piece) -> Piece:
    """The first of joint issuers that print set apart on one line (甲市财政局 甲市教育局)."""
    start, end = piece
    whole = patterns.organ().regex.fullmatch
    for cut in range(start + 4, end - 2):
        if page.breaks_at(cut) and whole(page.text[start:cut]) and whole(page.text[cut:end]):
            return start, cut
    return piece


def find_duties(page: Galley) -> dict[Duty, tuple[Piece, ...]]:
    """The bodies behind 主办, 督办 and 抄送, each label at the start of a line; a web page's 主办单位 is none."""
    found: dict[Duty, tuple[Piece, ...]] = {}
    hits = [hit for hit in imprint.duty().find(page.text) if page.breaks_at(hit.start())]
    for place, hit in enumerate(hits):
        stop = hits[place + 1].start() if place + 1 < len(hits) else len(page.text)
        stop = min(stop, hit.end() + _BLOCK)
        kind = hit.lastgroup
        if kind == "copied":
            found.setdefault("copied", tuple(_names(page, hit.end(), _copied_end(page, hit.end(), stop))))
        elif kind in ("host", "supervisor") and _in_imprint(page, hit):
            end = next((i for i in range(hit.end() + 1, stop + 1) if page.breaks_at(i)), hit.end())
            found.setdefault("host" if kind == "host" else "supervisor", tuple(_names(page, hit.end(), end)))
    return found


def _in_imprint(page: Galley, hit: re.Match[str]) -> bool:
    """Whether a 主办 is a document's: another label of the imprint is near, and no foot of a web page."""
    around = page.text[max(hit.start() - 200, 0) : hit.end() + 200]
    kinds = {other.lastgroup for other in imprint.duty().regex.finditer(around)}
    return len(kinds) > 1 and not imprint.site_owner().regex.search(page.text[hit.end() : hit.end() + 100])


def _copied_end(page: Galley, start: int, stop: int) -> int:
    """Where the list of copies ends: before the printing line, or at a line that starts after no stop or comma."""
    if printing := imprint.printed().regex.search(page.text, start, stop):
        return next(iter(_signers(page, printing.start())), printing.span())[0]
    for end in range(start + 1, stop):
        if page.line_at(end) and page.text[end - 1] not in "，、；" and "。" in page.text[start:end]:
            following = page.text[end : end + 120].partition("。")
            if not following[1] or not re.fullmatch(r"[一-龥，、；（）]{3,}", following[0]):
                return end
    return stop


def _names(page: Galley, start: int, end: int) -> Iterator[Piece]:
    for name in re.finditer(r"(?:[^，、；。（）]|（[^（）]{1,30}）)+", page.text[start:end]):
        yield start + name.start(), start + name.end()
