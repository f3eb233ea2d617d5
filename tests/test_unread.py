"""What could not be read is told in few lines, however many files there are."""

import json
import sys
from pathlib import Path

import pytest
from zeren import progress, unread
from zeren.cli import run
from zeren.errors import Trouble


def empty(count: int) -> list[Trouble]:
    return [Trouble(f"/夹/{n:03}.txt", "文件是空的", "请确认") for n in range(count)]


def test_a_few_files_are_named_one_by_one_in_the_order_given() -> None:
    troubles = [Trouble("b.txt", "甲", "乙"), Trouble("a.txt", "丙", "丁")]
    assert list(unread.told(troubles, "表")) == ["未读入：b.txt: 甲; 乙", "未读入：a.txt: 丙; 丁"]
    assert len(list(unread.told(empty(20), "表"))) == 20
    assert list(unread.told([], "表")) == []


def test_many_files_are_told_by_their_reasons() -> None:
    large = [Trouble(f"/夹/{n}.pdf", f"文件有 {n} MB，超过上限（{n}）", "请拆分") for n in (900, 400, 500, 600)]
    assert list(unread.told([*large, *empty(25)], "表")) == [
        "未读入：/夹/000.txt: 文件是空的; 请确认",
        "未读入：/夹/001.txt: 文件是空的; 请确认",
        "未读入：/夹/002.txt: 文件是空的; 请确认",
        "　　　　同样的另有 22 份：文件是空的",
        "未读入：/夹/400.pdf: 文件有 400 MB，超过上限（400）; 请拆分",
        "未读入：/夹/500.pdf: 文件有 500 MB，超过上限（500）; 请拆分",
        "未读入：/夹/600.pdf: 文件有 600 MB，超过上限（600）; 请拆分",
        "　　　　同样的另有 1 份：文件有 … MB，超过上限…",
        "未读入的共 29 份，全部见 表",
    ]


def test_many_reasons_do_not_flood_the_terminal() -> None:
    troubles = [Trouble(f"{n}.txt", "错" * (n + 1), "") for n in range(1000)]
    lines = list(unread.told(troubles, "表"))
    assert len(lines) == 8 + 2
    assert lines[-2:] == ["　　　　另有 992 份，原因各不相同", "未读入的共 1000 份，全部见 表"]


def test_a_name_cannot_steer_the_terminal() -> None:
    (line,) = unread.told([Trouble("a\x1b[2J\n\u202e.txt", "坏", "改")], "表")
    assert line == "未读入：a[2J .txt: 坏; 改"


@pytest.mark.parametrize("where", ["--store", "--out"])
def test_a_build_of_many_bad_files_is_short_on_stderr_and_whole_in_json(
    where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "夹"
    folder.mkdir()
    for n in range(60):  # no two alike: one content is one trouble in a lake
        (folder / f"{n:02}.docx").write_text(f"坏 {n}", "utf-8")
    (folder / "好.txt").write_text("石泉市2023年工作要点\n1.更新校车9辆。（责任单位：市教育局）\n", "utf-8")
    assert run(["build", str(folder), where, str(tmp_path / "out"), "--json"]) == 0
    shown = capsys.readouterr()
    told = [line for line in shown.err.splitlines() if not line.startswith("已")]
    assert len([line for line in told if line.startswith("未读入：")]) == 3
    assert len(told) < 10
    assert any("同样的另有 57 份" in line for line in told)
    counts = json.loads(shown.out)
    assert counts["failed"] == len(counts["unread"]) == 60
    assert {Path(one["source"]).name for one in counts["unread"]} == {f"{n:02}.docx" for n in range(60)}
    assert all(one["problem"] and one["advice"] for one in counts["unread"])


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(progress, "monotonic", found)
    return found


def lines_of(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().err.splitlines()


def test_a_short_build_says_nothing_of_how_far_it_is(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    told = progress.Told()
    for done in range(1, 61):
        clock.now += 0.05
        told("added", "a.txt", done, 60)
    assert lines_of(capsys) == []


def test_a_long_build_tells_how_far_and_how_fast_it_is(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    told = progress.Told()
    for count in (1000, 2000, 3000):
        clock.now += 4
        told("seen", "a.txt", count, 0)
    assert lines_of(capsys) == ["已查看 2000 份文件"]
    clock.now = 108.0
    for done in range(1, 601):
        clock.now += 0.5
        told("added", "a.txt", done, 600)
    shown = lines_of(capsys)
    # The last line was at 8 s; a wait is 5 s and a twentieth of the time since the start: 6 s, till 14 s.
    assert 15 < len(shown) < 40
    assert shown[0] == "已处理 12/600 份文件，每秒 2.0 份，约余 5 分钟"
    assert shown[-1] == "已处理 600/600 份文件，每秒 2.0 份"


def test_a_build_of_days_tells_of_itself_each_minute(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    told = progress.Told()
    for done in range(1, 86_401):
        clock.now += 1
        told.read(done, 1_000_000)
    assert 1440 <= len(lines_of(capsys)) < 1500


def test_on_a_terminal_it_is_one_line_which_no_name_can_leave(
    clock: Clock, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress.Told() as told:
        for done in range(1, 1001):
            clock.now += 0.25
            told("added", "/夹/a\x1b[2J\nb.txt", done, 1000)
    shown = capsys.readouterr().err
    assert "\n" not in shown
    assert shown.count("\r") <= 1001
    assert "已处理 500/1000 份文件，每秒 4.0 份，约余 2 分钟 a[2J b.txt" in shown
    assert "\x1b[2J" not in shown
    assert shown.endswith("\r\x1b[K")


def test_a_line_is_cut_to_the_columns_there_are() -> None:
    assert progress.fitting("甲乙丙", 5) == "甲乙"
    assert progress.fitting("甲a乙", 3) == "甲a"
    assert progress.fitting("", 0) == ""
