"""The page of a map: one HTML file that needs no network, drawn by vis-network as pyvis brings it.

pyvis falls short where a page must stand alone: its own template links to a CDN, injects its heading raw, and lays
nodes out only while one waits. So the template is ours, positions are computed before, and the colours follow the
reader's light or dark.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ...ontology.names import KIND_WORDS
from ..duties import Duty
from . import body
from .looks import DARK, FAMILIES, LIGHT, properties
from .partners import draw_partners
from .placing import placed
from .records import Drawing, Known, Link, Placed, View
from .tasks import draw_duties
from .years import draw_continuity

if TYPE_CHECKING:
    from pyvis.network import Network

TITLES: Final = {
    "duties": "责任图：谁牵头，谁负责", "partners": "协作图：谁与谁共担任务", "continuity": "延续图：任务逐年去向",
}  # fmt: skip
SCRIPTS: Final = ("data", "looks", "words", "scene", "panel", "filters", "address", "start")
PLAIN: Final = 400_000  # letters of JSON that a page carries as they are; more is compressed
ROOM, A_NODE = 1_000_000, 240  # bytes that a page's compressed body may have, and more for each node beyond 5,000
SHOWN: Final = 250_000  # of them for what the page opens with, where that is all of it
SQUEEZED: Final = 0.65  # what a Chinese text takes at most, compressed: 12 or 13 bits of the 24 of a letter
LENGTHS: Final = (None, 400, 300, 240, 180, 120, 80, 40)  # of passages, from whole to short
UNKNOWN: Final = Known()


def page(
    duties: Sequence[Duty], view: View = "duties", *, nodes: int | None = None, known: Known = UNKNOWN,
    link: Link | None = None, layouts: Path | None = None,
) -> str:  # fmt: skip
    """Draw a map as one HTML page; the same input gives the same page.

    `nodes` is the most that are drawn (None: all; many are drawn as clusters first). `known` has the links between
    years, without which the view `continuity` is bare, and the names that units can be searched by. `link` gives the
    address of the page of a task or unit by its IRI, where the page is served; a file has none. `layouts` is a folder
    where layouts are kept; it need not exist, nor be writable.
    """
    drawing = drawn(duties, view, known, nodes)
    spots = placed(drawing, layouts)
    return render(drawing, spots, packed(drawing, spots, body.details(drawing, duties, known, link)))


def drawn(duties: Sequence[Duty], view: View, known: Known = UNKNOWN, nodes: int | None = None) -> Drawing:
    """What a view shows of the tasks."""
    draw = {"duties": draw_duties, "partners": draw_partners, "continuity": draw_continuity}[view]
    return draw(duties, known, nodes)


def render(drawing: Drawing, spots: Placed, rest: Mapping[str, Any]) -> str:
    """Set the drawing into pyvis's network and our own page, everything in line."""
    network = opening(drawing, spots)
    network.templateEnv.globals.update(
        title=TITLES[drawing.view], head=head(drawing, spots), body=rest,
        vis=vis(), script=script(), style=template("style.css"), policy=policy(), families=FAMILIES,
        light=properties(LIGHT), dark=properties(DARK),
    )  # fmt: skip
    return str(network.generate_html())


def opening(drawing: Drawing, spots: Placed) -> Network:
    """The picture that the page opens with: the whole drawing, or nothing where its clusters come first."""
    from jinja2 import DictLoader, Environment
    from pyvis.network import Network

    network = Network(cdn_resources="in_line", directed=True)  # undirected, it would look through all edges for each
    if spots.tree is None:
        for node in body.nodes(drawing, spots):
            network.add_node(node.pop("id"), **node)
        for edge in body.edges(drawing):
            network.add_edge(edge.pop("from"), edge.pop("to"), **edge)
    network.templateEnv = Environment(loader=DictLoader({"map.html": template("page.html")}), autoescape=True)
    network.templateEnv.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    network.path = "map.html"
    return network


def head(drawing: Drawing, spots: Placed) -> dict[str, Any]:
    """What the page must know at once."""
    return {
        "view": drawing.view, "title": TITLES[drawing.view], "left": drawing.left_out,
        "legend": [[e.key, e.words, e.mark, e.colour] for e in drawing.legend], "sorts": dict(KIND_WORDS),
        "discs": body.discs(drawing, spots), "count": len(drawing.nodes),
    }  # fmt: skip


def packed(drawing: Drawing, spots: Placed, details: dict[str, Any]) -> dict[str, Any]:
    """What the page carries besides: as it is where it is short, compressed and passages cut where it is long."""
    room = ROOM + A_NODE * max(len(drawing.nodes) - 5000, 0) - (0 if spots.tree else SHOWN)
    rest = {"nodes": body.nodes(drawing, spots), "edges": body.edges(drawing)} if spots.tree else {}
    raw = squeezed = b""
    for longest in LENGTHS:
        told = rest | body.cut(details, longest)
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        if len(text) <= PLAIN and not spots.tree:
            return told
        shorter = text.encode("utf-8", "replace")
        if squeezed and len(squeezed) - SQUEEZED * (len(raw) - len(shorter)) > room and longest != LENGTHS[-1]:
            continue  # it cannot become short enough
        raw, squeezed = shorter, gzip.compress(shorter, 6, mtime=0)
        if len(squeezed) <= room:
            break
    return {"gzip": base64.b64encode(squeezed).decode()}


def policy() -> str:
    """The Content-Security-Policy that the page keeps: its own scripts by hash, and nothing from anywhere."""
    hashes = " ".join(f"'sha256-{digest(text)}'" for text in (vis(), script()))
    return f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:"


def digest(text: str) -> str:
    """A script's hash, as a policy names it."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def vis() -> str:
    """vis-network from pyvis, without the remark that would make a browser's tools look for a file beside the page."""
    import pyvis

    folder = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2"
    text = (folder / "vis-network.min.js").read_text("utf-8")
    return text.replace("//# sourceMappingURL=vis-network.min.js.map", "").replace("\r\n", "\n")


@cache
def script() -> str:
    """The page's own script, in a block, so that none of its names hides one of the browser's."""
    return '"use strict";\n{\n' + "\n".join(template(f"{name}.js") for name in SCRIPTS) + "}\n"


def template(name: str) -> str:
    """A file of the page's."""
    folder = Path(__file__).resolve().parent.parent / "templates" / "map"
    return (folder / name).read_text("utf-8")
