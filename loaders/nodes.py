"""The outline with the clauses in it: which item's words hold which clause."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field, replace

from .clause import Clause
from .clauses import find_clauses
from .outline import Item
from .patterns.clauses import BARE_END
from .patterns.outline import OPEN_FIELD
from .text import BREAK, TABLE, Text

_POINTS = {"numparen", "numright", "circle"}  # styles of points within one measure
_ALIKE = 2  # so many items that end alike show a plan's habit


@dataclass(slots=True)
class Node:
    """An item with its own words as one text and the clauses in them."""

    item: Item
    text: Text
    clauses: list[Clause]
    children: list[Node] = field(default_factory=list)

    def any_clause(self) -> bool:
        """Whether the item or any below it carries a clause."""
        return bool(self.clauses) or any(child.any_clause() for child in self.children)


def node_of(root: Item) -> Node:
    """The tree of an outline, every clause given to the item that it speaks for."""
    node = _node(root)
    _read_bare_lists(node)
    _lift_closing(node)
    return node


def _node(item: Item) -> Node:
    text = _together([p for p in item.texts() if p.chars != TABLE])
    clauses = _with_times(find_clauses(text)) if text.chars else []
    children = [_node(child) for child in item.children]
    return Node(item, text, clauses, children)


def _with_times(clauses: list[Clause]) -> list[Clause]:
    """The clauses that name units; a time limit that stands apart goes with the clause before it."""
    kept: list[Clause] = []
    early: tuple[Text, ...] = ()
    for clause in clauses:
        if clause.mentions:
            kept.append(replace(clause, times=(*early, *clause.times)) if early else clause)
            early = ()
        elif kept:
            kept[-1] = replace(kept[-1], times=(*kept[-1].times, *clause.times))
        else:
            early += clause.times
    return kept


def _read_bare_lists(root: Node) -> None:
    """Where items of a style end in clauses, one that ends in a bracket of nothing but names ends in one too."""
    leaves: dict[str, list[Node]] = {}
    stack = [root]
    while stack:
        node = stack.pop()
        stack += node.children
        if not node.children and node.item.style and node.text.chars:
            leaves.setdefault(node.item.style, []).append(node)
    for alike in leaves.values():
        _read_bare_list(alike)


def _read_bare_list(leaves: list[Node]) -> None:
    bare = {id(node): _bare_clauses(node.text) for node in leaves if not node.clauses}
    hits = sum(bool(clauses) for clauses in bare.values())
    if any(node.clauses for node in leaves) or hits >= _ALIKE:
        for node in leaves:
            node.clauses = node.clauses or bare[id(node)]


def _bare_clauses(text: Text) -> list[Clause]:
    """The clauses of words that hold none unless a bracket of nothing but names is one."""
    return _with_times(find_clauses(text, loose=True)) if BARE_END.regex.search(text.chars) else []


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


def _lift_closing(node: Node) -> None:
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
        last.text = last.text.cut(0, clause.start)
        last.clauses = []
        if last.item.style in _POINTS or OPEN_FIELD.regex.search(node.text.chars):
            node.text = _together([node.text, *(child.text for child in node.children)])
            node.children = []
        node.clauses = [replace(clause, start=len(node.text), end=len(node.text))]
