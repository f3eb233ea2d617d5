"""Where tasks stand in the view over the years: a column a plan or a year, ordered so that few lines cross."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from .records import Drawing, Place

PITCH, ROW, SWEEPS = 330, 30, 12
DOTS, DOT = 11, 21  # unlinked tasks: so many in a row, so far apart
ABOVE = 46
MOST, LATEST = 10, 9999  # columns; tasks of no known year come last


def columns(drawing: Drawing, members: Collection[str]) -> dict[str, Place]:
    """Place tasks: linked ones in rows beside their like, the others as a block of dots below them."""
    near = neighbours(drawing, set(members))
    held = beside(drawing, members)
    rows = ordered({at: in_text(drawing, [i for i in held[at] if near[i]]) for at in sorted(held)}, near)
    deepest = max((len(tasks) for tasks in rows.values()), default=0)
    spots = {iri: (at * PITCH, row * ROW) for at, tasks in rows.items() for row, iri in enumerate(tasks)}
    top = (deepest + 1) * ROW if deepest else 0
    for at, tasks in held.items():
        for n, iri in enumerate(in_text(drawing, [i for i in tasks if not near[i]])):
            spots[iri] = at * PITCH + n % DOTS * DOT, top + n // DOTS * DOT
    return spots


def beside(drawing: Drawing, members: Collection[str]) -> dict[int, list[str]]:
    """The tasks of each column: a column a plan by year, or, where those are too many, a column a year."""
    plans = {iri: duty for iri in members if (duty := drawing.nodes[iri].duty)}
    keys = {iri: (duty.year or LATEST, duty.file, duty.plan) for iri, duty in plans.items()}
    if len(set(keys.values())) > MOST:
        keys = {iri: (year, "", "") for iri, (year, _, _) in keys.items()}
    at = {key: n for n, key in enumerate(sorted(set(keys.values())))}
    held: dict[int, list[str]] = defaultdict(list)
    for iri in sorted(keys):
        held[at[keys[iri]]].append(iri)
    return held


def in_text(drawing: Drawing, tasks: list[str]) -> list[str]:
    """Tasks in the order of their plan."""

    def start(iri: str) -> tuple[int, str]:
        duty = drawing.nodes[iri].duty
        return (duty.start if duty else 0, iri)

    return sorted(tasks, key=start)


def neighbours(drawing: Drawing, members: set[str]) -> dict[str, list[str]]:
    """The tasks that each is linked to."""
    near: dict[str, list[str]] = {iri: [] for iri in members}
    for joint in drawing.joints:
        if joint.one in members and joint.other in members:
            near[joint.one].append(joint.other)
            near[joint.other].append(joint.one)
    return near


def ordered(held: Mapping[int, list[str]], near: Mapping[str, list[str]]) -> dict[int, list[str]]:
    """Sort each column by where its links lead, to and fro (the barycentre method of Sugiyama et al. 1981)."""
    rows = {at: list(tasks) for at, tasks in held.items()}
    heights = {iri: n / max(len(tasks), 1) for tasks in rows.values() for n, iri in enumerate(tasks)}
    for sweep in range(SWEEPS):
        for at in sorted(rows, reverse=bool(sweep % 2)):
            aims = {iri: sum(heights[o] for o in near[iri]) / len(near[iri]) for iri in rows[at]}
            rows[at].sort(key=lambda iri: (aims[iri], heights[iri], iri))
            heights |= {iri: n / len(rows[at]) for n, iri in enumerate(rows[at])}
    return rows


def heads(drawing: Drawing) -> list[tuple[int, int, str]]:
    """The words over each column of a drawing that is shown whole, and where they stand."""
    found = []
    for at, tasks in sorted(beside(drawing, drawing.nodes).items()):
        duties = [duty for iri in tasks if (duty := drawing.nodes[iri].duty)]
        titles = sorted({duty.plan_title for duty in duties})
        year = duties[0].year or ""
        found.append((at * PITCH, -ABOVE, f"{year} {titles[0]}".strip() if len(titles) == 1 else f"{year} 年"))
    return found
