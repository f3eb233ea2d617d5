"""Practices (做法) that a news document reports: what was done, by whom, with what figures."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from .letterhead import news_day
from .patterns import imprint
from .patterns import practices as patterns
from .records import Figure, Practice, Source, Span
from .repair import repair
from .text import BREAK, WRAP, Text, printed

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEAR = 2_000
_SHORT = 20  # characters of a heading that repair may take for a wrapped line
_ROW = 120  # characters of a row of names
_LONGEST = 200  # characters of a clause; what is longer is no sentence
_SCALES = {None: 1, "万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A compact paragraph, and the headings right above it, outermost first."""

    text: Text
    headings: tuple[str, ...]


def read_practices(source: Source) -> tuple[Practice, ...]:
    """Read the practices of a document whose kind is news, in order."""
    found: list[Practice] = []
    section, marked, used = "", False, True
    for paragraph in _paragraphs(source):
        if paragraph.headings:
            section, marked, used = paragraph.headings[0], False, False
        lead = patterns.lead().regex.match(paragraph.text.chars)
        if lead and (lead["mark"] or not marked):
            found.append(_practice(source, section, paragraph.text, lead))
            marked, used = marked or bool(lead["mark"]), True
        elif found and used and found[-1].section == section:
            found[-1] = _longer(source, found[-1], paragraph.text)
        elif section and not used:
            found.append(_headed(source, paragraph))
            section, used = found[-1].section, True
    return tuple(found)


def _paragraphs(source: Source) -> Iterator[_Paragraph]:
    """The paragraphs below the news line, without page furniture; one that lists its practices is cut into them."""
    text = repair(source)
    headings: list[str] = []
    begun = not news_day("".join(text.chars[:_NEAR].split()))
    for line in _lines(text):
        part = line.compact()
        if not begun:
            begun = news_day(part.chars) is not None
            continue
        if not part.chars or _frame(part.chars):
            continue
        if patterns.heading().regex.match(part.chars):
            headings.append(printed(source.text, part.span()))
            continue
        for piece in _pieces(part):
            yield _Paragraph(piece, tuple(headings))
            headings = []


def _lines(text: Text) -> Iterator[Text]:
    """The paragraphs of repaired text; a short line that was taken into the next one is a heading after all."""
    start = 0
    for line in text.chars.split(BREAK):
        first, wrap, _ = line.partition(WRAP)
        if wrap and len(first) <= _SHORT and patterns.heading().regex.match("".join(first.split())):
            yield text.cut(start, start + len(first))
            yield text.cut(start + len(first), start + len(line))
        else:
            yield text.cut(start, start + len(line))
        start += len(line) + 1


def _pieces(paragraph: Text) -> Iterator[Text]:
    """一是…二是… in one paragraph without a lead sentence: a piece each, and one for what stands before them."""
    marks = [hit.start() for hit in patterns.listed().regex.finditer(paragraph.chars)]
    if len(marks) < 2 or (marks[0] and patterns.lead().regex.match(paragraph.chars)):
        yield paragraph
        return
    cuts = [*([0] if marks[0] else []), *marks, len(paragraph.chars)]
    for start, end in pairwise(cuts):
        yield paragraph[start:end]


def _frame(chars: str) -> bool:
    return bool(imprint.furniture().regex.match(chars) or (len(chars) < 300 and imprint.page_mark().regex.match(chars)))


def _practice(source: Source, section: str, text: Text, lead: re.Match[str]) -> Practice:
    body = text[lead.end() :]
    title = printed(source.text, text.span(*lead.span("title")))
    span = Span(text.span(lead.start("title")).start, text.span().end)
    return Practice(section, title, _quote(source, body), span, _bodies(source, body), _figures(source, body))


def _headed(source: Source, paragraph: _Paragraph) -> Practice:
    """A paragraph without a lead sentence: its last heading names the practice."""
    *outer, title = paragraph.headings
    text = paragraph.text
    return Practice(
        outer[0] if outer else "",
        title,
        _quote(source, text),
        text.span(),
        _bodies(source, text),
        _figures(source, text),
    )


def _longer(source: Source, practice: Practice, text: Text) -> Practice:
    """The practice gone on over another paragraph."""
    return replace(
        practice,
        span=Span(practice.span.start, text.span().end),
        units=tuple(dict.fromkeys((*practice.units, *_bodies(source, text)))),
        figures=practice.figures + _figures(source, text),
    )


