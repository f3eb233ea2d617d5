"""From the outline to tasks: which item, or which stretch of one, carries a responsibility of its own."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from .clause import Clause
from .clauses import find_clauses
from .outline import Item, marker
from .patterns.outline import END_MATTER, FIELD, HEAD_COLON, OPEN_FIELD
from .text import BREAK, TABLE, Text

_POINTS = {"numparen", "numright", "circle"}  # styles of points within one measure
_MAX_TITLE = 300
_CAPTION = 40
_ALIKE = 2  # so many items that end alike show a plan's habit


@dataclass(slots=True)
class Draft:
    """A task before its words are read: its place in the outline, its own words and its clause."""

    label: str
    section: tuple[str, ...]
    title: Text
    body: list[Text]
    clause: Clause
    words: Text  # all of the item as printed, its clause among it
    style: str = ""
    parents: tuple[str, ...] = ()
    order: int = 0

    @property
    def whole(self) -> Text:
        """The task's own words, or where it has none the names of its clause."""
        return next((part for part in self.body if len(part)), self.words)


@dataclass(slots=True)
class Reading:
    """What walking the outline gives: drafts, the places of tables, and items that lack a clause."""

    drafts: list[Draft] = field(default_factory=list)
    tables: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)  # how many drafts stand before, section
    idle: list[tuple[Text, str]] = field(default_factory=list)  # text, kind of finding


@dataclass(slots=True)
class _Node:
    """An item with its own words as one text and the clauses in them."""

    item: Item
    text: Text
    clauses: list[Clause]
    children: list[_Node] = field(default_factory=list)

    def any_clause(self) -> bool:
        return bool(self.clauses) or any(child.any_clause() for child in self.children)


def read_tasks(root: Item) -> Reading:
    """Walk the outline and draft every task."""
    reading = Reading()
    node = _node(root)
    _read_bare_lists(node)
    _lift_closing(node)
    _walk(node, (), None, reading)
    if not reading.drafts and not reading.tables:
        _unnumbered(node, reading)
    _number(reading.drafts)
    return reading


def _unnumbered(root: _Node, reading: Reading) -> None:
    """A document without numbers: each stretch that ends in a clause is a task, told by its order."""
    for title, body, clause in _stretches(root):
        reading.drafts.append(Draft("", (), title, body, clause, body[0], order=len(reading.drafts) + 1))
    if reading.drafts:
        reading.idle = [(text, kind) for text, kind in reading.idle if kind != "clause-without-item"]


def _node(item: Item) -> _Node:
    text = _together([p for p in item.texts() if p.chars != TABLE])
    clauses = _with_times(find_clauses(text)) if len(text) else []
    children = [_node(child) for child in item.children]
    return _Node(item, text, clauses, children)


def _with_times(clauses: list[Clause]) -> list[Clause]:
    """The clauses that name units; a time limit that stands apart goes with the clause before it."""
    kept: list[Clause] = []
    early: tuple[Text, ...] = ()
    for clause in clauses:
        if clause.mentions:
            kept.append(replace(clause, times=(*early, *clause.times)))
            early = ()
        elif kept:
            kept[-1] = replace(kept[-1], times=(*kept[-1].times, *clause.times))
        else:
            early += clause.times
    return kept


def _read_bare_lists(root: _Node) -> None:
    """Where items of a style end in clauses, one that ends in a bracket of nothing but names ends in one too."""
    leaves: dict[str, list[_Node]] = {}
    stack = [root]
    while stack:
        node = stack.pop()
        stack += node.children
        if not node.children and node.item.style and len(node.text):
            leaves.setdefault(node.item.style, []).append(node)
    for alike in leaves.values():
        _read_bare_list(alike)


def _read_bare_list(leaves: list[_Node]) -> None:
    bare = {id(node): _with_times(find_clauses(node.text, loose=True)) for node in leaves if not node.clauses}
    hits = sum(bool(clauses) for clauses in bare.values())
    if any(node.clauses for node in leaves) or hits >= _ALIKE:
        for node in leaves:
            node.clauses = node.clauses or bare[id(node)]


def _together(paragraphs: list[Text]) -> Text:
    if len(paragraphs) == 1:
        return paragraphs[0]
    chars = BREAK.join(p.chars for p in paragraphs)
    offsets = array("q")
    for paragraph in paragraphs:
        if offsets:
            offsets.append(offsets[-1] + 1)
        offsets.extend(paragraph.offsets)
    return Text(chars, offsets)


def _lift_closing(node: _Node) -> None:
    """Give a clause that closes a whole section, in a paragraph of its own, to the section."""
    for child in node.children:
        _lift_closing(child)
    if not node.item.style or len(node.children) < 2 or node.clauses:
        return
    *others, last = node.children
    if any(other.any_clause() for other in others) or len(last.clauses) != 1 or last.children:
        return
    clause = last.clauses[0]
    own_paragraph = BREAK in last.text.chars[: clause.start].rstrip(" \v") and not last.text.chars[
        : clause.start
    ].rpartition(BREAK)[2].strip(" \v（")
    if own_paragraph and not last.text.chars[clause.end :].strip(" \v\n。）"):
        node.clauses = [clause]
        last.text = last.text[: clause.start].strip()
        last.clauses = []
        if last.item.style in _POINTS or OPEN_FIELD.regex.search(node.text.chars):
            node.text = _together([node.text, *(child.text for child in node.children)])
            node.children = []


