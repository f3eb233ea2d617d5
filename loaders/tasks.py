"""From the outline to tasks: which item, or which stretch of one, carries a responsibility of its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from .clause import Clause
from .drafts import MAX_TITLE, Draft, Reading, number, title_of
from .nodes import Node, node_of
from .outline import Item, marker
from .patterns.outline import END_MATTER, HEAD_COLON
from .text import BREAK, TABLE, Text

_CAPTION = 40
_SEPARATORS = {"han": "、", "num": "."}  # between a heading's number and its words


def read_tasks(root: Item) -> Reading:
    """Walk the outline and draft every task."""
    reading = Reading()
    node = node_of(root)
    _walk(node, (), None, reading)
    if not reading.drafts and not reading.tables:
        _unnumbered(node, reading)
    number(reading.drafts)
    return reading


def _unnumbered(root: Node, reading: Reading) -> None:
    """A document without numbers: each stretch that ends in a clause is a task, told by its order."""
    for title, body, clause in _stretches(root):
        reading.drafts.append(Draft("", (), title, body, clause, body[0], order=len(reading.drafts) + 1))
    if reading.drafts:
        reading.idle = [(text, kind) for text, kind in reading.idle if kind != "clause-without-item"]


def _walk(node: Node, section: tuple[str, ...], inherited: Clause | None, reading: Reading) -> None:
    item = node.item
    leaf = bool(item.style and not node.children)
    if leaf:  # a table below an item's words comes after its task
        _leaf(node, section, inherited, reading)
        if not item.paragraphs and not item.children:
            return
    inner = (*section, *_heading(node)) if item.style else section
    for before in _before_tables(item, points=leaf):
        caption = () if item.style else _caption(before)
        reading.tables.append((len(reading.drafts), (*inner, *caption)))
    if leaf:
        return
    own = node.clauses[-1] if node.clauses and item.style else None
    if not item.style and node.clauses and not END_MATTER.regex.match(node.text.chars):
        reading.idle += [(node.text[c.start : c.end], "clause-without-item") for c in node.clauses]
    _walk_children(node, inner, own or inherited, reading)
    if own and all(child.any_clause() for child in node.children):
        reading.idle.append((node.text[own.start : own.end], "heading-clause"))


def _before_tables(item: Item, *, points: bool) -> Iterator[Text]:
    """What stands right before each table of an item, and of its `points` where they are no items of their own."""
    for before, paragraph in pairwise([item.head, *item.paragraphs]):
        if paragraph.chars == TABLE:
            yield before
    for child in item.children if points else ():
        yield from _before_tables(child, points=True)


def _walk_children(node: Node, section: tuple[str, ...], inherited: Clause | None, reading: Reading) -> None:
    """Walk the items under a node; one without a clause is a finding only beside one that is a task."""
    idle: list[tuple[Text, str]] = []
    tasks = False
    for child in node.children:
        drafts, known = len(reading.drafts), len(reading.idle)
        _walk(child, section, inherited, reading)
        if not child.children:
            tasks = tasks or len(reading.drafts) > drafts
            idle += reading.idle[known:]
            del reading.idle[known:]
    reading.idle += [(text, kind) for text, kind in idle if tasks or kind != "no-clause"]


def _caption(before: Text) -> tuple[str, ...]:
    """The line right above a table that belongs to no item names the table."""
    words = before.compact().chars
    return (words,) if 4 <= len(words) <= _CAPTION and not any(mark in words for mark in "。：；") else ()


def _heading(node: Node) -> tuple[str, ...]:
    title = title_of(node.text, node.clauses[0].start if node.clauses else None)
    separator = _SEPARATORS.get(node.item.style, "")
    words = title.compact().chars if title.chars else ""
    return (node.item.label + separator + words,)


def _leaf(node: Node, section: tuple[str, ...], inherited: Clause | None, reading: Reading) -> None:
    """A task, or several stretches that each end in a clause of their own."""
    if not node.clauses:
        if inherited and node.text.chars:
            title = title_of(node.text, None)
            reading.drafts.append(_draft(node, section, title, [node.text], inherited))
        elif node.text.chars:
            reading.idle.append((node.text, "no-clause"))
        return
    stretches = list(_stretches(node))
    if len(stretches) == 1:
        title, body, clause = stretches[0]
        title = title if len(node.clauses) == 1 else title_of(node.text, node.clauses[0].start)
        reading.drafts.append(_draft(node, section, title, body, clause))
        return
    headed = _is_bare_heading(node)
    inner = (*section, *_heading(node)) if headed else section
    for order, (title, body, clause) in enumerate(stretches, 1):
        own = marker(body[0]) if order > 1 and len(body) and len(body[0]) else None
        draft = _draft(node, inner, title, body, clause)
        if own and own.style == node.item.style and own.number > node.item.number:
            draft.label, draft.title, draft.order = own.label, title_of(own.head, None), 0
        else:
            draft.order = order
            draft.title = title_of(own.head, None) if own else draft.title
        reading.drafts.append(draft)
    if sum(d.label == node.item.label and d.order > 0 for d in reading.drafts[-len(stretches) :]) == 1:
        reading.drafts[-len(stretches)].order = 0


def _draft(node: Node, section: tuple[str, ...], title: Text, body: list[Text], clause: Clause) -> Draft:
    parents = []
    at = node.item.parent
    while at is not None and at.style:
        parents.append(at.label)
        at = at.parent
    return Draft(node.item.label, section, title, body, clause, node.text[:MAX_TITLE], node.item.style, tuple(parents))


def _is_bare_heading(node: Node) -> bool:
    """Whether the item's first paragraph carries no clause, so that it heads all stretches."""
    first = node.text.chars.find(BREAK)
    return 0 <= first < node.clauses[0].start and bool(node.text.chars[first : node.clauses[0].start].strip(" \v\n（"))


def _stretches(node: Node) -> Iterator[tuple[Text, list[Text], Clause]]:
    """Title, words and clause of each stretch; a lone clause takes the whole item."""
    text, clauses = node.text, node.clauses
    if len(clauses) == 1 and node.item.style:
        clause = clauses[0]
        body = [part for part in (text.cut(0, clause.start), text.cut(clause.end, len(text.chars))) if part.chars]
        yield title_of(text, clause.start), body, clause
        return
    start = text.chars.find(BREAK) + 1 if node.item.style and _is_bare_heading(node) else 0
    for clause in clauses:
        stretch = text.cut(start, clause.start, "\n\v 。；;，,、")
        if len(stretch.chars.strip("（〔[【")) >= 2:
            yield title_of(_last_headed(stretch), None), [stretch], clause
        start = clause.end


def _last_headed(stretch: Text) -> Text:
    """The last paragraph of a stretch that opens with a short lead and a colon, else the whole stretch."""
    start = 0
    found = stretch
    for line in stretch.chars.split(BREAK):
        if HEAD_COLON.regex.match(line):
            found = stretch[start : start + len(line)]
        start += len(line) + 1
    return found
