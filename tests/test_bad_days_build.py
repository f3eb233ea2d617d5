"""Bad days of a build: files too large, changed behind its back, a full disk, two builds at once."""

import hashlib
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from zeren.errors import StoreError
from zeren.graph import manifest
from zeren.graph.build import BuildReport, Then, build
from zeren.graph.export import nquads
from zeren.graph.store import Store
from zeren.graph.survey import Survey, survey
from zeren.loaders.documents import Documents

GB = 2**30


def plan(unit: str) -> str:
    return f"北海市2023年河道整治工作方案\n\n（一）清理河道。6月底前完成。\n牵头单位：市水利局\n责任单位：{unit}\n"


def put(folder: Path, **texts: str) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def run(folder: Path) -> BuildReport:
    return build([folder / "in"], folder / "s", Documents(), then=Then(compare=False))


def content(store: Path) -> str:
    with Store.reading(store) as opened:
        return nquads(opened)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a minute later than the files were written."""
    monkeypatch.setattr(time, "time_ns", lambda now=time.time_ns: now() + 60_000_000_000)


def unread(*_: object) -> None:
    raise AssertionError("a file was read that had not changed")


@pytest.mark.usefixtures("later")
def test_a_file_that_looks_as_it_did_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "in", a=plan("市财政局"), b=plan("市公安局"))
    run(tmp_path)
    before = content(tmp_path / "s")
    monkeypatch.setattr(hashlib, "file_digest", unread)
    assert len(run(tmp_path).unchanged) == 2
    assert content(tmp_path / "s") == before


@pytest.mark.usefixtures("later")
def test_a_change_of_one_size_under_one_time_is_found(tmp_path: Path) -> None:
    put(tmp_path / "in", a=plan("市财政局"))
    run(tmp_path)
    file = tmp_path / "in" / "a.txt"
    status = file.stat()
    put(tmp_path / "in", a=plan("市公安局"))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (status.st_size, status.st_mtime_ns)
    assert len(run(tmp_path).replaced) == 1
    assert "市公安局" in content(tmp_path / "s")


def test_a_state_that_is_too_new_to_be_told_is_not_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "in", a=plan("市财政局"))
    run(tmp_path)
    with Store.reading(tmp_path / "s") as store:
        assert [known.mark for known in manifest.files(store).values()] == [""]
    monkeypatch.setattr(time, "time_ns", lambda now=time.time_ns: now() + 60_000_000_000)
    run(tmp_path)
    with Store.reading(tmp_path / "s") as store:
        assert all(known.mark for known in manifest.files(store).values())


def test_two_gigabytes_are_refused_without_being_read(tmp_path: Path) -> None:
    put(tmp_path / "in", a=plan("市财政局"))
    with (tmp_path / "in" / "big.txt").open("wb") as file:
        file.truncate(2 * GB)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    report = run(tmp_path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 500_000, "kilobytes"
    assert [Path(error.source).name for error in report.failed] == ["big.txt"]
    assert "2048 MB，超过 256 MB 的上限" in str(report.failed[0])
    assert "拆分" in report.failed[0].advice
    assert len(report.added) == 1


def test_a_survey_of_many_files_tells_how_far_it_is(tmp_path: Path) -> None:
    for n in range(2001):
        (tmp_path / f"{n}.txt").touch()
    told: list[int] = []
    seen: Survey = survey([tmp_path], {}, Documents().find, 10, lambda _, count: told.append(count))
    assert told == [1000, 2000]
    assert len(seen.found) == 2001


def test_a_second_build_at_once_is_refused_and_told_what_to_do(tmp_path: Path) -> None:
    put(tmp_path / "in", a=plan("市财政局"))
    run(tmp_path)
    before = content(tmp_path / "s")
    put(tmp_path / "in", b=plan("市公安局"))
    with Store.writing(tmp_path / "s"), pytest.raises(StoreError, match="另一个进程正在使用；请等它结束"):
        run(tmp_path)
    assert content(tmp_path / "s") == before
    assert len(run(tmp_path).added) == 1


LIMITED = """
import resource, sys
from pathlib import Path
from zeren.cli import run
if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
    sys.exit(run(["build", sys.argv[2], "--no-compare", "--store", sys.argv[3]]))
"""


def plans_in(store: Path) -> dict[str, list[str]]:
    with Store.reading(store, unfinished=True) as opened:
        return {graph: opened.nquads(graph) for graph in opened.graphs() if "/graph/plan/" in graph}


def test_a_disk_that_takes_no_more_leaves_nothing_half_written(tmp_path: Path) -> None:
    put(tmp_path / "in", a=plan("市财政局"))
    run(tmp_path)
    before = set(plans_in(tmp_path / "s"))
    put(tmp_path / "in", **{f"b{n}": plan(f"市第{n}处") * 4 for n in range(8)})
    build([tmp_path / "in"], tmp_path / "fresh", Documents(), then=Then(compare=False))
    whole = plans_in(tmp_path / "fresh")
    for most in (90_000, 150_000):
        args = [sys.executable, "-P", "-c", LIMITED, str(most), str(tmp_path / "in"), str(tmp_path / "s")]
        ended = subprocess.run(args, capture_output=True, text=True, check=False)
        assert ended.returncode == StoreError.exit_code, ended.stderr
        assert "请腾出空间" in ended.stderr
        left = plans_in(tmp_path / "s")
        assert before <= set(left)
        assert all(lines == whole[graph] for graph, lines in left.items())
    assert not run(tmp_path).failed
    assert content(tmp_path / "s") == content(tmp_path / "fresh")


AT_WORK = """
import multiprocessing, time
from zeren.graph.pool import ordered
answers = ordered(time.sleep, [0, 600, 600, 600], 2, repr)
next(answers)
print(*[child.pid for child in multiprocessing.active_children()], flush=True)
next(answers)
"""


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
def test_no_worker_outlives_a_build_that_was_killed() -> None:
    with subprocess.Popen([sys.executable, "-P", "-c", AT_WORK], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        workers = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(workers) == 2
        assert all(map(lives, workers))
        parent.kill()
    end = time.monotonic() + 30
    while any(map(lives, workers)) and time.monotonic() < end:
        time.sleep(0.05)
    left = [pid for pid in workers if lives(pid)]
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert not left
