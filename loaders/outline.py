"""The outline of a document: items by their numbers, each with its paragraphs and the items under it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from .patterns import outline as patterns
from .patterns.clauses import CLAUSE_END
from .patterns.outline import RUN_IN
from .patterns.repair import LABEL
from .text import BREAK, TABLE, Text

_HEADING = 60  # a heading that print ran on is shorter
_GAP = 2  # a series may lack so many numbers before it is no series


@dataclass(slots=True)
class Item:
    """A numbered item, or with no style the document itself. `head` and `paragraphs` are its own words."""

    label: str
    style: str
    number: int
    head: Text
    paragraphs: list[Text] = field(default_factory=list)
    children: list[Item] = field(default_factory=list)
    parent: Item | None = None
    rank: float = -1

    def texts(self) -> list[Text]:
        """The item's own paragraphs, its heading first."""
        return [self.head, *self.paragraphs] if self.head.chars else list(self.paragraphs)


def outline(text: Text) -> Item:
    """The tree of items of a repaired text."""
    root = Item("", "", 0, text[0:0])
    at, box, attached = root, False, False
    ranks: dict[str, float] = dict(patterns.RANK)
    for paragraph in _paragraphs(text):
        found = None if paragraph.chars == TABLE else marker(paragraph)
        attached = attached and found is not None and len(paragraph) <= _HEADING and "。" not in paragraph.chars
        box = found is None and (box or patterns.BOX.regex.match(paragraph.chars) is not None)
        if box or attached:
            continue
        if found:
            if found.style == "article" and at.style and ranks["article"] == patterns.RANK["article"]:
                ranks["article"] = at.rank + 0.5 if at.rank <= ranks["han"] else ranks["article"]
            found.rank = ranks[found.style]
            at = _place(at, found)
            continue
        attached = patterns.ATTACHED.regex.match(paragraph.chars) is not None
        if attached or any(p.regex.match(paragraph.chars) for p in (patterns.ATTACHMENT, patterns.END_MATTER)):
            at = Item("", "", 0, text[0:0], [], parent=root)
            root.children.append(at)
        at.paragraphs.append(paragraph)
    return root


def marker(paragraph: Text) -> Item | None:
    """The item that a paragraph begins, None where it carries no number."""
    if not patterns.NUMBERED.regex.match(paragraph.chars):
        return None
    for style, pattern in patterns.styles_of(paragraph.chars.lstrip(" ")[:1]):
        if found := pattern.regex.match(paragraph.chars):
            groups = found.groupdict()
            number = _circled(groups["c"]) if groups.get("c") else patterns.ordinal(groups.get("x") or groups["n"])
            label = "".join(found[0].split()).rstrip("、.．，：") if style != "han" else groups["n"]
            return Item(label, style, number, paragraph[found.end() :])
    return None


def _circled(char: str) -> int:
    for first in "①㉑❶⑴⒈㈠":
        if 0 <= ord(char) - ord(first) < 20:
            return ord(char) - ord(first) + (21 if first == "㉑" else 1)
    return 0


def _place(at: Item, new: Item) -> Item:
    while at.rank >= new.rank and at.parent is not None:
        at = at.parent
    new.parent = at
    at.children.append(new)
    return new


def _paragraphs(text: Text) -> list[Text]:
    found = []
    start = 0
    for line in text.chars.split(BREAK):
        paragraph = text.cut(start, start + len(line))
        start += len(line) + 1
        if paragraph.chars:
            found += _run_in(paragraph)
    return found


def _run_in(paragraph: Text) -> list[Text]:
    """Split a paragraph that holds several items; numbers count only where they go on with their series."""
    chars = paragraph.chars
    clause = CLAUSE_END.regex.search(chars)
    if clause is None or not RUN_IN.may_stand(chars, clause.start()):
        return [paragraph]
    series = [] if LABEL.regex.match(chars) else _series(chars)
    if not series or series[-1] < clause.start():
        return [paragraph]  # points within one item, and its clause behind them
    cuts = [0, *series, len(chars)]
    return [part for a, b in pairwise(cuts) if (part := paragraph.cut(a, b)).chars]


def _series(chars: str) -> list[int]:
    """Where the next number of a series stands, series inside series starting afresh."""
    last: dict[str, int] = {}
    cuts = [0]
    for found in RUN_IN.find(chars):
        style = found.lastgroup or ""
        number = patterns.ordinal(found[style])
        at = found.start()
        strong = at == 0 or chars[at - 1] in "。；;！？）〕】] \v”"
        headed = at - cuts[-1] < _HEADING and len(cuts) > 1  # right behind a heading that was itself cut off
        step = number - last.get(style, 0)
        if style in {"num", "han"} and not strong and not (headed and step == 1):
            continue
        if step == 1 or (strong and (1 < step <= _GAP or number == 1)):
            last[style] = number
            cuts.append(at)
    return [cut for cut in cuts if cut]