def _clauses(chars: str, stops: str) -> Iterator[tuple[int, int]]:
    """The stretches between `stops` that stand in no bracket or quotation."""
    depth = start = 0
    for mark in re.finditer(f"[（“《）”》{stops}]", chars):
        char = mark[0]
        if char not in stops:
            depth = max(depth + (1 if char in "（“《" else -1), 0)
        elif not depth or char == "。":
            yield start, mark.start()
            start, depth = mark.end(), 0
    if start < len(chars):
        yield start, len(chars)


def _quote(source: Source, body: Text) -> str:
    """From the start through the first clause that says what was done."""
    first = body.chars.find("。")
    sentence = body.chars if first < 0 else body.chars[:first]
    end = len(sentence)
    for start, stop in _clauses(sentence, "，；"):
        if not patterns.way_in().regex.match(sentence[start:stop]):
            end = stop
            break
    return printed(source.text, body.span(0, end)) if end else ""


def _figures(source: Source, body: Text) -> tuple[Figure, ...]:
    """Every number with its measure, within the shortest clause that holds it."""
    return tuple(
        figure
        for clause in _clauses(body.chars, "，。；！？")
        if clause[1] - clause[0] <= _LONGEST
        for figure in _clause_figures(source, body, clause)
    )


def _clause_figures(source: Source, body: Text, clause: tuple[int, int]) -> Iterator[Figure]:
    """The figures of a clause; where several parts of a list have one, each in its part."""
    find = patterns.figure().regex.finditer
    pieces = [piece for piece in _parts(body.chars, *clause) if next(find(body.chars, *piece), None)]
    listed = len(pieces) > 1
    for piece in pieces if listed else [clause]:
        for hit in find(body.chars, *piece):
            span = body.span(*_bare(body.chars, *piece, listed=listed))
            value = float(re.sub("[,，]", "", hit["number"])) * _SCALES[hit["scale"]]
            yield Figure(printed(source.text, span), value, hit["unit"], span)


def _parts(chars: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a clause between its 、."""
    for left, right in _clauses(chars[start:end], "、"):
        yield start + left, start + right


def _bare(chars: str, start: int, end: int, *, listed: bool) -> tuple[int, int]:
    """Without 将 and 其中 before a figure and, in a list, without what follows its 等."""
    if hit := re.match(r"其中|同时|并|将|把", chars[start:end]):
        start += hit.end()
    if listed and (tail := re.search(r"\d[^、]*?[^\d](等)", chars[start:end])):
        end = start + tail.start(1)
    return start, end


def _bodies(source: Source, body: Text) -> tuple[str, ...]:
    """The bodies that act: those joined by 联合, and those with which a clause starts."""
    found: list[tuple[int, int]] = []
    last = 0
    for hit in patterns.jointly().regex.finditer(body.chars):
        if listed := list(_listed(body.chars, *hit.span("list"))):
            found += [*_acting(body.chars, max(last, hit.start() - _ROW), hit.start()), *listed]
        last = hit.end()
    found += [hit.span("body") for hit in patterns.actor().regex.finditer(body.chars)]
    return tuple(dict.fromkeys(printed(source.text, body.span(*piece)) for piece in sorted(set(found))))


def _acting(chars: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The bodies right before `end`, the first without the verb before it."""
    row = re.split(r"[^一-龥、]", chars[start:end])[-1]
    place = end - len(row)
    for piece in re.finditer("[^、]+", row):
        verb = patterns.verbs_before().regex.match(piece[0])
        name = piece[0][verb.end() :] if verb else piece[0]
        if len(name) > 1 and patterns.body().regex.search(name):
            yield place + piece.end() - len(name), place + piece.end()


def _listed(chars: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The bodies of a list; none where its first is no body (联合执法)."""
    for place, piece in enumerate(re.finditer(r"[^、和及与（）]+(?:（[^（）]*）)?[^、和及与]*", chars[start:end])):
        cut = patterns.cut_list().regex.match(piece[0])
        if cut and patterns.body().regex.search(cut[0]):
            yield start + piece.start(), start + piece.start() + len(cut[0])
        elif not place:
            return
