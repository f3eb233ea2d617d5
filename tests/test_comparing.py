"""What comes of comparing plans stands in the graph: the same facts from SPARQL, the library and the command line."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from zeren.cli import run
from zeren.errors import UsageError
from zeren.graph.build import Then, build
from zeren.graph.check import check
from zeren.graph.comparing import Comparison, comparison
from zeren.graph.load.loads import loads
from zeren.graph.store import Store
from zeren.graph.terms import Solutions
from zeren.loaders.documents import Documents
from zeren.queries.running import run as asked

FILES = {
    "001": "001_zhengzhou_jingxihua_2018.txt", "002": "002_zhengzhou_chengguan_yaodian_2018.txt",
    "000": "000_zhengzhou_chengguan_yingshang_2022.txt",
}  # fmt: skip


@pytest.fixture(scope="module")
def compared(corpus_store: Path) -> Comparison:
    with Store.reading(corpus_store) as opened:
        return comparison(opened)


def ask(store: Path, query: str, **values: str) -> list[dict[str, str | None]]:
    with Store.reading(store) as opened:
        answer = asked(opened, query, values)
    assert isinstance(answer, Solutions)
    return list(answer.records())


def test_each_link_is_one_row_with_its_kind_and_confidence(corpus_store: Path, compared: Comparison) -> None:
    rows = ask(corpus_store, "continuations")
    links = compared.continuity.links
    assert len(rows) == len(links) > 50
    by_pair = {(row["earlier"], row["later"]): row for row in rows}
    for link in links:
        row = by_pair[link.earlier.iri, link.later.iri]
        assert row["notation"] == link.kind
        assert float(row["confidence"] or 0) == pytest.approx(link.confidence, abs=1e-6)
        start, end = (at - link.earlier.start for at in link.evidence.earlier)
        assert row["earlierWords"] == link.earlier.text[start:end]


def test_outcomes_conflicts_and_loads_are_the_same_from_sparql(corpus_store: Path, compared: Comparison) -> None:
    outcomes = {(row["task"], row["notation"], row["against"]) for row in ask(corpus_store, "outcomes")}
    told = (*compared.continuity.dropped, *compared.continuity.new)
    assert outcomes == {(o.duty.iri, o.kind, str(o.year)) for o in told}
    conflicts = [(row["notation"], row["oneWords"], row["otherWords"]) for row in ask(corpus_store, "conflicts")]
    assert sorted(conflicts, key=str) == sorted(
        ((c.what, c.one_words, c.other_words) for c in compared.conflicts), key=str
    )
    held = {(x.iri, str(x.year)): x for x in loads(compared.duties, compared.lineage)}
    rows = ask(corpus_store, "loads")
    assert {(row["u"], row["planYear"]) for row in rows} == set(held)
    for row in rows:
        load = held[row["u"] or "", row["planYear"] or ""]
        assert (row["lead"], row["responsible"], row["verdict"]) == (
            str(load.lead),
            str(load.responsible),
            load.verdict,
        )


def test_the_two_plans_of_2018_differ_in_four_figures(compared: Comparison) -> None:
    """Public toilets, transfer stations, litter bins, dust: read side by side in 001 and 002."""
    assert sorted((c.one_words, c.other_words) for c in compared.conflicts) == [
        ("开工建设大型转运站7座", "开工建设生活垃圾大型转运站6座"),
        ("慢车道（含辅道）积尘不超过5克/平方米", "慢车道(含辅道)、支路背街积尘不超过10克/平方米"),
        ("新建公厕1210座", "新建公厕1200座"),
        ("新设置果皮箱5825个", "新设置果皮箱5000个"),
    ]


def test_chains_are_found_by_the_short_property(corpus_store: Path, compared: Comparison) -> None:
    chained = {tuple(d.iri for d in chain.duties) for chain in compared.continuity.chains if len(chain.links) == 2}
    assert chained
    assert chained <= {(row["a"], row["b"], row["c"]) for row in ask(corpus_store, "chains")}


def test_derived_graphs_fit_their_shapes(corpus_store: Path) -> None:
    with Store.reading(corpus_store) as opened:
        assert [note for note in check(opened) if note.kind == "shape"] == []


def test_a_build_may_leave_comparing_to_a_later_one(corpus: Path, corpus_store: Path, tmp_path: Path) -> None:
    store = tmp_path / "db"
    build([corpus], store, Documents(), then=Then(compare=False))
    assert ask(store, "continuations") == ask(store, "loads") == []
    build([corpus], store, Documents())
    assert ask(store, "continuations") == ask(corpus_store, "continuations")


def test_a_decision_makes_and_unmakes_a_link(corpus_store: Path, tmp_path: Path) -> None:
    store = tmp_path / "db"
    shutil.copytree(corpus_store, store)
    carried, not_so = (f"{FILES['002']}:（三十二）", f"{FILES['000']}:（十三）"), ("（五）", "（一）")
    assert run(["decide", "unrelated", *carried, "--why", "试", "--who", "甲", "--store", str(store)]) == 0
    wanted = (f"{FILES['002']}:{not_so[0]}", f"{FILES['000']}:{not_so[1]}")
    assert run(["decide", "continues", *wanted, "--why", "试", "--who", "甲", "--store", str(store)]) == 0
    rows = ask(store, "continuations", **{"from": "2018", "to": "2022"})
    pairs = {(row["earlierNumber"], row["laterNumber"]): row["confidence"] for row in rows}
    assert ("（三十二）", "（十三）") not in pairs
    assert pairs["（五）", "（一）"] == "1"


def test_the_command_prints_what_scripts_rely_on(corpus_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["continuity", "--json", "--store", str(corpus_store)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"links", "dropped", "new", "chains"}
    toilets = [link for link in told["links"] if link["from"]["number"] == "15" and link["to"]["number"] == "（十五）"]
    (link,) = toilets
    assert (link["kind"], link["from"]["file"], link["to"]["file"]) == ("restated", FILES["001"], FILES["002"])
    assert set(link["from"]) == {"file", "number", "iri", "title", "year"}
    assert {"file", "number", "iri", "title", "year", "why", "candidate"} <= set(told["dropped"][0])


@pytest.mark.parametrize("options", [[], ["--chains"], ["--outcomes"], ["--from", "2018", "--kind", "handed-over"]])
def test_pages_keep_to_the_width(options: list[str], corpus_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from zeren.terminal import width

    assert run(["continuity", *options, "--store", str(corpus_store)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 10
    assert max(map(width, lines)) <= 80


def test_conflicts_are_told_with_both_passages(corpus_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["conflicts", "--store", str(corpus_store)]) == 0
    out = capsys.readouterr().out
    assert "新建公厕1210座" in out
    assert "新建公厕1200座" in out
    assert f"{FILES['001']} 第 193 行" in out.replace("\n         ", "")
    assert run(["conflicts", "--json", "--year", "2022", "--store", str(corpus_store)]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_what_is_linked_to_a_later_year_is_not_called_dropped(
    corpus_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["continuity", "--json", "--store", str(corpus_store)]) == 0
    told = json.loads(capsys.readouterr().out)
    across = [link for link in told["links"] if link["kind"] != "restated"]
    assert not {link["from"]["iri"] for link in across} & {task["iri"] for task in told["dropped"]}
    assert not {link["to"]["iri"] for link in across} & {task["iri"] for task in told["new"]}


def test_a_split_task_may_change_hands(corpus_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """002:（三十一） on credit was split, and went from the bureau's office to 市发展改革委: read in both plans."""
    assert run(["continuity", "--json", "--kind", "handed-over", "--store", str(corpus_store)]) == 0
    links = json.loads(capsys.readouterr().out)["links"]
    assert all(link["hands"]["from"] and link["hands"]["to"] for link in links)
    to_commission = [link for link in links if link["from"]["number"] == "（三十一）" and link["to"]["year"] == 2024]
    assert {tuple(link["hands"]["to"]) for link in to_commission} == {("市发展改革委",)}
    rows = {
        (row["earlier"], row["later"]): set((row["in"] or "").split("、")) for row in ask(corpus_store, "handovers")
    }
    assert rows == {(k["from"]["iri"], k["to"]["iri"]): set(k["hands"]["to"]) for k in links}


