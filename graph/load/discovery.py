"""False discoveries kept down: p values adjusted over all units that are tested together."""

from __future__ import annotations

from collections.abc import Mapping


def benjamini_hochberg(chances: Mapping[str, float]) -> dict[str, float]:
    """Adjust p values so that a share of at most q among those called sure is expected to be false.

    Benjamini and Hochberg (1995). The loads of a class add up to what the plan gives out, so the tests lean against one
    another; under negative dependence the share can exceed q, by a factor that does not grow with the number of units
    (Chi, Ramdas and Wang 2022). `docs/load.md` gives what a simulation finds.
    """
    ranked = sorted(chances.items(), key=lambda item: (-item[1], item[0]))
    adjusted, lowest = {}, 1.0
    for behind, (name, p) in enumerate(ranked):
        lowest = min(lowest, p * len(ranked) / (len(ranked) - behind))
        adjusted[name] = float(f"{lowest:.6g}")
    return adjusted
