"""From ranked pairs to links with their evidence; a person's decisions before all else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..duties import Duty
from .changes import changes
from .evidence import Compared, Linked, Wording, evidence, wording
from .features import NAMES
from .grams import Bags, Whole, bags
from .kinds import divided, hands, kind
from .model import LINKED
from .outcomes import Miss
from .ranking import Ranked, Twin, rank
from .records import Continuation
from .stretches import likest
from .words import Segmenter

Decided = Mapping[tuple[str, str], bool]
WORDING, UNIT = NAMES.index("wording"), NAMES.index("unit")


@dataclass(frozen=True, slots=True)
class Asking:
    """How tasks are to be compared: a person's words, candidates of each task, how texts are cut into words."""

    decided: Decided
    candidates: int | None
    cut: Segmenter


def linked(
    side: Compared, blocks: Sequence[Whole], asking: Asking, known: Sequence[Twin]
) -> tuple[list[Continuation], list[Miss], list[Twin]]:
    """The links between the tasks of some blocks, the pairs of neighbouring years that came near, and the twins.

    `known` are the twins of the years whose own block is not among these.
    """
    said = judged(side.duties, asking.decided)
    stated = bags(side.counted, blocks)
    ranked = rank(side, stated, said, asking.candidates, known)
    ruled = {at: said[pair] for at, pair in enumerate(ranked.pairs) if pair in said} if said else {}
    taken = ranked.score >= LINKED
    taken[list(ruled)] = list(ruled.values())
    chosen = np.flatnonzero(taken)
    next_year = np.flatnonzero(side.steps[ranked.later] - side.steps[ranked.earlier] == 1)
    near = ((ranked.best() | set(ruled)) & set(next_year.tolist())) - set(chosen.tolist())
    misses = [miss(at, ranked, side.duties, decided=at in ruled) for at in sorted(near)]
    return divided(list(made(chosen, ranked, ruled, (side, stated), asking.cut))), misses, ranked.twins


def judged(duties: Sequence[Duty], decided: Decided) -> dict[tuple[int, int], bool]:
    """A person's decisions by the places of the two tasks, the earlier first."""
    at = {duty.iri: i for i, duty in enumerate(duties)}
    ours = {(at[a], at[b]): word for (a, b), word in sorted(decided.items()) if a in at and b in at and a != b}
    return {(min(pair), max(pair)): word for pair, word in ours.items()}


def made(
    chosen: Whole, ranked: Ranked, ruled: Mapping[int, bool], sides: tuple[Compared, Bags], cut: Segmenter
) -> Iterator[Continuation]:
    """Put the chosen links together."""
    side, stated = sides
    cosines, stretches = likest(stated, ranked.rows[0][chosen], ranked.rows[1][chosen])
    told: dict[int, Wording] = {}
    for row, at in enumerate(chosen.tolist()):
        one, other, twin = int(ranked.earlier[at]), int(ranked.later[at]), int(ranked.twin[at])
        block = int(stated.block[ranked.rows[0][at]])
        if block not in told:
            told[block] = wording(
                side, stated.task[stated.block == block].tolist(), stated.weights[stated.level[ranked.rows[0][at]]], cut
            )
        likeness = max(float(ranked.features[at, WORDING]) ** 2, float(cosines[row]))
        here, there = stretches[row].tolist()
        pair = Linked(one, other, likeness, float(ranked.features[at, UNIT]), (here, there))
        earlier, later = side.duties[one], side.duties[other]
        yield Continuation(
            earlier, later, kind(earlier, later, side.kin), round(float(ranked.score[at]), 4),
            1.0 if at in ruled else round(float(ranked.confidence[at]), 4), evidence(pair, side, told[block]),
            changes(earlier, later, side.kin), at in ruled, side.duties[twin] if twin >= 0 else None,
            hands(earlier, later, side.kin),
        )  # fmt: skip


def miss(at: int, ranked: Ranked, duties: Sequence[Duty], *, decided: bool) -> Miss:
    """A pair that is no link."""
    one, other = int(ranked.earlier[at]), int(ranked.later[at])
    row = tuple(ranked.features[at].tolist())
    return Miss(duties[one], duties[other], row, round(float(ranked.confidence[at]), 4), decided)
