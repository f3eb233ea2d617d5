"""The same map for print: one SVG drawing from the same places, with its legend below."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from ..duties import Duty
from .columns import PITCH, heads
from .lettering import Box, Dot, labels, width
from .looks import FAMILIES, LIGHT
from .page import TITLES, UNKNOWN, drawn
from .placing import disc, placed, radii
from .records import Drawing, Entry, Joint, Known, Placed, View

MARGIN, LINE, TITLE, WORDS, TASK_WORDS = 60, 24, 30, 15, 12
_ILLEGAL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawing on paper: its dots by key, and the joints between them."""

    dots: Mapping[str, Dot]
    joints: Sequence[Joint]
    colours: Mapping[str, str]


def svg(
    duties: Sequence[Duty], view: View = "duties", *, nodes: int | None = None, known: Known = UNKNOWN,
    layouts: Path | None = None,
) -> str:  # fmt: skip
    """Draw a map as SVG in light colours; parameters as of `page`. Where there are many nodes, clusters are drawn."""
    drawing = drawn(duties, view, known, nodes)
    spots = placed(drawing, layouts)
    sheet = clustered(drawing, spots) if spots.tree else whole(drawing, spots)
    return "\n".join(document(drawing, spots, sheet))


def whole(drawing: Drawing, spots: Placed) -> Sheet:
    """Every node as a dot."""
    sizes, tints = radii(drawing), {entry.key: LIGHT[entry.colour] for entry in drawing.legend}
    joined = {end for joint in drawing.joints for end in (joint.one, joint.other)}
    beside = drawing.view == "continuity"
    dots = {
        iri: Dot(
            iri, *spots.spots[iri], sizes[iri], "" if beside and iri not in joined else plain(node.label),
            TASK_WORDS if node.kind == "task" else WORDS, beside,
        )
        for iri, node in drawing.nodes.items()
    }  # fmt: skip
    return Sheet(dots, drawing.joints, {iri: tints.get(n.colour, LIGHT["rest"]) for iri, n in drawing.nodes.items()})


def clustered(drawing: Drawing, spots: Placed) -> Sheet:
    """The clusters at the top as dots."""
    from .clusters import between

    parts = [(str(at), part) for at, part in enumerate(spots.tree.parts if spots.tree else ())]
    dots = {
        path: Dot(path, *spots.clusters[path], disc(part), f"{plain(part.label)} {len(part.every)}", WORDS)
        for path, part in parts
    }
    joints = [Joint(a, b, "share", weight) for (a, b), weight in sorted(between(drawing, parts).items())]
    return Sheet(dots, joints, {path: LIGHT["accent"] for path, _ in parts})


def document(drawing: Drawing, spots: Placed, sheet: Sheet) -> Iterator[str]:
    """The drawing's lines."""
    boxes = labels(list(sheet.dots.values()))
    left, top, right, bottom = edges(sheet, boxes)
    legend = () if spots.tree else drawing.legend
    wide, high = right - left, bottom - top + LINE * (len(legend) + 2)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" lang="zh" viewBox="{left:.0f} {top:.0f} {wide:.0f} {high:.0f}"'
        f" font-family='{FAMILIES}'>"
    )
    yield f"<title>{TITLES[drawing.view]}</title>"
    yield f'<rect x="{left:.0f}" y="{top:.0f}" width="{wide:.0f}" height="{high:.0f}" fill="{LIGHT["paper"]}"/>'
    yield text(left + 24, top + 42, TITLES[drawing.view], 24, "ink", bold=True)
    yield from lines(drawing, sheet)
    yield from marks(drawing, sheet)
    for x, y, words in above(drawing, sheet) if drawing.view == "continuity" and not spots.tree else ():
        yield text(x, y, clipped(plain(words)), 14, "ink", bold=True)
    for key, box in sorted(boxes.items()):
        dot = sheet.dots[key]
        tint = "quiet" if dot.size == TASK_WORDS else "ink"
        yield text(box.left, box.bottom - 0.28 * dot.size, dot.words, dot.size, tint)
    for at, entry in enumerate(legend):
        yield from sample(left + 24, bottom + LINE * at, entry)
    yield "</svg>"


