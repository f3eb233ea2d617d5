"""Interactive maps of responsibility: one HTML file that needs no network.

`duties` joins tasks to the units that lead or share them; `partners` joins units that share tasks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from .duties import Duty, Holder

if TYPE_CHECKING:
    import networkx as nx

View = Literal["duties", "partners"]
TITLES: dict[View, str] = {"duties": "责任图：谁牵头，谁负责", "partners": "协作图：谁与谁共担任务"}
INK, QUIET, GROUP, PAPER, LEAD, SHARE = "#1f3a4d", "#55626b", "#7d8f9b", "#fbfaf7", "#c8553d", "#c9d1d6"
COLOURS = {"ink": INK, "group": GROUP, "paper": PAPER, "lead": LEAD, "share": SHARE}
PALETTE = ("#2a7f9e", "#d99a2b", "#6a8f3c", "#8a5a9e", "#b5485d", "#4a6fb3", "#a0764a", "#3b9c86")
REST = "#9aa5ab"
TASK_RADIUS, SMALLEST, LARGEST = 5.5, 6.5, 30.0
SHORT, PARTNERS, SEED = 14, 3, 7
FAMILIES = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC","Hiragino Sans GB",sans-serif'


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a map shows: its network, the details behind each node, and what was left out."""

    graph: nx.Graph
    details: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    legend: tuple[tuple[str, str], ...] = ()
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How a node is drawn: its radius, its spot, the size of its letters."""

    radius: float
    spot: tuple[int, int]
    letters: float


def page(duties: Sequence[Duty], view: View = "duties", nodes: int = 500) -> str:
    """Draw a map of at most `nodes` nodes as one HTML page; the same input gives the same page."""
    drawing = draw_duties(duties, nodes) if view == "duties" else draw_partners(duties, nodes)
    return render(drawing, view)


def draw_duties(duties: Sequence[Duty], nodes: int) -> Drawing:
    """Join every task to its units; where there are too many nodes, those with the fewest joints are left out."""
    import networkx as nx

    graph = nx.Graph()
    colours, names = plan_colours(duties), printed_names(duties)
    for duty in duties:
        graph.add_node(duty.iri, kind="task", label=short(duty.title), color=colours[duty.plan][1])
        for holder in dict.fromkeys(duty.holders):
            add_unit(graph, holder, names)
            lead = any(h.iri == holder.iri for h in duty.leads)
            graph.add_edge(duty.iri, holder.iri, lead=lead, weight=2.0 if lead else 1.0)
    graph.remove_nodes_from([n for n, degree in list(graph.degree()) if degree == 0])
    kept = keep(graph, nodes)
    legend = tuple(dict.fromkeys(colours.values()))
    return Drawing(kept, describe(kept, duties), legend, missing(graph, kept))


def draw_partners(duties: Sequence[Duty], nodes: int) -> Drawing:
    """Join units that share tasks, each to its nearest partners; the joint is as heavy as the tasks are many."""
    import networkx as nx

    graph = nx.Graph()
    shared: Counter[tuple[str, str]] = Counter()
    names = printed_names(duties)
    for duty in duties:
        for holder in duty.holders:
            add_unit(graph, holder, names)
        shared.update(combinations(sorted({h.iri for h in duty.holders}), 2))
    for (a, b), count in sorted(shared.items()):
        graph.add_edge(a, b, lead=False, weight=float(count))
    graph.remove_nodes_from([n for n, degree in list(graph.degree()) if degree == 0])
    kept = nearest(keep(graph, nodes))
    circles = nx.community.louvain_communities(kept, seed=SEED) if kept.size() else []
    for at, circle in enumerate(sorted(circles, key=lambda c: (-len(c), min(c)))):
        for node in circle:
            kept.nodes[node]["color"] = PALETTE[at % len(PALETTE)]
    thinned = (
        f"只画出每个单位共担任务最多的 {PARTNERS} 个伙伴（共 {graph.size()} 对）。"
        if kept.size() < graph.size()
        else ""
    )
    legend = (("同色：常在一起共担任务", PALETTE[0]),)
    return Drawing(kept, describe(kept, duties), legend, missing(graph, kept) + thinned)


def nearest(graph: nx.Graph) -> nx.Graph:
    """Keep each unit's heaviest joints, so that the map is no ball of wool."""
    held = set()
    for node in sorted(graph):
        ranked = sorted(graph[node], key=lambda other: (-graph[node][other]["weight"], other))
        held |= {(node, other) for other in ranked[:PARTNERS]}
    thin = graph.__class__()
    thin.add_nodes_from((n, dict(graph.nodes[n])) for n in sorted(graph))
    thin.add_edges_from((a, b, graph[a][b]) for a, b in sorted({(min(e), max(e)) for e in held}))
    return thin