def test_one_place_is_asked_for_by_name(corpus_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["conflicts", "--json", "--place", "郑州", "--store", str(corpus_store)]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 4
    assert run(["continuity", "--place", "青山市", "--store", str(corpus_store)]) == 2
    assert "郑州市" in capsys.readouterr().err


def test_every_row_has_its_columns_and_a_reason_stands_under_its_own(
    corpus_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["continuity", "--csv", "--store", str(corpus_store)]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["种类"] for row in rows} >= {"延续", "移交", "未再出现", "新出现"}
    for row in rows:
        assert None not in row
        assert None not in row.values()
        assert bool(row["缘由"]) == (row["种类"] in {"未再出现", "新出现"})
        assert bool(row["较早原文"]) != bool(row["缘由"])


def test_chains_and_outcomes_are_two_pages(corpus_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["continuity", "--chains", "--outcomes", "--store", str(corpus_store)]) == 2
    assert "只能用一个" in capsys.readouterr().err
    assert run(["continuity", "--outcomes", "--limit", "2", "--store", str(corpus_store)]) == 0
    assert "条未列出" in capsys.readouterr().out


def test_a_kind_that_is_none_is_refused(corpus_store: Path) -> None:
    assert ask(corpus_store, "continuations", kind="handed-over") == ask(
        corpus_store, "continuations", kind="handed over"
    )
    with pytest.raises(UsageError, match="continued"):
        ask(corpus_store, "continuations", kind="延续")


def test_years_the_wrong_way_round_are_refused(corpus_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["continuity", "--from", "2024", "--to", "2018", "--store", str(corpus_store)]) == 2
    assert "--from 2024 晚于 --to 2018" in capsys.readouterr().err


def test_the_report_is_one_page(corpus_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "报告.html"
    assert run(["report", str(out), "--store", str(corpus_store)]) == 0
    assert "5 份文件，190 项任务" in capsys.readouterr().out
    page = out.read_text("utf-8")
    assert "新建公厕1210座" in page
    assert 'src="http' not in page
