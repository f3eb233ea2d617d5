"""Tables and text for a terminal, where a Chinese character takes two columns; and the same rows as CSV or JSON."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

GAP = 2
NARROWEST = 6
CLOSING = frozenset("，。、；：！？）》〉」』】〕”’,.;:!?)]")
ROOMY = 18  # a column of nine Chinese characters can still be read
Cell = object


def clean(text: str) -> str:
    """Documents are strangers': no control character and no direction mark of theirs reaches a terminal."""
    return "".join(" " if c in "\t\n\r\u2028\u2029" else c for c in text if c in "\t\n\r" or printable(c))


def printable(character: str) -> bool:
    """Whether a character shows itself rather than steering the terminal."""
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co"} or character == "\u200d"


def columns(character: str) -> int:
    """How many terminal columns one character takes."""
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def width(text: str) -> int:
    """How many terminal columns a string takes."""
    return sum(columns(c) for c in text)


def wrap(text: str, room: int) -> list[str]:
    """Fold one cell into lines of at most `room` columns.

    An ASCII word stays whole where it fits, and no line begins with a mark that closes.
    """
    lines: list[list[str]] = [[]]
    used = 0
    for piece in pieces(clean(text), room):
        size = width(piece)
        if used + size > room and lines[-1]:
            carried = [lines[-1].pop()] if piece in CLOSING and len(lines[-1]) > 1 else []
            lines.append(carried)
            used = sum(map(width, carried))
            if piece == " ":
                continue
        lines[-1].append(piece)
        used += size
    return ["".join(line).rstrip() for line in lines]


def pieces(text: str, room: int) -> Iterable[str]:
    """Yield the parts a line may break between: single wide characters, and ASCII words up to `room` long."""
    word = ""
    for c in text:
        if c.isascii() and not c.isspace() and len(word) < room:
            word += c
            continue
        if word:
            yield word
            word = ""
        if c.isascii() and not c.isspace():
            word = c
        else:
            yield c
    if word:
        yield word


def pad(text: str, room: int, *, right: bool = False) -> str:
    """Fill a string with blanks up to `room` columns."""
    fill = " " * max(0, room - width(text))
    return fill + text if right else text + fill


def shown(value: Cell) -> str:
    """Write one value the way a reader of the table expects it."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    if isinstance(value, list | tuple):
        return "、".join(shown(v) for v in value)
    return clean(str(value))


def widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """Give each column what it needs, and where that is too much, take from the widest ones."""
    needs = [max((width(cell) for cell in column), default=0) for column in zip(*rows, strict=True)]
    spare = room - GAP * (len(needs) - 1)
    while sum(needs) > spare and max(needs) > NARROWEST:
        widest = max(range(len(needs)), key=lambda i: needs[i])
        second = max((n for i, n in enumerate(needs) if i != widest), default=0)
        cut = min(sum(needs) - spare, max(1, needs[widest] - max(second, NARROWEST)))
        needs[widest] -= cut
    return needs


def table(heads: Sequence[str], rows: Iterable[Sequence[Cell]], room: int) -> str:
    """Draw rows under their heads within `room` columns; numbers stand on the right."""
    held = [list(row) for row in rows]
    numeric = [
        all(isinstance(r[i], int | float) or r[i] is None for r in held) and bool(held) for i in range(len(heads))
    ]
    body = [[shown(v) for v in row] for row in held]
    rooms = widths([list(heads), *body], room)
    lines = [line_of(heads, rooms, numeric), (" " * GAP).join("─" * r for r in rooms)]
    for row in body:
        folded = [wrap(cell, r) for cell, r in zip(row, rooms, strict=True)]
        lines += [line_of(level, rooms, numeric) for level in zip_longest(*folded, fillvalue="")]
    return "\n".join(lines)


def sheet(heads: Sequence[str], rows: Iterable[Sequence[Cell]], room: int) -> str:
    """Draw a table where its columns have room, else one row under the other, a line a column."""
    held = [list(row) for row in rows]
    body = [[shown(v) for v in row] for row in held]
    needed = sum(min(ROOMY, max(map(width, column))) + GAP for column in zip(heads, *body, strict=True)) - GAP
    if needed <= room or not held:
        return table(heads, held, room)
    label = max(map(width, heads))
    return "\n\n".join(
        "\n".join(entry(pad(head, label), cell, room) for head, cell in zip(heads, row, strict=True) if cell)
        for row in body
    )


def entry(label: str, text: str, room: int) -> str:
    """Set a value beside its label, folded under itself."""
    first, *rest = wrap(text, max(NARROWEST, room - width(label) - GAP))
    indent = " " * (width(label) + GAP)
    return "\n".join([f"{label}{' ' * GAP}{first}", *(f"{indent}{line}" for line in rest)])


def line_of(cells: Sequence[str], rooms: Sequence[int], numeric: Sequence[bool]) -> str:
    """Set one line of a table."""
    set_cells = (pad(c, r, right=n) for c, r, n in zip(cells, rooms, numeric, strict=True))
    return (" " * GAP).join(set_cells).rstrip()


def harmless(value: Cell) -> Cell:
    """Keep a spreadsheet that opens the CSV from running a document's words as a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Write rows as CSV; a list in a cell is joined by `、`."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow([harmless("、".join(map(str, v)) if isinstance(v, list | tuple) else v) for v in row])
    return out.getvalue().removesuffix("\n")


def as_json(value: object) -> str:
    """Write JSON with Chinese left as it is."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=2)


def flat(records: Iterable[Mapping[str, object]], keys: Sequence[str]) -> list[list[Cell]]:
    """Turn records into rows in the order of `keys`."""
    return [[record.get(key) for key in keys] for record in records]
