"""Every pattern testifies for itself: it finds something in each string it must match, and nothing in the others."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import random
from pathlib import Path

import pytest
from zeren.loaders import patterns
from zeren.loaders.folding import fold
from zeren.loaders.patterns import repair, unitlist
from zeren.loaders.patterns.witness import Pattern
from zeren.loaders.unitnames import ends_in_body


def witnessed() -> list[tuple[str, Pattern]]:
    found = []
    for module in pkgutil.iter_modules(patterns.__path__):
        if module.name == "witness":
            continue
        members = importlib.import_module(f"zeren.loaders.patterns.{module.name}")
        for name, value in sorted(vars(members).items()):
            here = getattr(value, "__module__", None) == members.__name__
            if here and hasattr(value, "cache_info") and not inspect.signature(value).parameters:
                result = value()
                rows = result if isinstance(result, tuple) else (result,)
                found += [
                    (f"{module.name}.{name}" + (f"[{i}]" if len(rows) > 1 else ""), row)
                    for i, row in enumerate(rows)
                    if isinstance(row, Pattern)
                ]
            elif isinstance(value, Pattern):
                found.append((f"{module.name}.{name}", value))
    return found


WITNESSED = witnessed()


def test_every_module_of_patterns_is_read() -> None:
    names = {name.partition(".")[0] for name, _ in WITNESSED}
    assert {"times", "citations", "targets", "numerals"} <= names


@pytest.mark.parametrize(("name", "row"), WITNESSED, ids=[name for name, _ in WITNESSED])
def test_pattern_keeps_its_word(name: str, row: Pattern) -> None:
    assert row.reason, f"{name} gives no reason"
    assert row.matches, f"{name} has no witness"
    assert [text for text in row.matches if not row.regex.search(text)] == []
    assert [text for text in row.rejects if row.regex.search(text)] == []


@pytest.mark.parametrize(("name", "row"), [(name, row) for name, row in WITNESSED if row.start or row.needs])
def test_pattern_finds_all_that_stands_in_a_text(name: str, row: Pattern, corpus: Path) -> None:
    texts = ["，".join((*row.matches, *row.rejects)), *row.matches, *(f"{one}{one}" for one in row.matches)]
    texts += [fold(path.read_text(encoding="utf-8")) for path in sorted(corpus.glob("*.txt"))]
    chance = random.Random(name)  # noqa: S311 -- a seeded soup of the pattern's own witnesses, no secret
    parts = "".join((*row.matches, *row.rejects, "\n　，。（第"))
    texts += ["".join(chance.choices(parts, k=40)) for _ in range(2000)]
    for text in texts:
        assert [hit.span() for hit in row.find(text)] == [hit.span() for hit in row.regex.finditer(text)], text
        found, known = row.search(text), row.regex.search(text)
        assert (found and found.span()) == (known and known.span()), text


@pytest.mark.parametrize(("row", "known"), [(repair.ITEM, repair.ITEM_FIRST), (repair.LABEL, repair.LABEL_FIRST)])
def test_first_characters_leave_none_out(row: Pattern, known: frozenset[str]) -> None:
    begins = {
        char for one in row.matches for char in map(chr, range(0xFFFF)) if row.regex.match(char + one.strip(" （")[1:])
    }
    assert {char for char in begins - known if not char.isdecimal()} == set()


def test_marks_of_the_invisible_leave_none_out() -> None:
    start = repair.INVISIBLE.start
    assert start
    assert {char for char in map(chr, range(0x10000)) if start.match(char)} == set(repair.INVISIBLE_MARKS)


def test_ends_of_names_and_of_working_words_are_those_of_their_patterns() -> None:
    words = [word for row in (unitlist.UNIT_END, unitlist.ROLE_END, unitlist.NOTE) for word in row.matches]
    letters = sorted({char for row in (unitlist.UNIT_END, unitlist.ROLE_END) for char in row.regex.pattern} | {"\n"})
    chance = random.Random(1)  # noqa: S311 -- a seeded soup, no secret
    ends = [*letters, *sorted(unitlist.BODIES), "（甲）", "落实", "负责"]
    tried = [chance.choice(words) + "".join(chance.choices(ends, k=chance.randrange(4))) for _ in range(30_000)]
    for text in tried:
        assert ends_in_body(text) == bool(unitlist.UNIT_END.regex.search(text)), text
        assert text[-1] in unitlist.ROLE_LAST or not unitlist.ROLE_END.regex.search(text), text
