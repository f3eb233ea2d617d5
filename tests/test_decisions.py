"""A person's decisions: kept by content, replayed over any rebuild, taken back without a trace, never at odds."""

import json
import re
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from zeren.cli import run
from zeren.errors import InputError
from zeren.graph.build import Then, build
from zeren.graph.check import broken_shapes, check
from zeren.graph.duties import duties
from zeren.graph.export import nquads
from zeren.graph.identity.applying import apply, task_decisions
from zeren.graph.identity.contradictions import contradictions
from zeren.graph.identity.decisions import COLUMNS, Decision, TaskKey, beside, new, undone
from zeren.graph.identity.dossier import unit
from zeren.graph.identity.lineage import lineage
from zeren.graph.identity.table import append, read
from zeren.graph.manifest import namer
from zeren.graph.store import Store
from zeren.graph.terms import Solutions
from zeren.loaders.documents import Documents
from zeren.queries.running import run as ask_named

OLD = """青山市2021年河道整治工作方案

一、主要任务
（一）清理河道。6月底前完成全市河道清淤。
牵头单位：市水利局
责任单位：市城建委、市水务集团、市河长办，各区人民政府
（二）建设水厂。新建水厂两座。
牵头单位：市水务公司
责任单位：市水利局
"""
NEW = """青山市2023年河道整治工作方案

一、主要任务
（一）继续清理河道。9月底前完成全市河道清淤。
牵头单位：市水利局
责任单位：市水务公司、市财政局
（二）改造水厂。改造水厂三座。
责任单位：市水务公司
"""
OTHER = """白水市2023年绿化工作方案

一、主要任务
（一）植树。植树一万株。
牵头单位：市水利局
责任单位：市水务公司
"""
SHA = "0" * 64


