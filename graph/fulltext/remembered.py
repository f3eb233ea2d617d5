"""What a lookup reads of a small store, kept in its index: the answers to the questions that it asks each time.

They hang on the state of the store, as all of the index does; a question that is not among them goes to the store.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from ..duties import Row, asked, duties
from ..duty_queries import CITATIONS, DOCUMENTS, DUES, HOLDERS, LINKS, NAMES, PLACES, PLANS, TARGETS, TASKS, UNITS
from .folding import readable

if TYPE_CHECKING:
    from ..duties import Duty
    from ..store import Store

SMALL: Final = 2000
"""The most tasks of a store that is read whole."""
TEXTS: Final = "texts"


class Remembered:
    """Some of a store's answers; any other question goes to the store, by `others`."""

    def __init__(self, answers: Mapping[str, str], others: Callable[[str], list[Row]]) -> None:
        self.answers, self.others = answers, others

    def select(self, text: str) -> list[Row]:
        """Answer a SELECT as rows of plain text, an unbound cell as the empty string."""
        kept = self.answers.get(text)
        return self.others(text) if kept is None else [tuple(row) for row in json.loads(kept)]

    def texts(self) -> dict[str, str] | None:
        """The text of each task as it is searched (`searched`), by IRI; None where they are not kept."""
        kept = self.answers.get(TEXTS)
        return None if kept is None else dict(json.loads(kept))


def keep(base: sqlite3.Connection, store: Store) -> None:
    """Keep the answers of a small store; of a larger one, none."""
    from ..identity.lineage import QUESTIONS

    base.execute("DELETE FROM answer")
    if base.execute("SELECT count(*) FROM task").fetchone()[0] > SMALL:
        return
    every = NAMES, PLACES, DOCUMENTS, HOLDERS, DUES, CITATIONS, TARGETS, UNITS, TASKS, PLANS, LINKS, *QUESTIONS
    rows: dict[str, object] = {text: sorted(store.select(text)) for text in map(asked, every)}
    own = Remembered({text: _written(found) for text, found in rows.items()}, store.select)
    texts = {duty.iri: searched(duty) for duty in duties(own)}
    kept = [*own.answers.items(), (TEXTS, _written(texts))]
    base.executemany("INSERT INTO answer VALUES (?, ?)", kept)


def remembered(base: sqlite3.Connection, others: Callable[[str], list[Row]]) -> Remembered | None:
    """The answers that an index keeps; None where it keeps none. Other questions are answered by `others`."""
    answers = dict(base.execute("SELECT query, rows FROM answer"))
    return Remembered(answers, others) if answers else None


def searched(duty: Duty) -> str:
    """What of a task is searched for whole words: title, section, cited works, passage."""
    return readable("\n".join((duty.title, *duty.section, *duty.bases, *duty.works, duty.passage)))


def _written(rows: object) -> str:
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
