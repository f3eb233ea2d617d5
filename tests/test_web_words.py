"""Every phrase of the interface has an English."""

import re
from pathlib import Path

import zeren
from zeren.graph.load.records import REASON_WORDS, VERDICT_WORDS
from zeren.graph.wording import KINDS, WHATS
from zeren.ontology.names import KIND_WORDS
from zeren.web import facts, tellings
from zeren.web.pages import plan, policy, search, unit
from zeren.web.words import english

WEB = Path(zeren.__file__).parent / "web"
SPOKEN = re.compile(r"""\bt\(\s*(['"])(.+?)\1""")


def test_every_phrase_of_templates_and_code_has_an_english() -> None:
    files = [*WEB.rglob("*.html"), *WEB.rglob("*.py")]
    spoken = {hit[2] for file in files for hit in SPOKEN.finditer(file.read_text("utf-8"))}
    assert len(spoken) > 50
    assert sorted(spoken - set(english())) == []


def test_every_word_for_a_kind_has_an_english() -> None:
    tables = (
        KINDS, WHATS, KIND_WORDS, VERDICT_WORDS, REASON_WORDS, tellings.HOWS, unit.CHANGES, unit.ROLES, search.KINDS,
        search.ROLES, policy.RELATIONS, plan.LABELS,
    )  # fmt: skip
    told = {word for table in tables for word in table.values()}
    told |= {word for word, _ in facts.KINDS.values()} | {word for _, word in tellings.PARTS}
    assert sorted(word for word in told if word and word not in english()) == []


def test_values_are_put_into_both_languages_alike() -> None:
    for chinese, translated in english().items():
        assert set(re.findall(r"{\w+}", chinese)) == set(re.findall(r"{\w+}", translated)), chinese