def add_unit(graph: nx.Graph, holder: Holder, names: Mapping[str, str]) -> None:
    """Add a unit once; a group of units is drawn apart, since it is no single body."""
    if holder.iri not in graph:
        graph.add_node(holder.iri, kind="group" if holder.group else "unit", label=names[holder.iri])


def printed_names(duties: Iterable[Duty]) -> dict[str, str]:
    """Label each unit as it is printed most often: shorter than its full name, which the panel gives."""
    printed: dict[str, Counter[str]] = {}
    for duty in duties:
        for holder in duty.holders:
            printed.setdefault(holder.iri, Counter())[holder.printed] += 1
    return {iri: min(forms, key=lambda f: (-forms[f], len(f), f)) for iri, forms in printed.items()}


def plan_colours(duties: Iterable[Duty]) -> dict[str, tuple[str, str]]:
    """Give each plan its words in the legend and its colour; where plans are many, the smaller ones share one."""
    plans = Counter((d.plan, f"任务：{d.year or ''} {d.plan_title}") for d in duties)
    ranked = sorted(plans, key=lambda plan: (-plans[plan], plan))
    own = ranked if len(ranked) <= len(PALETTE) else ranked[: len(PALETTE)]
    rest = (f"任务：其余 {len(ranked) - len(own)} 份文件", REST)
    return {
        plan: (words, PALETTE[own.index((plan, words))]) if (plan, words) in own else rest for plan, words in ranked
    }


def keep(graph: nx.Graph, nodes: int) -> nx.Graph:
    """Keep the nodes with most joints, and of those the ones that are still joined to another."""
    if len(graph) <= nodes:
        return graph
    ranked = sorted(graph, key=lambda n: (-graph.degree(n), n))[:nodes]
    kept = graph.subgraph(sorted(ranked)).copy()
    kept.remove_nodes_from([n for n, degree in list(kept.degree()) if degree == 0])
    return kept


def missing(graph: nx.Graph, kept: nx.Graph) -> str:
    """Say what is not on the map."""
    gone = Counter(kind for node, kind in graph.nodes(data="kind") if node not in kept)
    if not gone:
        return ""
    units = gone["unit"] + gone["group"]
    parts = [f"{n} {words}" for n, words in ((gone["task"], "项任务"), (units, "个单位")) if n]
    return f"为便于阅读，另有 {'、'.join(parts)}（关联最少的）未画出；可用 --year 或 --nodes 调整。"


def describe(graph: nx.Graph, duties: Iterable[Duty]) -> dict[str, dict[str, Any]]:
    """Collect what a click on a node shows: a task's facts, a unit's tasks."""
    known: dict[str, dict[str, Any]] = {}
    for duty in duties:
        known[duty.iri] = task_details(duty)
        for holder in dict.fromkeys(duty.holders):
            if holder.iri in graph:
                unit = known.setdefault(holder.iri, {"name": holder.name, "group": holder.group, "tasks": []})
                unit["tasks"].append([duty.iri, any(h.iri == holder.iri for h in duty.leads)])
    return known