def above(drawing: Drawing, sheet: Sheet) -> Iterator[tuple[float, float, str]]:
    """The words over each column, and over each block of tasks that nothing links to another year."""
    yield from heads(drawing)
    blocks: dict[int, list[float]] = defaultdict(list)
    for dot in sheet.dots.values():
        if not dot.words:
            blocks[int(dot.x // PITCH)].append(dot.y)
    for column, ys in sorted(blocks.items()):
        yield column * PITCH, min(ys) - LINE, f"未接续的任务 {len(ys)} 项"


def edges(sheet: Sheet, boxes: Mapping[str, Box]) -> tuple[float, float, float, float]:
    """The sheet's left, top, right and bottom edge, with room for the title."""
    dots = [Box(d.key, d.x - d.radius, d.y - d.radius, d.x + d.radius, d.y + d.radius) for d in sheet.dots.values()]
    every = [*boxes.values(), *dots] or [Box("", 0, 0, 400, 200)]
    left, top = min(box.left for box in every) - MARGIN, min(box.top for box in every) - MARGIN - 2 * TITLE
    return left, top, max(*(box.right + MARGIN for box in every), left + 700), max(b.bottom for b in every) + MARGIN


def sample(x: float, y: float, entry: Entry) -> Iterator[str]:
    """A line of the legend."""
    high = 3 if entry.mark in {"line", "dashes"} else 12
    yield f'<rect x="{x:.0f}" y="{y - 5 - high / 2:.1f}" width="14" height="{high}" fill="{LIGHT[entry.colour]}"/>'
    yield text(x + 22, y, plain(entry.words), 14, "ink")


def lines(drawing: Drawing, sheet: Sheet) -> Iterator[str]:
    """The joints, the pale ones below."""
    styles = {entry.key: (LIGHT[entry.colour], entry.mark) for entry in drawing.legend}
    heaviest = max((joint.weight for joint in sheet.joints), default=1.0)
    for joint in sorted(sheet.joints, key=lambda j: (j.role == "lead", j.one, j.other, j.role)):
        a, b = sheet.dots[joint.one], sheet.dots[joint.other]
        tint, mark = styles.get(joint.role, (LIGHT["share"], "line"))
        wide = 1.6 if joint.role != "share" or drawing.view != "duties" else 1.0
        wide = 1 + 7 * (joint.weight / heaviest) ** 0.5 if drawing.view == "partners" else wide
        aside = 70 if a.x == b.x else 0
        bend = (
            f"C{(a.x + b.x) / 2 - aside:.0f} {a.y:.0f} {(a.x + b.x) / 2 - aside:.0f} {b.y:.0f} "
            if drawing.view == "continuity"
            else "L"
        )
        dashes = ' stroke-dasharray="6 5"' if mark == "dashes" else ""
        yield (
            f'<path d="M{a.x:.0f} {a.y:.0f}{bend}{b.x:.0f} {b.y:.0f}" fill="none" stroke="{tint}"'
            f' stroke-width="{wide:.1f}" stroke-opacity=".75"{dashes}/>'
        )


def marks(drawing: Drawing, sheet: Sheet) -> Iterator[str]:
    """The dots; groups of units are diamonds."""
    for key, dot in sorted(sheet.dots.items()):
        r, tint = dot.radius, sheet.colours[key]
        if key in drawing.nodes and drawing.nodes[key].kind == "group":
            yield f'<path d="M{dot.x:.1f} {dot.y - r:.1f}l{r} {r}l{-r} {r}l{-r} {-r}z" fill="{tint}"/>'
        else:
            yield f'<circle cx="{dot.x:.1f}" cy="{dot.y:.1f}" r="{r}" fill="{tint}"/>'


def text(x: float, y: float, words: str, size: float, tint: str, *, bold: bool = False) -> str:
    """Words with a halo, so that they can be read over lines."""
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{LIGHT[tint]}" stroke="{LIGHT["paper"]}"'
        f' stroke-width="3" stroke-linejoin="round" paint-order="stroke"{weight}>{escape(words)}</text>'
    )


def clipped(words: str, room: float = 300.0) -> str:
    """Words cut to the width of a column."""
    while width(words, 14) > room:
        words = f"{words.removesuffix('…')[:-1]}…"
    return words


def plain(words: str) -> str:
    """Words without what XML forbids, and without marks that turn the direction of writing."""
    return _ILLEGAL.sub("", words)
