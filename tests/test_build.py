"""Building: what becomes of each file, and that any chain of builds gives what one full build gives."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from zeren.errors import InputError, UsageError
from zeren.graph import manifest
from zeren.graph.build import BuildReport, build
from zeren.graph.export import nquads
from zeren.graph.pool import ordered
from zeren.graph.store import Store
from zeren.loaders.documents import Documents, Loaded


def plan(city: str, unit: str) -> str:
    return (
        f"{city}2023年河道整治工作方案\n\n一、主要任务\n（一）清理河道。按照《{city}河道管理办法》，6月底前完成。\n"
        f"牵头单位：市水利局\n责任单位：{unit}，各区人民政府\n"
    )


def put(folder: Path, **texts: str) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def run(folder: Path, *paths: Path, jobs: int = 1, documents: Documents | None = None) -> BuildReport:
    return build(list(paths) or [folder / "in"], folder / "s", documents or Documents(), jobs=jobs)


def content(store: Path) -> str:
    with Store.reading(store) as opened:
        return nquads(opened)


def fresh(folder: Path, *paths: Path) -> str:
    """What one build of the files as they are now gives."""
    other = folder / "fresh"
    build(list(paths) or [folder / "in"], other, Documents())
    text = content(other)
    for file in sorted(other.iterdir()):
        file.unlink()
    other.rmdir()
    return text


def outcomes(report: BuildReport) -> dict[str, list[str]]:
    found = {
        name: [Path(p).stem for p in getattr(report, name)]
        for name in ("added", "replaced", "unchanged", "removed", "duplicate")
    }
    found["failed"] = [Path(error.source).stem for error in report.failed]
    return {name: files for name, files in found.items() if files}


def test_the_life_of_files(tmp_path: Path) -> None:
    box = tmp_path / "in"
    put(box, a=plan("北海市", "市财政局"), b=plan("南河市", "市公安局"))
    assert outcomes(run(tmp_path)) == {"added": ["a", "b"]}
    assert outcomes(run(tmp_path)) == {"unchanged": ["a", "b"]}
    put(box, a=plan("北海市", "市教育局"), c=plan("南河市", "市公安局"), d="")
    assert outcomes(run(tmp_path)) == {"replaced": ["a"], "unchanged": ["b"], "duplicate": ["c"], "failed": ["d"]}
    assert content(tmp_path / "s") == fresh(tmp_path)
    (box / "b.txt").unlink()
    assert outcomes(run(tmp_path)) == {"unchanged": ["a"], "removed": ["b"], "replaced": ["c"], "failed": ["d"]}
    assert content(tmp_path / "s") == fresh(tmp_path)
    assert "市财政局" not in content(tmp_path / "s")
    assert '"b.txt"' not in content(tmp_path / "s")


def test_a_build_without_change_writes_nothing(tmp_path: Path) -> None:
    put(tmp_path / "in", a=plan("北海市", "市财政局"))
    run(tmp_path)
    before = kept(tmp_path / "s")
    run(tmp_path)
    assert kept(tmp_path / "s") == before


def kept(store: Path) -> list[str]:
    """The book-keeping, without the states of files on disk: one that is too new is taken down by the next build."""
    with Store.reading(store) as opened:
        return [line for line in opened.nquads("urn:zeren:manifest") if "store#seen" not in line]


def test_when_all_are_gone_nothing_is_left_behind(tmp_path: Path) -> None:
    put(tmp_path / "in", a=plan("北海市", "市财政局"))
    run(tmp_path)
    (tmp_path / "in" / "a.txt").unlink()
    report = run(tmp_path)
    assert outcomes(report) == {"removed": ["a"]}
    assert report.nothing_read
    with Store.reading(tmp_path / "s") as store:
        assert store.graphs() == ["https://w3id.org/zeren/graph/codes"]


def test_plans_from_elsewhere_stay(tmp_path: Path) -> None:
    put(tmp_path / "in", a=plan("北海市", "市财政局"))
    put(tmp_path / "other", b=plan("南河市", "市公安局"))
    run(tmp_path)
    assert outcomes(run(tmp_path, tmp_path / "other")) == {"added": ["b"]}
    assert content(tmp_path / "s") == fresh(tmp_path, tmp_path / "in", tmp_path / "other")


def test_a_named_file_that_is_gone_is_removed_and_a_folder_that_is_gone_is_not(tmp_path: Path) -> None:
    box = tmp_path / "in"
    put(box, a=plan("北海市", "市财政局"), b=plan("南河市", "市公安局"))
    run(tmp_path)
    (box / "a.txt").unlink()
    assert outcomes(run(tmp_path, box / "a.txt")) == {"removed": ["a"]}
    box.rename(tmp_path / "away")
    report = run(tmp_path)
    assert outcomes(report) == {"failed": ["in"]}
    assert "南河市" in content(tmp_path / "s")


def test_two_files_that_swap_their_contents(tmp_path: Path) -> None:
    box = tmp_path / "in"
    first, second = plan("北海市", "市财政局"), plan("南河市", "市公安局")
    put(box, a=first, b=second)
    run(tmp_path)
    put(box, a=second, b=first)
    run(tmp_path)
    assert content(tmp_path / "s") == fresh(tmp_path)


def test_a_file_that_becomes_unreadable_loses_its_plan(tmp_path: Path) -> None:
    box = tmp_path / "in"
    put(box, a=plan("北海市", "市财政局"))
    run(tmp_path)
    (box / "a.txt").write_bytes(b"")
    report = run(tmp_path)
    assert outcomes(report) == {"failed": ["a"]}
    assert report.nothing_read
    assert content(tmp_path / "s") == fresh(tmp_path)


@pytest.mark.parametrize("seed", range(4))
def test_any_chain_of_builds_gives_what_one_build_gives(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- a seeded choice of steps, no secret
    box = tmp_path / "in"
    box.mkdir()
    texts = ["", *(plan(city, unit) for city in ("北海市", "南河市") for unit in ("市财政局", "市公安局"))]
    for _ in range(5):
        for name in "abcd":
            if chance.random() < 0.3:
                (box / f"{name}.txt").unlink(missing_ok=True)
            elif chance.random() < 0.6:
                put(box, **{name: chance.choice(texts)})
        run(tmp_path)
        assert content(tmp_path / "s") == fresh(tmp_path)


@dataclass(frozen=True)
class Newer(Documents):
    """The same reader, of another state of the code."""

    def stamp(self) -> str:
        return "f" * 32


def test_other_code_reads_again(tmp_path: Path) -> None:
    put(tmp_path / "in", a=plan("北海市", "市财政局"))
    run(tmp_path)
    assert outcomes(run(tmp_path, documents=Newer())) == {"replaced": ["a"]}
    assert outcomes(run(tmp_path, documents=Newer())) == {"unchanged": ["a"]}


@dataclass(frozen=True)
class Faulty(Documents):
    """A reader with a fault of its own."""

    def load(self, path: Path, name: str) -> Loaded:
        if name == "b.txt":
            raise RecursionError("too deep")
        return super().load(path, name)


def test_each_of_many_files_of_one_bad_content_is_named(tmp_path: Path) -> None:
    put(tmp_path / "in", a="", b="", c="")
    failed = run(tmp_path).failed
    assert [Path(error.source).name for error in failed] == ["a.txt", "b.txt", "c.txt"]
    assert {error.problem for error in failed} == {"文件是空的"}


def test_a_fault_in_one_document_is_one_failed_line(tmp_path: Path) -> None:
    put(tmp_path / "in", a=plan("北海市", "市财政局"), b=plan("南河市", "市公安局"), c=plan("南河市", "市司法局"))
    report = run(tmp_path, documents=Faulty())
    assert outcomes(report) == {"added": ["a", "c"], "failed": ["b"]}
    assert "too deep" in str(report.failed[0])
    assert not report.nothing_read


def test_a_store_keeps_its_base(tmp_path: Path) -> None:
    put(tmp_path / "in", a=plan("北海市", "市财政局"))
    run(tmp_path)
    with pytest.raises(UsageError, match="前缀"):
        run(tmp_path, documents=Documents("https://example.org/"))


def test_names_that_are_no_utf8(tmp_path: Path) -> None:
    box = tmp_path / "in"
    box.mkdir()
    name = os.fsdecode(b"\xb1\xb1\xba\xa3.txt")
    try:
        (box / name).write_text(plan("北海市", "市财政局"), encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 only")
    assert len(run(tmp_path).added) == 1
    assert len(run(tmp_path).unchanged) == 1


def test_progress_and_counts(tmp_path: Path) -> None:
    put(tmp_path / "in", a=plan("北海市", "市财政局"), b="")
    seen: list[tuple[str, str, int, int]] = []
    report = build([tmp_path / "in"], tmp_path / "s", Documents(), progress=lambda *step: seen.append(step))
    assert [(kind, Path(path).stem, done, total) for kind, path, done, total in seen] == [
        ("added", "a", 1, 2),
        ("failed", "b", 2, 2),
    ]
    assert report.tasks == 1


def test_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    assert run(tmp_path).nothing_read
    assert run(tmp_path, tmp_path / "none").nothing_read


def test_shared_descriptions_stand_once_and_go_with_the_last_plan(tmp_path: Path) -> None:
    box = tmp_path / "in"
    put(box, a=plan("北海市", "市财政局"), b=plan("北海市", "市公安局"))
    run(tmp_path)
    label = (
        '<https://w3id.org/zeren/id/unit/北海市水利局> <http://www.w3.org/2004/02/skos/core#prefLabel> "北海市水利局"'
    )
    assert content(tmp_path / "s").count(label) == 1
    (box / "a.txt").unlink()
    run(tmp_path)
    assert content(tmp_path / "s").count(label) == 1
    assert "北海市财政局" not in content(tmp_path / "s")


def test_a_plan_that_another_one_cites_is_that_work(tmp_path: Path) -> None:
    box = tmp_path / "in"
    cited = plan("北海市", "市公安局")
    citing = cited.replace("2023年河道整治", "2024年防汛").replace("北海市河道管理办法", "北海市2023年河道整治工作方案")
    put(box, a=cited, b=citing)
    run(tmp_path)
    same = [line for line in content(tmp_path / "s").splitlines() if "owl#sameAs" in line]
    assert len(same) == 1
    assert same[0].startswith("<https://w3id.org/zeren/id/policy/北海市2023年河道整治工作方案> ")
    (box / "a.txt").unlink()
    run(tmp_path)
    assert "owl#sameAs" not in content(tmp_path / "s")


def test_a_crash_costs_one_piece(tmp_path: Path) -> None:
    script = tmp_path / "crash.py"
    script.write_text(
        "import os\nfrom zeren.graph.pool import ordered\n"
        "def work(n):\n    if n == 3:\n        os._exit(9)\n    return n * 10\n"
        "if __name__ == '__main__':\n    print(list(ordered(work, range(6), 2, lambda n: -n)))\n"
    )
    answer = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert answer.stdout == "[0, 10, 20, -3, 40, 50]\n"


def test_one_job_stays_in_this_process() -> None:
    assert list(ordered(lambda n: os.getpid() + n, [0], 1, lambda n: n)) == [os.getpid()]


KILLED = """
import sys
from pathlib import Path
from zeren.graph.build import build
from zeren.loaders.documents import Documents
if __name__ == "__main__":
    build([Path(sys.argv[1])], Path(sys.argv[2]), Documents(), progress=lambda *step: print(*step, flush=True))
