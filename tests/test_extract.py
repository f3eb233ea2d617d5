"""Whole documents: the corpus against its gold, and what must hold of every fact."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from zeren.loaders.annotation import annotate
from zeren.loaders.evaluation import evaluate
from zeren.loaders.extract import extract
from zeren.loaders.files import read
from zeren.loaders.records import Plan, Source, Span
from zeren.loaders.scoring import total

from .plans import only_task

GOLD = Path(__file__).parent / "gold"
BARS = {
    "tasks": 0.99,
    "titles": 0.99,
    "units": 0.985,
    "roles": 0.985,
    "groups": 0.97,
    "deadlines": 0.99,
    "milestones": 0.92,
    "citations": 0.97,
    "relations": 0.92,
    "targets": 0.85,
}


def test_the_corpus_reaches_its_bars() -> None:
    tallies = total(evaluate(GOLD, []))
    assert {field: tallies[field].f1 >= bar for field, bar in BARS.items()} == dict.fromkeys(BARS, True)


def folded(raw: str, span: Span) -> str:
    return "".join(raw[span.start : span.end].replace("**", "").split())


def facts(plan: Plan) -> list[tuple[str, Span]]:
    """The printed form and the span of everything that a plan says."""
    found: list[tuple[str, Span]] = []
    for task in plan.tasks:
        found.append((task.title, task.title_span))
        found += [(m.text, m.span) for m in task.mentions]
        found += [(d.text, d.span) for d in (task.deadline, *task.milestones) if d]
        found += [(t.text, t.span) for t in task.targets]
    return found


def test_every_fact_of_the_corpus_is_what_stands_at_its_span(corpus: Path) -> None:
    for path in sorted(corpus.glob("*.txt")):
        source = read(path)
        for words, span in facts(extract(source)):
            assert folded(source.text, span) == words


def test_citations_stand_where_they_say(corpus: Path) -> None:
    for path in sorted(corpus.glob("*.txt")):
        source = read(path)
        for task in extract(source).tasks:
            for citation in task.citations:
                assert citation.title in folded(source.text, citation.span)


def test_the_news_page_assigns_nothing(corpus: Path) -> None:
    plan = extract(read(next(corpus.glob("004*"))))
    assert plan.tasks == ()
    assert len(plan.practices) == 12


def test_a_unit_that_a_page_mark_cuts_is_whole() -> None:
    line = "加快推进城市更新行动，统筹实施老旧小区改造和完整社区建设，补齐设施短板，\n"
    clause = "（牵头单位：市市场监督管理局、市营商\n\n# Page 12:\n环境建设局；责任单位：各区政府）\n"
    raw = f"青山市工作方案\n一、任务\n（1）{line * 8}提升功能。{clause}"
    (task,) = extract(Source("x.txt", raw, "0")).tasks
    assert [m.text for m in task.mentions] == ["市市场监督管理局", "市营商环境建设局", "各区政府"]


WORDS = st.sampled_from(
    [
        *(
            "责任单位：",
            "牵头单位：",
            "市教育局",
            "各区政府",
            "（",
            "）",
            "〔",
            "〕",
            "、",
            "，",
            "；",
            "。",
            "\n",
            "\n\n",
        ),
        *(
            "牵头",
            "负责",
            "1.",
            "（一）",
            "一、",
            "①",
            "2023年",
            "6月底前",
            "《",
            "》",
            "和",
            "等",
            "会同",
            "**",
            "|",
            " ",
        ),
        *("# Page 3:", "序号", "附件：", "专栏1", "完成率达到95%", "推进改造", "豫政〔2021〕5号", "𠮷"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=80).map("".join))
def test_no_text_breaks_the_reader_and_every_span_is_in_it(raw: str) -> None:
    plan = extract(Source("x.txt", raw, "0"))
    for _, span in facts(plan):
        assert 0 <= span.start < span.end <= len(raw)
    for finding in plan.findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(raw)
    assert annotate(plan) == annotate(extract(Source("x.txt", raw, "0")))


@pytest.mark.parametrize(
    "junk", ["（" * 30_000, "责任单位：" * 6_000, " " * 60_000 + "责任单位：", "市教育局和" * 12_000]
)
def test_no_pattern_runs_away(junk: str) -> None:
    extract(Source("x.txt", junk, "0"))


def test_a_printed_name_holds_no_white_space() -> None:
    task = only_task("（一）清理河道。清除垃圾。\n牵头单位：市水利局\r\n责任单位：市公\r安局\n")
    assert all(len(mention.text.split()) == 1 for mention in task.mentions)
