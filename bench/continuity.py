"""Ways to tell which task carries on which, side by side on annotated pairs.

    python -m bench.continuity --documents corpus tests/data/continuity --gold FILE… [--rounds 1000]

Each way has one number for a pair of tasks; what is printed is its precision (a related pair is right), recall of the
sure pairs and F1 at the bar where F1 over all document pairs given is highest, with 95% bootstrap intervals over the
earlier tasks. Ours has its fixed bar: fitted on everything, and on the document pairs other than the one measured.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from zeren.graph.continuity.model import LINKED

from .continuity_fit import fit, helped, measured, unseen
from .continuity_gold import Real, Sheet, read, sheets
from .continuity_methods import METHODS, Texts

SEED = 7


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", nargs="+", type=Path, required=True)
    parser.add_argument("--gold", nargs="+", type=Path, required=True)
    parser.add_argument("--only", nargs="*", default=[], help="names of document pairs to report on, such as 001→002")
    parser.add_argument("--rounds", type=int, default=1000)
    options = parser.parse_args()
    every = sheets(options.gold, *read(options.documents))
    texts = {id(s.tasks): Texts(s.tasks) for s in every}
    base: list[Real] = []
    for name, method in METHODS.items():
        tables = {key: method(text) for key, text in texts.items()}
        if any(table is None for table in tables.values()):
            print(f"{name:34} not installed")
            continue
        scored = [np.asarray(tables[id(s.tasks)])[s.earlier, s.later] for s in every]
        base = base or scored
        report(name, scored, base, every, options)
    bar = float(np.log(LINKED / (1 - LINKED)))
    fitted, blind = helped(every, [fit(every).logits(s.features) for s in every]), helped(every, unseen(every))
    for name, scored, own in (
        ("ours, fitted on all", fitted, bar),
        ("ours, documents not seen", blind, bar),
        ("ours, not seen, at its best bar", blind, None),
    ):
        report(name, scored, base, every, options, bar=own)


def report(
    name: str, scored: Sequence[Real], base: Sequence[Real], every: Sequence[Sheet], options: argparse.Namespace,
    *, bar: float | None = None,
) -> None:  # fmt: skip
    """One line for each group of document pairs."""
    for group, wanted in (("all", (True, False)), ("within a year", (False,)), ("across years", (True,))):
        shown = (s.name in options.only or not options.only for s in every)
        chosen = [(at, s) for (at, s), show in zip(enumerate(every), shown, strict=True) if show and s.across in wanted]
        if not chosen:
            continue
        values, others = (np.concatenate([side[at] for at, _ in chosen]) for side in (scored, base))
        grades = np.concatenate([s.grades for _, s in chosen])
        tasks = np.concatenate([s.earlier + 100_000 * at for at, s in chosen])
        own, theirs = best(values, grades) if bar is None else bar, best(others, grades)
        drawn = [
            (measured(values[rows], grades[rows], own)[2], measured(others[rows], grades[rows], theirs)[2])
            for rows in draws(tasks, options.rounds)
        ]
        low, high = np.percentile([f1 for f1, _ in drawn], [2.5, 97.5])
        less, more = np.percentile([f1 - other for f1, other in drawn], [2.5, 97.5])
        precision, recall, f1 = measured(values, grades, own)
        print(
            f"{name:34} {group:14} P {precision:.2f} R {recall:.2f} F1 {f1:.2f} [{low:.2f}, {high:.2f}]"
            f"  over plain TF-IDF [{less:+.2f}, {more:+.2f}]", flush=True,
        )  # fmt: skip


def best(values: Real, grades: Real) -> float:
    """The bar of the highest F1."""
    order = np.argsort(-values, kind="stable")
    right = np.cumsum(grades[order] > 0) / np.arange(1, len(order) + 1)
    found = np.cumsum(grades[order] == 2) / max((grades == 2).sum(), 1)
    return float(values[order][np.argmax(2 * right * found / np.maximum(right + found, 1e-9))])


def draws(tasks: Real, rounds: int) -> list[Real]:
    """Bootstrap samples of the earlier tasks, each with all of its pairs."""
    chance = np.random.default_rng(SEED)
    rows = [np.flatnonzero(tasks == task) for task in np.unique(tasks)]
    return [np.concatenate([rows[at] for at in chance.integers(0, len(rows), len(rows))]) for _ in range(rounds)]


if __name__ == "__main__":
    main()