"""


@pytest.mark.parametrize("wait", [0.0, 0.02, 0.08])
def test_a_killed_build_leaves_each_plan_before_or_after(tmp_path: Path, wait: float) -> None:
    box, script = tmp_path / "in", tmp_path / "killed.py"
    script.write_text(KILLED)
    cities = [f"第{n}市" for n in range(30)]
    put(box, **{f"f{n:02}": plan(city, "市财政局") for n, city in enumerate(cities)})
    run(tmp_path)
    before = graphs(tmp_path / "s")
    put(box, **{f"f{n:02}": plan(city, "市公安局") for n, city in enumerate(cities)})
    after = {line for graph in graphs_of(tmp_path, box) for line in graph}
    with subprocess.Popen([sys.executable, script, box, tmp_path / "s"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        process.stdout.readline()
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
    now = graphs(tmp_path / "s")
    assert len(now) == len(cities)
    assert all(graph in before or graph <= after for graph in now)
    run(tmp_path)
    assert content(tmp_path / "s") == fresh(tmp_path)


def graphs(store: Path) -> list[frozenset[str]]:
    with Store.reading(store, unfinished=True) as opened:
        return [frozenset(opened.nquads(entry.graph)) for entry in manifest.plans(opened).values()]


def graphs_of(folder: Path, box: Path) -> list[frozenset[str]]:
    build([box], folder / "after", Documents())
    return graphs(folder / "after")


def test_the_finder_is_asked_for_each_path(tmp_path: Path) -> None:
    put(tmp_path / "in", a=plan("北海市", "市财政局"))

    @dataclass(frozen=True)
    class Picky(Documents):
        asked: list[list[Path]] = field(default_factory=list)

        def find(self, paths: Iterable[Path]) -> list[Path]:
            self.asked.append(list(paths))
            if "bad" in str(self.asked[-1]):
                raise InputError("bad", "读不了", "换一个")
            return super().find(self.asked[-1])

    report = build([tmp_path / "bad", tmp_path / "in"], tmp_path / "s", Picky())
    assert outcomes(report) == {"added": ["a"], "failed": ["bad"]}


def test_a_report_is_joined_to_the_tasks_that_it_names(corpus_store: Path) -> None:
    """The report of 2025 builds on the 智慧城管 platform that the plans of 2018 set up, and names no common wording."""
    with Store.reading(corpus_store) as store:
        rows = store.select(
            "PREFIX zr: <https://w3id.org/zeren/ns#> PREFIX dcterms: <http://purl.org/dc/terms/> "
            "SELECT ?practice ?task { ?p zr:reportsOn ?t ; dcterms:title ?practice . ?t dcterms:title ?task }"
        )
    assert sorted(rows) == [("抓能力强素质", "加快智慧城管建设"), ("抓能力强素质", "智慧城管建设")]
