"""How well questions are answered: `python -m bench.asking FILE… [--show SPLIT]` on questions with known answers.

FILE is `tests/gold/questions.tsv` or JSON lines with `id`, `q`, `type`, `tasks`, `also`. A task is named by the first
three characters of its file and its number. Two figures: the first answer is right, and the part of the right answers
that are found among as many answers as there are right ones; a question that has none must be left unanswered.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from zeren.commands import bundled
from zeren.graph.build import build
from zeren.graph.store import Store
from zeren.loaders.documents import Documents
from zeren.loaders.times import due_day
from zeren.queries.asking.library import Held  # noqa: TC002
from zeren.queries.asking.reading import whole
from zeren.queries.asking.records import Narrow
from zeren.queries.who import who


@dataclass(frozen=True)
class Asked:
    split: str
    kind: str
    words: str
    tasks: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    asked: Asked
    found: tuple[str, ...]

    @property
    def first(self) -> bool:
        return bool(self.found) and self.found[0] in self.asked.tasks

    @property
    def recall(self) -> float:
        wanted = set(self.asked.tasks)
        return len(wanted & set(self.found[: len(wanted)])) / len(wanted)

    @property
    def silent(self) -> bool:
        return not self.found


def read(file: Path) -> Iterator[Asked]:
    text = file.read_text("utf-8")
    if file.suffix == ".jsonl":
        for row in map(json.loads, text.splitlines()):
            yield Asked(file.stem, row["type"], row["q"], tuple(row["tasks"]))
        return
    for row in csv.DictReader(text.splitlines(), delimiter="\t"):
        yield Asked(row["split"], row["type"], row["question"], tuple(row["tasks"].split()))


def answer(questions: Iterable[Asked], shelf: Held) -> list[Result]:
    found = []
    for asked in questions:
        reply = who(asked.words, shelf, due_day, Narrow())
        found.append(Result(asked, tuple(f"{a.duty.file[:3]}:{a.duty.number}" for a in reply.answers)))
    return found


def figures(results: Sequence[Result]) -> tuple[float, float, int, int]:
    """First answer right, right answers found, unanswerable ones left unanswered, and how many of these there are."""
    answerable = [r for r in results if r.asked.tasks]
    none = [r for r in results if not r.asked.tasks]
    count = max(1, len(answerable))
    first, recall = sum(r.first for r in answerable) / count, sum(r.recall for r in answerable) / count
    return first, recall, sum(r.silent for r in none), len(none)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.asking", description=__doc__)
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    parser.add_argument("--show", help="list what went wrong in this split")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        build([bundled()], Path(folder, "db"), Documents())
        with Store.reading(Path(folder, "db")) as store:
            results = answer((q for file in options.files for q in read(file)), whole(store))
    for split in sorted({r.asked.split for r in results}):
        held = [r for r in results if r.asked.split == split]
        first, recall, silent, none = figures(held)
        print(f"{split:10} {len(held):4} questions: first {first:.3f}, found {recall:.3f}, none {silent}/{none}")
        for kind in sorted({r.asked.kind for r in held if r.asked.tasks}):
            part = figures([r for r in held if r.asked.kind == kind])
            print(f"    {kind:10} first {part[0]:.3f}, found {part[1]:.3f}")
        for r in held if split == options.show else ():
            if not (r.first and r.recall == 1.0 if r.asked.tasks else r.silent):
                print(f"  {r.asked.words}: wanted {' '.join(r.asked.tasks) or 'none'}, got {' '.join(r.found[:8])}")


if __name__ == "__main__":
    main()