def put(folder: Path, **texts: str) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A folder with the store `s` of three plans in `in`."""
    put(tmp_path / "in", old=OLD, new=NEW, other=OTHER)
    build([tmp_path / "in"], tmp_path / "s", Documents())
    return tmp_path


def decide(folder: Path, *words: str) -> int:
    signed = [] if words[0] in {"undo", "list"} else ["--why", "核对过档案"]
    by = [] if words[0] == "list" else ["--who", "张三", "--when", "2024-05-06"]
    return run(["decide", *words, *signed, *by, "--store", str(folder / "s")])


def content(store: Path) -> str:
    with Store.reading(store) as opened:
        return nquads(opened)


def fresh(folder: Path) -> str:
    """What one build of the files and decisions as they are gives."""
    build([folder / "in"], folder / "fresh", Documents(), then=Then(beside(folder / "s")))
    text = content(folder / "fresh")
    shutil.rmtree(folder / "fresh")
    return text


def ids(folder: Path) -> list[str]:
    return [decision.id for decision in read(beside(folder / "s"))]


def units(store: Path, file: str, number: str) -> list[tuple[str, str]]:
    """Role and full name of everyone a task names, as its duty has it and, the same, by the short properties."""
    with Store.reading(store) as opened:
        duty = next(d for d in duties(opened) if (d.file, d.number) == (file, number))
        short = opened.select(
            "PREFIX zr: <https://w3id.org/zeren/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
            "SELECT ?p ?n { VALUES ?p { zr:leadUnit zr:responsibleUnit } "
            f"<{duty.iri}> ?p ?u . ?u skos:prefLabel ?n }}"
        )
    found = sorted([*(("lead", h.name) for h in duty.leads), *(("shared", h.name) for h in duty.responsible)])
    assert found == sorted(("lead" if p.endswith("leadUnit") else "shared", n) for p, n in short)
    return found


EACH = [
    ("mention", "old.txt:（一）", "市城建委", "青山市城乡建设局"),
    ("mention", "old.txt:（一）", "市河长办", "--none"),
    ("mention", "old.txt:（二）", "市水务公司", "青山市水利局"),
    ("same", "青山市水务公司", "青山市水务集团"),
    ("different", "青山市水务公司", "青山市水务集团"),
    ("continues", "new.txt:（一）", "old.txt:（一）"),
    ("unrelated", "old.txt:（二）", "new.txt:（二）"),
]


@pytest.mark.parametrize("words", EACH, ids=" ".join)
def test_deciding_and_building_in_any_order_give_the_same_bytes_and_undoing_leaves_none(
    built: Path, words: tuple[str, ...]
) -> None:
    before = content(built / "s")
    assert decide(built, *words) == 0
    decided = content(built / "s")
    assert decided != before
    assert decided == fresh(built)
    with Store.reading(built / "s") as opened:
        assert not broken_shapes(opened)
    put(built / "in", other=OTHER.replace("一万株", "两万株"))
    (built / "in" / "new.txt").unlink()
    build([built / "in"], built / "s", Documents())
    assert content(built / "s") == fresh(built)
    put(built / "in", other=OTHER, new=NEW)
    build([built / "in"], built / "s", Documents())
    assert content(built / "s") == decided
    assert decide(built, "undo", ids(built)[0]) == 0
    assert content(built / "s") == before
    assert decide(built, "undo", ids(built)[1]) == 0
    assert content(built / "s") == decided


def test_a_mention_is_the_unit_that_was_decided(built: Path) -> None:
    was = units(built / "s", "old.txt", "（一）")
    assert ("shared", "青山市城乡建设委员会") in was
    decide(built, "mention", "old.txt:（一）", "市城建委", "青山市水利局")
    # the lead and the one that shares are now one unit, in both roles
    now = units(built / "s", "old.txt", "（一）")
    assert [pair for pair in now if pair not in was] == [("shared", "青山市水利局")]
    assert [pair for pair in was if pair not in now] == [("shared", "青山市城乡建设委员会")]
    decide(built, "mention", "old.txt:（一）", "市河长办", "--none")
    assert len(units(built / "s", "old.txt", "（一）")) == len(was) - 1


def test_a_decision_says_who_when_why_and_how_it_was_read(built: Path) -> None:
    decide(built, "mention", "old.txt:（一）", "市城建委", "青山市城乡建设局")
    with Store.reading(built / "s") as opened:
        rows = opened.select(
            "PREFIX zr: <https://w3id.org/zeren/ns#> PREFIX dcterms: <http://purl.org/dc/terms/> "
            "SELECT ?who ?day ?why ?was ?is ?rule ?sure { ?d a zr:Decision ; zr:who ?who ; dcterms:date ?day ; "
            "zr:why ?why ; zr:one ?a . ?a zr:readAs ?was ; zr:unit ?is ; zr:resolutionRule ?rule ; "
            "zr:confidence ?sure }"
        )
    names = [tuple(cell.rpartition("/")[2] for cell in row) for row in rows]
    assert names == [("张三", "2024-05-06", "核对过档案", "青山市城乡建设委员会", "青山市城乡建设局", "decision", "1")]


def test_same_joins_and_different_cuts(built: Path) -> None:
    def tie(earlier: str, later: str) -> str | None:
        with Store.reading(built / "s") as opened:
            line = lineage(opened)
        by_name = {name: iri for iri, (name, _) in line.names.items()}
        found = line.tie(by_name[earlier], by_name[later])
        return found.how if found else None

    assert tie("青山市水务公司", "青山市水务集团") is None
    decide(built, "same", "青山市水务公司", "青山市水务集团")
    assert tie("青山市水务公司", "青山市水务集团") == tie("青山市水务集团", "青山市水务公司") == "decided"
    with Store.reading(built / "s") as opened:
        line = lineage(opened)
    assert len({line.canonical(iri) for iri, (name, _) in line.names.items() if name.startswith("青山市水务")}) == 1
    decide(built, "different", "青山市水务公司", "青山市水务集团")  # now at odds: neither holds
    assert tie("青山市水务公司", "青山市水务集团") is None
    decide(built, "undo", ids(built)[1])
    assert tie("青山市水务公司", "青山市水务集团") == "decided"


def test_units_decided_to_be_one_have_one_dossier(built: Path) -> None:
    decide(built, "same", "青山市水务公司", "青山市水务集团")
    with Store.reading(built / "s") as opened:
        for name in ("青山市水务公司", "青山市水务集团"):
            (one,) = unit(opened, namer(opened), name).units
            assert {(p.form, p.file, p.times) for p in one.printed} == {
                ("市水务公司", "old.txt", 1), ("市水务公司", "new.txt", 2), ("市水务集团", "old.txt", 1),
            }  # fmt: skip
            assert [(c.year, c.lead, c.responsible) for c in one.tasks] == [(2021, 1, 1), (2023, 0, 2)]
            assert set(one.same) | {one.name} == {"青山市水务公司", "青山市水务集团"}


def test_different_cuts_what_the_tables_say(tmp_path: Path) -> None:
    put(tmp_path / "in", a=OLD.replace("市水务集团", "市环保局"), b=NEW.replace("市财政局", "市生态环境局"))
    build([tmp_path / "in"], tmp_path / "s", Documents())

    def tie() -> object:
        with Store.reading(tmp_path / "s") as opened:
            line = lineage(opened)
        by_name = {name: iri for iri, (name, _) in line.names.items()}
        found = line.tie(by_name["青山市环境保护局"], by_name["青山市生态环境局"])
        return found and found.how

    assert tie() == "renamed"
    decide(tmp_path, "different", "青山市环境保护局", "青山市生态环境局")
    assert tie() is None


def rows(store: Path, query: str, **given: str) -> list[tuple[str, ...]]:
    with Store.reading(store) as opened:
        answer = ask_named(opened, query, given)
    assert isinstance(answer, Solutions)
    return [tuple(str(cell) for cell in record.values()) for record in answer.records()]


@pytest.fixture
def reformed(tmp_path: Path) -> Path:
    """A store `s` of a plan of 2018 that prints 市环保局 and one of 2023 that prints 市生态环境局."""
    put(
        tmp_path / "in", a=OLD.replace("市水务集团", "市环保局").replace("2021", "2018"),
        b=NEW.replace("市财政局", "市生态环境局"),
    )  # fmt: skip
    build([tmp_path / "in"], tmp_path / "s", Documents())
    return tmp_path


def test_what_was_told_apart_is_nowhere_a_change(reformed: Path) -> None:
    store, old, new_ = reformed / "s", "青山市环境保护局", "青山市生态环境局"

    def heirs() -> tuple[list[str], list[tuple[str, ...]], list[str]]:
        with Store.reading(store) as opened:
            (one,) = unit(opened, namer(opened), old, "2021").units
        history = [row for row in rows(store, "unit-history", unit=old) if new_ in row]
        return [one.name], history, [row[1] for row in rows(store, "function-owners", unit=old) if row[3] == "None"]

    before = heirs()
    assert (before[0], len(before[1]), before[2]) == ([new_], 1, [new_])
    decide(reformed, "different", old, new_)
    assert heirs() == ([old], [], [])  # the plan of 2023 does not name it, so who has its work is not known
    with Store.reading(store) as opened:
        (one,) = unit(opened, namer(opened), old).units
    assert "不是同一单位" in one.decided[0]


def test_units_that_are_one_are_one_everywhere(reformed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store, old, new_ = reformed / "s", "青山市环境保护局", "青山市生态环境局"
    before = content(store)
    decide(reformed, "same", old, new_)  # that of the latest plan stands for both
    assert content(store) == fresh(reformed)
    assert [row[1:3] for row in rows(store, "tasks-of-unit", unit=old)] == [("a.txt", "（一）"), ("b.txt", "（一）")]
    counted = {(row[0], row[1]) for row in rows(store, "load-counts") if "环境" in row[1]}
    assert counted == {("2018", new_), ("2023", new_)}
    assert ("shared", new_) in units(store, "a.txt", "（一）")
    with Store.reading(store) as opened:
        (one,) = unit(opened, namer(opened), "市环保局").units
        assert not broken_shapes(opened)
    assert (one.name, one.same) == (new_, (old,))
    assert not [event for event in one.changes if event.body]  # a rename to itself is none
    assert len(set(one.changes)) == len(one.changes)
    capsys.readouterr()
    assert run(["who", "市环保局负责哪些任务", "--json", "--store", str(store)]) == 0
    assert len(json.loads(capsys.readouterr().out)["answers"]) == 2
    decide(reformed, "undo", ids(reformed)[0])
    assert content(store) == before


def test_decisions_that_do_not_hold_are_seen(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decide(built, "same", "青山市水务公司", "青山市水务集团")
    decide(built, "different", "青山市水务公司", "青山市水务集团")
    decide(built, "mention", "old.txt:（一）", "市城建委", "青山市城乡建设局")
    other = built / "else.tsv"
    shutil.move(beside(built / "s"), other)
    (built / "in" / "old.txt").unlink()
    capsys.readouterr()
    assert run(["build", str(built / "in"), "--store", str(built / "s"), "--decisions", str(other)]) == 0
    told = capsys.readouterr().err
    assert re.search(r"else\.tsv：生效 0，矛盾 0，暂不适用 3.*decide list", told)  # 市水务集团 is gone with its plan
    put(built / "in", old=OLD)
    build([built / "in"], built / "s", Documents(), then=Then(other))
    with Store.reading(built / "s") as opened:
        assert [n.kind for n in check(opened) if n.kind.startswith("decision")] == ["decision-conflict"] * 2
    capsys.readouterr()
    assert run(["build", str(built / "in"), "--store", str(built / "s")]) == 0
    assert re.search(r"3 条判定.*不在所用的 .*s\.decisions\.tsv 中.*--decisions", capsys.readouterr().err)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("same", "各区人民政府", "青山市水利局"), "统称"),
        (("same", "青山市水利局", "白水市水利局"), "分属青山市、白水市"),
        (("mention", "old.txt:（一）", "市城建委", "白水市水利局"), "白水市的单位"),
    ],
)
def test_what_looks_like_a_slip_is_asked_back(
    built: Path, words: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert decide(built, *words) == 2
    assert re.search(f"{says}.*--force", capsys.readouterr().err)
    assert decide(built, *words, "--force") == 0
    assert len(ids(built)) == 1


def test_a_list_names_file_number_and_year(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decide(built, "continues", "old.txt:（一）", "new.txt:（一）")
    capsys.readouterr()
    assert run(["decide", "list", "--csv", "--store", str(built / "s")]) == 0
    assert "old.txt:（一）（2021 年）；new.txt:（一）（2023 年）" in capsys.readouterr().out
    assert run(["decide", "list", "--json", "--store", str(built / "s")]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert [(t["file"], t["number"], t["year"]) for t in row["tasks"]] == [
        ("old.txt", "（一）", 2021), ("new.txt", "（一）", 2023),
    ]  # fmt: skip


def test_a_place_chooses_among_namesakes(built: Path) -> None:
    assert decide(built, "same", "市水务公司", "市水利局", "--place", "白水市") == 0
    assert read(beside(built / "s"))[0].units == ("白水市水务公司", "白水市水利局")


def test_tasks_are_handed_to_continuity_the_earlier_plan_first(built: Path) -> None:
    decide(built, "continues", "new.txt:（一）", "old.txt:（一）")
    decide(built, "unrelated", "old.txt:（二）", "new.txt:（二）")
    with Store.reading(built / "s") as opened:
        of = {d.iri: (d.file, d.number) for d in duties(opened)}
        found = {(of[a], of[b]): yes for (a, b), yes in task_decisions(opened).items()}
    assert found == {
        (("old.txt", "（一）"), ("new.txt", "（一）")): True,
        (("old.txt", "（二）"), ("new.txt", "（二）")): False,
    }
    decide(built, "unrelated", "old.txt:（一）", "new.txt:（一）")
    with Store.reading(built / "s") as opened:
        assert list(task_decisions(opened).values()) == [False]


def standing(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    capsys.readouterr()
    assert run(["decide", "list", "--json", "--store", str(folder / "s")]) == 0
    return [row["standing"] for row in json.loads(capsys.readouterr().out)]


def test_what_is_gone_is_kept_and_holds_again_when_it_is_back(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decide(built, "mention", "new.txt:（一）", "市水务公司", "青山市水利局")
    decide(built, "same", "青山市水务公司", "青山市水务集团")
    assert standing(built, capsys) == ["in-force", "in-force"]
    (built / "in" / "new.txt").unlink()
    (built / "in" / "old.txt").unlink()
    build([built / "in"], built / "s", Documents())
    assert standing(built, capsys) == ["not-applicable", "not-applicable"]
    put(built / "in", new=NEW, old=OLD)
    build([built / "in"], built / "s", Documents())
    assert standing(built, capsys) == ["in-force", "in-force"]


@pytest.mark.parametrize(("number", "passage"), [("9", "清理河道。6月底前"), ("（一）", "月底前完成全市河道清淤")])
def test_a_decision_survives_another_numbering_and_another_start(built: Path, number: str, passage: str) -> None:
    """What a later parser may do: count the tasks otherwise, or begin a task's text earlier."""
    decide(built, "mention", "old.txt:（一）", "市城建委", "青山市城乡建设局")
    path = beside(built / "s")
    kept = read(path)[0]
    path.unlink()
    append(path, Decision(
        kept.id, kept.claim, kept.who, kept.when, kept.why, kept.units,
        (TaskKey(kept.tasks[0].document, number, passage),), kept.printed,
    ))  # fmt: skip
    build([built / "in"], built / "s", Documents())
    assert ("shared", "青山市城乡建设局") in units(built / "s", "old.txt", "（一）")


