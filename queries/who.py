"""Who owns what: a question in, the tasks that answer it out, with their passages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageError
from .asking.answering import answered
from .asking.library import Library
from .asking.marking import marks
from .asking.records import Days, Narrow, Reply
from .asking.sequels import with_sequels
from .asking.understanding import understand

if TYPE_CHECKING:
    from ..graph.store import Store

WORDS, MARKED = 300, 50


def answer(place: Path, question: str, days: Days, narrow: Narrow | None = None) -> Reply:
    """Answer a question from the store in a folder or at an address; a small one need not be opened (see `ask`)."""
    from .asking.reading import kept

    if found := kept(place):
        return who(question, found, days, narrow or Narrow())
    from ..graph.store import Store

    with Store.reading(place) as opened:
        return ask(opened, question, days, narrow)


def ask(store: Store, question: str, days: Days, narrow: Narrow | None = None) -> Reply:
    """Answer a question from an open store.

    `days` finds in a text the words and the last day of a due time (`loaders.times.due_day`). Errors: UsageError for a
    question that is too long, StoreError.
    """
    from .asking.reading import library

    return who(question, library(store), days, narrow or Narrow())


def who(words: str, library: Library, days: Days, narrow: Narrow) -> Reply:
    """Answer a question from a library of tasks. Errors: UsageError."""
    if len(words) > WORDS:
        raise UsageError(f"问题有 {len(words)} 个字，太长；请用一句话来问（不超过 {WORDS} 字）")
    question = understand(words, library.names, library.places, days)
    if narrow.year:
        question = replace(question, years=(narrow.year,))
    answers, findings = answered(question, library, narrow)
    kept = answers[: narrow.limit]
    marked = [
        replace(a, matched=m, best=b) for a in kept[:MARKED] for m, b in (marks(question, a.duty, library.index),)
    ]
    return Reply(question, with_sequels([*marked, *kept[MARKED:]], library), tuple(findings))
