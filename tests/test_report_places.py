"""A report over several places: a chapter each, nothing of two mixed; what persons decided named and cited."""

from pathlib import Path

import pytest
from zeren.cli import run
from zeren.graph.build import build
from zeren.graph.report import gathering
from zeren.graph.report.gathering import gathered
from zeren.graph.report.records import ReportData
from zeren.graph.store import Store
from zeren.loaders.documents import Documents

GREEN_2021 = """青山市2021年河道整治工作方案

一、主要任务
（一）清理河道。6月底前完成全市河道清淤，建立河道台账。
牵头单位：市水利局
责任单位：市城建委
（二）建设水厂。新建水厂两座。
牵头单位：市水务公司
责任单位：市水利局
"""
GREEN_2023 = """青山市2023年河道整治工作方案

一、主要任务
（一）清理河道。9月底前完成全市河道清淤，建立河道台账。
牵头单位：市水利局
责任单位：市财政局
"""
WHITE = """白水市2023年河道整治工作方案

一、主要任务
（一）清理河道。9月底前完成全市河道清淤，建立河道台账。
牵头单位：市水利局
责任单位：市水务公司
"""


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A folder with the store `s` of three plans of two places in `in`."""
    (tmp_path / "in").mkdir()
    for name, text in {"g21": GREEN_2021, "g23": GREEN_2023, "w23": WHITE}.items():
        (tmp_path / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
    build([tmp_path / "in"], tmp_path / "s", Documents())
    return tmp_path


def read(folder: Path, place: str | None = None) -> ReportData:
    with Store.reading(folder / "s") as store:
        return gathered(store, place)


def test_each_place_has_its_own_chapter_the_largest_first(built: Path) -> None:
    green, white = read(built).chapters
    assert (green.place, green.years, [s.file for s in green.sources]) == (
        "青山市",
        (2021, 2023),
        ["g21.txt", "g23.txt"],
    )
    assert (white.place, white.years, [s.file for s in white.sources]) == ("白水市", (2023,), ["w23.txt"])
    (link,) = green.continuity.links
    assert (link.earlier.file, link.later.file) == ("g21.txt", "g23.txt")
    assert {d.file for d in green.duties} == {"g21.txt", "g23.txt"}
    assert [o.duty.title for o in green.continuity.dropped] == ["建设水厂"]
    assert (white.continuity.links, white.continuity.new) == ((), ())
    assert {(r.unit, r.lead, r.responsible) for r in white.loads} == {("白水市水利局", 1, 0), ("白水市水务公司", 0, 1)}


def test_a_report_of_one_place_lists_its_documents_and_names_all_data(built: Path) -> None:
    whole, white = read(built), read(built, "白水")
    assert [s.file for s in white.sources] == ["w23.txt"]
    assert [c.place for c in white.chapters] == ["白水市"]
    assert white.fingerprint == whole.fingerprint
    assert len(white.hashes) == 3


def test_places_beyond_the_largest_are_named(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(gathering, "MOST", 1)
    out = built / "r.html"
    assert run(["report", str(out), "--store", str(built / "s")]) == 0
    said = capsys.readouterr()
    assert "2 份文件，3 项任务" in said.out
    assert "未写 白水市；用 --place 选一个" in said.err
    assert "另有 1 个未列：白水市" in out.read_text("utf-8")
    assert run(["report", str(out), "--place", "白水市", "--store", str(built / "s")]) == 0
    assert "1 份文件，1 项任务" in capsys.readouterr().out


def test_an_unknown_place_says_which_there_are(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", str(built / "r.html"), "--place", "黑土市", "--store", str(built / "s")]) == 2
    assert "有的是：青山市、白水市" in capsys.readouterr().err
    assert not (built / "r.html").exists()


def test_decisions_are_listed_and_change_the_fingerprint(built: Path) -> None:
    before = read(built)
    sign = ["--who", "王某", "--when", "2026-03-01", "--store", str(built / "s")]
    assert run(["decide", "unrelated", "g21.txt:（一）", "g23.txt:（一）", "--why", "河道不同", *sign]) == 0
    after = read(built)
    (one,) = after.judgements
    assert (one.who, one.when, one.why, one.standing) == ("王某", "2026-03-01", "河道不同", "in-force")
    assert "无关" in one.words
    assert after.chapters[0].continuity.links == ()
    assert (before.judgements, before.fingerprint == after.fingerprint) == ((), False)
    assert run(["decide", "undo", one.id, *sign]) == 0
    assert (read(built).judgements, read(built).fingerprint) == ((), before.fingerprint)