def test_conflicts_are_shown_and_not_applied(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = units(built / "s", "old.txt", "（一）")
    decide(built, "mention", "old.txt:（一）", "市城建委", "青山市城乡建设局")
    decide(built, "mention", "old.txt:（一）", "市城建委", "青山市水利局")
    assert units(built / "s", "old.txt", "（一）") == before
    assert "矛盾" in capsys.readouterr().err
    assert standing(built, capsys) == ["in-conflict", "in-conflict"]
    assert content(built / "s") == fresh(built)


def test_contradictions_run_over_several_steps() -> None:
    decided = [
        ("a", "same", ("甲",), ("乙",)), ("b", "same", ("乙",), ("丙",)), ("c", "different", ("甲",), ("丙",)),
        ("d", "same", ("丁",), ("戊",)), ("e", "continues", ("1",), ("2",)), ("f", "unrelated", ("2",), ("1",)),
        ("g", "mention", ("m",), ("甲",)), ("h", "no-unit", ("m",), ()), ("i", "mention", ("n",), ("甲",)),
    ]  # fmt: skip
    assert contradictions(decided) == {
        "a": ("c",), "b": ("c",), "c": ("a", "b"), "e": ("f",), "f": ("e",), "g": ("h",), "h": ("g",),
    }  # fmt: skip


def test_undoing_an_undo_restores() -> None:
    def row(id_: str, of: str = "") -> Decision:
        return Decision(id_, "undo" if of else "same", "张三", "2024-01-01", "x", of=of)

    assert undone([row("a"), row("b", "a")]) == {"a"}
    assert undone([row("a"), row("b", "a"), row("c", "b")]) == {"b"}
    assert undone([row("a", "b"), row("b", "a")]) <= {"a", "b"}  # two that undo each other, written by hand: it ends


def test_deciding_twice_is_once_and_again_after_an_undo(built: Path) -> None:
    words = ("same", "青山市水务公司", "青山市水务集团")
    decide(built, *words)
    decide(built, "same", "青山市水务集团", "青山市水务公司")
    assert len(ids(built)) == 1
    decide(built, "undo", ids(built)[0][:4])
    decide(built, *words)
    assert len(set(ids(built))) == 3


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("same", "市水务公司", "青山市水利局"), "2 个单位.*白水市水务公司.*青山市水务公司"),
        (("same", "青山市水务公司", "青山市水务公司"), "已是一个单位"),
        (("same", "青山市水务公司", "青山市水务集囤"), "没有叫.*相近的名称：.*水务集团"),
        (("continues", "old.txt:（九）", "new.txt:（一）"), "没有编号为“（九）”的任务；编号如：（一）、（二）"),
        (("continues", "alt.txt:1", "new.txt:（一）"), "没有这份文件.*new.txt"),
        (("continues", "new.txt:（一）", "new.txt:（一）"), "同一项任务"),
        (("mention", "old.txt:（一）", "市财政局", "青山市水利局"), "没有印“市财政局”；所印的单位有：.*市城建委"),
        (("mention", "old.txt:（一）", "市城建委"), "二者取一"),
        (("undo", "zzz"), "没有编号为“zzz”的判定"),
    ],
)
def test_what_cannot_be_decided_says_why(
    built: Path, words: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert decide(built, *words) == 2
    assert re.search(says, capsys.readouterr().err)
    assert not beside(built / "s").exists()


@pytest.mark.parametrize("words", [("same", "洛阳市水利局", "洛阳市财政局"), ("list",), ("undo", "x")])
def test_without_a_store_nothing_is_decided(
    tmp_path: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert decide(tmp_path, *words) == 4
    assert "zeren build" in capsys.readouterr().err
    assert not beside(tmp_path / "s").exists()


def table(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(["# 人工判定", "\t".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
    return path


def cells(**given: str) -> str:
    row = {
        "id": "a1",
        "claim": "same",
        "unit": "甲局",
        "unit2": "乙局",
        "who": "张三",
        "when": "2024-01-02",
        "why": "x",
    }
    return "\t".join((row | given).get(column, "") for column in COLUMNS)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (cells(claim="merge"), "不认识 'merge'"),
        (cells(why=""), "缺少 why"),
        (cells(who="  "), "缺少 who"),
        (cells(when="2024-1-2"), "YYYY-MM-DD"),
        (cells(when="2024-02-30"), "YYYY-MM-DD"),
        (cells(unit="甲> <b> ; DROP ALL"), "单位的键"),
        (cells(unit="%zz"), "单位的键"),
        (cells(id="../x"), "id 列"),
        (cells(printed="甲"), "printed 列不应有内容"),
        (cells(why="a\x1b[2Jb"), "控制字符"),
        (cells(why="\u202e倒写"), "控制字符"),
        (cells(why="长" * 5000), "过长"),
        (cells(claim="mention", unit2="", document="1" * 63, passage="甲", printed="乙"), "SHA-256"),
        (cells(claim="undo", unit="", unit2="", of="b2"), "b2 不在文件中"),
        (cells() + "\tmore", "15 列"),
        ("<<<<<<< HEAD", "版本合并"),
    ],
)
def test_a_bad_row_is_named_by_file_and_line(tmp_path: Path, row: str, says: str) -> None:
    path = table(tmp_path / "d.tsv", cells(id="ok"), row)
    with pytest.raises(InputError, match=says) as error:
        read(path)
    assert str(error.value).startswith(f"{path}:4")


def test_a_bad_table_stops_a_build_before_it_begins(tmp_path: Path) -> None:
    put(tmp_path / "in", old=OLD)
    table(beside(tmp_path / "s"), cells(claim="?"))
    with pytest.raises(InputError):
        build([tmp_path / "in"], tmp_path / "s", Documents())
    assert not (tmp_path / "s").exists()


def test_tables_that_were_merged_or_saved_elsewhere_are_read(tmp_path: Path) -> None:
    row = cells(why="第一行")
    path = table(tmp_path / "d.tsv", row, "", "# 张三的判定", cells(id="b2", unit="丙局"), row)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert [decision.written for decision in read(path)] == ["a1", "b2"]
    assert read(tmp_path / "none.tsv") == ()


def test_rows_written_by_hand_get_the_id_of_their_content(tmp_path: Path) -> None:
    made = new(Decision("", "same", "张三", "2024-01-02", "x", ("甲局", "乙局")), ())
    undoing = cells(id="", claim="undo", unit="", unit2="", of="a1", why="y")
    path = table(tmp_path / "d.tsv", undoing, cells(id="a1"), cells(id=""), cells(id="b2", why="z"))
    one, other, third = sorted(read(path), key=lambda decision: (decision.claim, decision.why))
    assert (one.id, one.claim, third.claim) == (made.id, "same", "undo")  # the row without an id says the same
    assert undone(read(path)) == {one.id}
    assert len({one.id, other.id, third.id}) == 3
    path = table(path, cells(id="a1"), cells(id="a1", why="另一行"), undoing)
    with pytest.raises(InputError, match="a1 不止一行"):
        read(path)
    assert len(read(table(path, cells(id="a1"), cells(id="a1", why="另一行")))) == 2


def test_a_column_for_people_decides_nothing(built: Path) -> None:
    decide(built, "mention", "old.txt:（一）", "市城建委", "青山市城乡建设局")
    path = beside(built / "s")
    head, row = path.read_text("utf-8").splitlines()
    assert head.split("\t")[-1] == "file"
    assert row.endswith("\told.txt:（一）（2021 年）")
    held = content(built / "s")
    cut = "".join(line.rpartition("\t")[0] + "\n" for line in (head, row))
    path.write_text(cut, "utf-8")  # as a table of before had it
    build([built / "in"], built / "s", Documents())
    assert content(built / "s") == held
    decide(built, "mention", "old.txt:（一）", "市河长办", "--none")
    assert len(read(path)) == 2


@pytest.mark.parametrize("why", ["=1+1", "'引号", "-", "一\t二\n三", '"双引号"', "@某"])
def test_what_is_written_is_what_is_read(tmp_path: Path, why: str) -> None:
    path = tmp_path / "deep" / "d.tsv"
    made = new(Decision("", "same", "张三", "2024-01-02", why, ("甲局", "郑州市/乙")), ())
    append(path, made)
    (found,) = read(path)
    assert found.why == " ".join(why.split())
    assert (found.id, found.units) == (made.id, made.units)
    assert not path.read_text("utf-8").split("\t")[-1].startswith(("=", "+", "-", "@"))


def test_the_decisions_file_can_be_named(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = built / "shared.tsv"
    monkeypatch.setenv("ZEREN_DECISIONS", str(path))
    decide(built, "same", "青山市水务公司", "青山市水务集团")
    assert len(read(path)) == 1
    assert not beside(built / "s").exists()
    assert run(["build", str(built / "in"), "--store", str(built / "s2"), "--decisions", str(path)]) == 0
    assert content(built / "s2") == content(built / "s")


def test_an_unchanged_store_is_left_alone(built: Path) -> None:
    decide(built, "mention", "old.txt:（一）", "市城建委", "青山市城乡建设局")
    held = content(built / "s")
    build([built / "in"], built / "s", Documents())
    assert content(built / "s") == held


@dataclass(frozen=True, slots=True)
class Later(Documents):
    """A later version of the parser: everything is read anew."""

    def stamp(self) -> str:
        return "later"


def test_decisions_are_replayed_when_the_parser_changes(built: Path) -> None:
    for words in EACH:
        decide(built, *words)
    decided = content(built / "s")
    build([built / "in"], built / "s", Later())
    assert content(built / "s") == decided


def test_a_crash_between_two_steps_is_made_good_by_the_next_build(built: Path) -> None:
    decide(built, "mention", "old.txt:（一）", "市城建委", "青山市城乡建设局")
    decide(built, "mention", "old.txt:（一）", "市河长办", "--none")
    decided, before = content(built / "s"), read(beside(built / "s"))
    for state in ((), before[:1], before):  # the plans say one thing, the derived graphs another
        with Store.writing(built / "s") as opened:
            apply(opened, state, namer(opened))
        build([built / "in"], built / "s", Documents())
        assert content(built / "s") == decided


def test_many_decisions_are_weighed_quickly() -> None:
    chain = [(f"s{n:05}", "same", (f"u{n}",), (f"u{n + 1}",)) for n in range(5000)]
    apart = [(f"d{n:05}", "different", (f"v{n}",), (f"u{n}",)) for n in range(500)]
    start = time.process_time()
    assert contradictions([*chain, *apart]) == {}
    found = contradictions([*chain, ("x", "different", ("u0",), ("u5000",))])
    assert time.process_time() - start < 5
    assert len(found["x"]) == 5000