def _walk(node: _Node, section: tuple[str, ...], inherited: Clause | None, reading: Reading) -> None:
    item = node.item
    heading = _heading(node) if item.style else section
    inner = section if not item.style else (*section, *heading)
    for before, paragraph in pairwise([item.head, *item.paragraphs]):
        if paragraph.chars == TABLE:
            caption = () if item.style else _caption(before)
            reading.tables.append((len(reading.drafts), (*inner, *caption)))
    if item.style and not node.children:
        _leaf(node, section, inherited, reading)
        return
    own = node.clauses[-1] if node.clauses and item.style else None
    if not item.style and node.clauses and not END_MATTER.regex.match(node.text.chars):
        reading.idle += [(node.text[c.start : c.end], "clause-without-item") for c in node.clauses]
    _walk_children(node, inner, own or inherited, reading)
    if own and all(child.any_clause() for child in node.children):
        reading.idle.append((node.text[own.start : own.end], "heading-clause"))


def _walk_children(node: _Node, section: tuple[str, ...], inherited: Clause | None, reading: Reading) -> None:
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
    return (words,) if 4 <= len(words) <= _CAPTION and not words.endswith(("。", "：", "；")) else ()


def _heading(node: _Node) -> tuple[str, ...]:
    title = title_of(node.text, node.clauses[0].start if node.clauses else None)
    separator = {"han": "、", "num": ".", "dotted": "", "chapter": "", "division": "", "article": ""}.get(
        node.item.style, ""
    )
    words = title.compact().chars if len(title) else ""
    return (node.item.label + separator + words,)


def _leaf(node: _Node, section: tuple[str, ...], inherited: Clause | None, reading: Reading) -> None:
    """A task, or several stretches that each end in a clause of their own."""
    if not node.clauses:
        if inherited and len(node.text):
            title = title_of(node.text, None)
            reading.drafts.append(_draft(node, section, title, [node.text], inherited))
        elif len(node.text):
            reading.idle.append((node.text, "no-clause"))
        return
    stretches = list(_stretches(node))
    if len(stretches) == 1:
        title, body, clause = stretches[0]
        reading.drafts.append(_draft(node, section, title_of(node.text, node.clauses[0].start), body, clause))
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


def _draft(node: _Node, section: tuple[str, ...], title: Text, body: list[Text], clause: Clause) -> Draft:
    parents = []
    at = node.item.parent
    while at is not None and at.style:
        parents.append(at.label)
        at = at.parent
    return Draft(node.item.label, section, title, body, clause, node.text[:_MAX_TITLE], node.item.style, tuple(parents))


def _is_bare_heading(node: _Node) -> bool:
    """Whether the item's first paragraph carries no clause, so that it heads all stretches."""
    first = node.text.chars.find(BREAK)
    return 0 <= first < node.clauses[0].start and bool(node.text.chars[first : node.clauses[0].start].strip(" \v\n（"))


def _stretches(node: _Node) -> Iterator[tuple[Text, list[Text], Clause]]:
    """Title, words and clause of each stretch; a lone clause takes the whole item."""
    text, clauses = node.text, node.clauses
    if len(clauses) == 1 and node.item.style:
        clause = clauses[0]
        body = [part for part in (text[: clause.start].strip(), text[clause.end :].strip()) if len(part)]
        yield title_of(text, clause.start), body, clause
        return
    start = text.chars.find(BREAK) + 1 if node.item.style and _is_bare_heading(node) else 0
    for clause in clauses:
        stretch = text[start : clause.start].strip("\n\v 。；;，,、")
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


def title_of(text: Text, limit: int | None) -> Text:
    """An item's heading, or its first clause up to `。`."""
    chars = text.chars[: limit if limit is not None else len(text)]
    chars = chars.rstrip(" \v（〔[【")
    ends = [len(chars), *(at for at in (chars.find("。"), chars.find(BREAK)) if at > 0)]
    end = min(ends)
    start = 0
    if field_name := FIELD.regex.match(chars[:end]):
        start = field_name.end()
    elif (colon := HEAD_COLON.regex.match(chars[:end])) and colon.end() < end:
        end = colon.end() - 1
    return text[start : min(end, start + _MAX_TITLE)].strip(" \v\n。；;：:，,、")


def _number(drafts: list[Draft]) -> None:
    """Make every number name one task: a style whose numbers come again carries the parents' numbers before it."""
    for depth in (0, 1):
        counts = Counter(d.label for d in drafts if d.order < 2)
        again = {d.style for d in drafts if counts[d.label] > 1}
        for draft in drafts:
            part = depth == 0 and draft.style == "numparen"  # 9（1） is always told with its 9
            if len(draft.parents) > depth and (part or draft.style in again):
                draft.label = draft.parents[depth] + draft.label
    for draft in drafts:
        if draft.order:
            draft.label = f"{draft.label}-{draft.order}" if draft.label else str(draft.order)
