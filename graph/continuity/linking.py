"""From ranked pairs to links with their evidence; a person's decisions before all else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from ..duties import Duty
from .changes import changes
from .evidence import Compared, Linked, evidence
from .features import NAMES
from .grams import Whole
from .kinds import divided, hands, kind
from .model import LINKED
from .outcomes import Miss
from .ranking import Ranked, rank
from .records import Continuation
from .stretches import likest
from .words import Segmenter

Decided = Mapping[tuple[str, str], bool]
WORDING, UNIT = NAMES.index("wording"), NAMES.index("unit")


def linked(
    side: Compared, decided: Decided, candidates: int | None, cut: Segmenter
) -> tuple[list[Continuation], list[Miss]]:
    """The links between the tasks of one place, and the pairs that came near."""
    said = judged(side.duties, decided)
    ranked = rank(side, said, candidates)
    ruled = {at: said[pair] for at, pair in enumerate(ranked.pairs) if pair in said} if said else {}
    taken = ranked.score >= LINKED
    taken[list(ruled)] = list(ruled.values())
    chosen = np.flatnonzero(taken)
    near = (ranked.best() | set(ruled)) - set(chosen.tolist())
    return divided(list(made(chosen, ranked, ruled, side, cut))), [
        miss(at, ranked, side.duties, decided=at in ruled) for at in sorted(near)
    ]


def judged(duties: Sequence[Duty], decided: Decided) -> dict[tuple[int, int], bool]:
    """A person's decisions by the places of the two tasks, the earlier first."""
    at = {duty.iri: i for i, duty in enumerate(duties)}
    ours = {(at[a], at[b]): word for (a, b), word in sorted(decided.items()) if a in at and b in at and a != b}
    return {(min(pair), max(pair)): word for pair, word in ours.items()}


def made(
    chosen: Whole, ranked: Ranked, ruled: Mapping[int, bool], side: Compared, cut: Segmenter
) -> Iterator[Continuation]:
    """Put the chosen links together."""
    cosines, stretches = likest(side.bags, ranked.earlier[chosen], ranked.later[chosen])
    for row, at in enumerate(chosen.tolist()):
        one, other, twin = int(ranked.earlier[at]), int(ranked.later[at]), int(ranked.twin[at])
        wording = max(float(ranked.features[at, WORDING]) ** 2, float(cosines[row]))
        here, there = stretches[row].tolist()
        pair = Linked(one, other, wording, float(ranked.features[at, UNIT]), (here, there))
        earlier, later = side.duties[one], side.duties[other]
        yield Continuation(
            earlier, later, kind(earlier, later, side.kin), round(float(ranked.score[at]), 4),
            1.0 if at in ruled else round(float(ranked.confidence[at]), 4), evidence(pair, side, cut),
            changes(earlier, later, side.kin), at in ruled, side.duties[twin] if twin >= 0 else None,
            hands(earlier, later, side.kin),
        )  # fmt: skip


def miss(at: int, ranked: Ranked, duties: Sequence[Duty], *, decided: bool) -> Miss:
    """A pair that is no link."""
    one, other = int(ranked.earlier[at]), int(ranked.later[at])
    row = tuple(ranked.features[at].tolist())
    return Miss(duties[one], duties[other], row, round(float(ranked.confidence[at]), 4), decided)
