"""The READMEs show the figures that the bench has kept, in the readers' languages."""

from pathlib import Path

import pytest
from zeren.bench import table
from zeren.bench.measures import TOPICS
from zeren.bench.rounds import Column, compared

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_table_is_that_of_the_results(name: str) -> None:
    shown = (ROOT / name).read_text("utf-8").partition(f"{table.BEGIN}\n")[2].partition(table.END)[0]
    assert shown == table.table(name, TOPICS, table.read())
    assert shown.count("\n") > 10


def test_every_measure_has_chinese_words() -> None:
    shown = table.table("README.md", TOPICS, table.read()).splitlines()[2:]
    names = {line.split(" | ")[0].removeprefix("| ").partition("; ")[0] for line in shown}
    assert names <= table.chinese().keys()


def test_a_ratio_is_taken_round_by_round() -> None:
    ours, theirs = Column((1.0, 4.0, 3.0)), Column((2.0, 2.0, 2.0))
    measure = compared("x", ours, theirs, 2.0)
    assert (measure.ratio.median, measure.ratio.least, measure.ratio.most) == (1.5, 0.5, 2.0)
    assert measure.kept
    assert not compared("x", ours, theirs, 3.0, speed=True).kept