def task_details(duty: Duty) -> dict[str, Any]:
    """Write one task for the panel."""
    return {
        "title": duty.title,
        "place": f"{duty.file}，第 {duty.line} 行，{duty.number}",
        "plan": f"{duty.year or ''} {duty.plan_title}".strip(),
        "lead": [[h.iri, h.printed] for h in duty.leads],
        "share": [[h.iri, h.printed] for h in duty.responsible],
        "deadline": duty.deadline,
        "due": duty.due,
        "basis": list(duty.bases),
        "text": duty.quote,
    }


def short(title: str) -> str:
    """Cut a title to what fits beside a dot."""
    return title if len(title) <= SHORT else f"{title[: SHORT - 1]}…"


def radius(graph: nx.Graph, node: str, most: int) -> float:
    """Let a unit's area grow with its joints; tasks are all alike."""
    if graph.nodes[node]["kind"] == "task":
        return TASK_RADIUS
    return float(round(SMALLEST + (LARGEST - SMALLEST) * (graph.degree(node) / most) ** 0.5, 1))


def render(drawing: Drawing, view: View) -> str:
    """Set the drawing into pyvis's network and our own page, everything in line."""
    from jinja2 import Environment, FileSystemLoader
    from pyvis.network import Network

    from .layout import letters, places

    graph = drawing.graph
    most = max((degree for _, degree in graph.degree()), default=1)
    radii = {node: radius(graph, node, most) for node in graph}
    spots = places(graph, radii)
    wanted = {n: 13.0 if graph.nodes[n]["kind"] == "task" else 16 + radii[n] / 2 for n in graph}
    sizes = letters(dict(graph.nodes(data="label")), spots, radii, wanted)
    network = Network(cdn_resources="in_line", bgcolor=PAPER)
    for node in sorted(graph):
        add_node(network, node, graph.nodes[node], Look(radii[node], spots[node], sizes[node]))
    heaviest = max((w for _, _, w in graph.edges(data="weight")), default=1.0)
    for a, b, edge in sorted(graph.edges(data=True), key=lambda e: (*sorted(e[:2]),)):
        network.add_edge(a, b, **edge_look(edge, view, heaviest))
    folder = Path(__file__).resolve().parent / "templates"
    network.templateEnv = Environment(loader=FileSystemLoader([folder, network.template_dir]), autoescape=True)
    network.path = "map.html"
    network.templateEnv.globals.update(
        title=TITLES[view], details=dict(drawing.details), legend=drawing.legend, left_out=drawing.left_out,
        families=FAMILIES, view=view, colours=COLOURS,
    )  # fmt: skip
    network.templateEnv.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return without_source_map(network.generate_html())


def add_node(network: Any, node: str, about: Mapping[str, Any], look: Look) -> None:
    """Add one node with its looks."""
    task, group = about["kind"] == "task", about["kind"] == "group"
    font = {"size": look.letters, "color": QUIET if task else INK, "face": FAMILIES}
    network.add_node(
        node, label=about["label"], shape="diamond" if group else "dot", physics=False, kind=about["kind"],
        color=about.get("color") or (GROUP if group else INK), size=look.radius, x=look.spot[0], y=look.spot[1],
        font={**font, "strokeWidth": 4, "strokeColor": PAPER},
    )  # fmt: skip


def edge_look(edge: Mapping[str, Any], view: View, heaviest: float) -> dict[str, Any]:
    """Give a joint its colour and width: a lead stands out, shared work grows with its tasks."""
    if view == "duties":
        return {"color": LEAD if edge["lead"] else SHARE, "width": 2.4 if edge["lead"] else 1.3, "lead": edge["lead"]}
    return {"color": SHARE, "width": round(1.2 + 9 * edge["weight"] / heaviest, 2), "lead": False}


def without_source_map(html: str) -> str:
    """Drop the one remark that would make a browser's tools look for a file beside the page."""
    return html.replace("//# sourceMappingURL=vis-network.min.js.map", "")
