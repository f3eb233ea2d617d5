"""300 questions of the bundled corpus, answered by reading: what it does not say is left open, most else is right.

`dev` was looked at from the beginning, the others after their figures had been taken (docs/asking.md).
"""

import csv
from pathlib import Path

import pytest
from zeren.graph.store import Store
from zeren.loaders.times import due_day
from zeren.queries.asking.library import Held
from zeren.queries.asking.reading import whole
from zeren.queries.asking.records import Narrow
from zeren.queries.who import who

GOLD = Path(__file__).parent / "gold" / "questions.tsv"
QUESTIONS = list(csv.DictReader(GOLD.read_text("utf-8").splitlines(), delimiter="\t"))


@pytest.fixture(scope="module")
def shelf(corpus_store: Path) -> Held:
    with Store.reading(corpus_store) as opened:
        return whole(opened)


def found(shelf: Held, words: str) -> list[str]:
    return [f"{a.duty.file[:3]}:{a.duty.number}" for a in who(words, shelf, due_day, Narrow()).answers]


@pytest.mark.parametrize("words", [row["question"] for row in QUESTIONS if row["type"] == "none"])
def test_what_the_corpus_does_not_say_is_left_unanswered(shelf: Held, words: str) -> None:
    reply = who(words, shelf, due_day, Narrow())
    assert reply.answers == ()
    assert reply.findings


def test_nine_in_ten_of_the_questions_that_citizens_ask_elsewhere_are_left_open(shelf: Held) -> None:
    asked = (GOLD.parent / "unanswerable.txt").read_text("utf-8").split()
    answered = [words for words in asked if found(shelf, words)]
    assert len(answered) <= len(asked) // 10, answered


def test_every_task_asked_for_is_there(shelf: Held) -> None:
    there = {f"{d.file[:3]}:{d.number}" for d in shelf.duties}
    assert {task for row in QUESTIONS for task in (row["tasks"] + " " + row["also"]).split()} <= there


@pytest.mark.parametrize("split", ["dev", "held-out", "blind", "last"])
def test_most_questions_are_answered_right(shelf: Held, split: str) -> None:
    rows = [row for row in QUESTIONS if row["split"] == split and row["tasks"]]
    first, recall = 0, 0.0
    for row in rows:
        wanted, got = row["tasks"].split(), found(shelf, row["question"])
        first += bool(got) and got[0] in wanted
        recall += len(set(wanted) & set(got[: len(wanted)])) / len(wanted)
    assert first / len(rows) >= 0.9
    assert recall / len(rows) >= 0.87
