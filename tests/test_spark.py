"""Spark's executors give what one process gives, whatever the documents do to them."""

import gzip
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from laked import filled, quads, tables
from sparked import KILLS, Deadly, abroad, filled_by_spark, hostile
from zeren.errors import InputError, StoreError, UsageError
from zeren.graph.build import Then, build
from zeren.graph.store import Store
from zeren.lake.filling import fill
from zeren.lake.partition import escaped
from zeren.lake.records import Content, Found, Report, Wave, Written
from zeren.lake.work import Pouring
from zeren.loaders.documents import Documents
from zeren.loaders.rows.schema import TABLES

pytest.importorskip("pyspark")
pytestmark = pytest.mark.skipif(not (shutil.which("java") or os.environ.get("JAVA_HOME")), reason="no Java")
HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from zeren.spark.session import session

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(HERE))  # where the executors find `sparked`
        made = session("local[2]")
        yield made
        made.stop()


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = hostile(tmp_path_factory.mktemp("spark") / "in")
    return made


@pytest.fixture(scope="module")
def pool(documents: Path) -> tuple[Path, Report]:
    out = documents.parent / "pool"
    return out, filled(out, [documents], jobs=2)


@pytest.fixture(scope="module")
def by_spark(spark: Any, documents: Path) -> tuple[Path, Report]:  # noqa: ARG001 -- the session that is used
    out = documents.parent / "spark 的%20[表]"
    return out, filled_by_spark(str(out), [str(documents)])


def files(out: Path) -> dict[str, bytes]:
    """The quads of a lake, unpacked, by the folder that they are in."""
    return {file.parent.relative_to(out).as_posix(): gzip.decompress(file.read_bytes()) for file in out.rglob("*.gz")}


def marker(out: Path) -> tuple[str, object]:
    """The marker of a lake of one wave, without how long each file's state on disk can be trusted."""
    (file,) = (out / "_waves").glob("*.json")
    held = json.loads(file.read_text("utf-8"))
    held["contents"] = [[found[:5] for found in content] for content in held["contents"]]
    return file.name, held


def test_spark_writes_what_the_pool_writes(pool: tuple[Path, Report], by_spark: tuple[Path, Report]) -> None:
    assert pool[1] == by_spark[1]
    assert pool[1].written.plans == 7
    assert {trouble.source.rpartition("/")[2] for trouble in pool[1].written.failed} == {"坏.pdf", "空.docx", "大.txt"}
    assert files(pool[0]) == files(by_spark[0])
    assert tables(pool[0]) == tables(by_spark[0])
    assert marker(pool[0]) == marker(by_spark[0])


def test_one_process_and_a_store_say_the_same(documents: Path, pool: tuple[Path, Report], tmp_path: Path) -> None:
    filled(tmp_path / "one", [documents])
    assert files(tmp_path / "one") == files(pool[0])
    assert tables(tmp_path / "one") == tables(pool[0])
    build([documents], tmp_path / "db", Documents(), then=Then(compare=False))
    with Store.reading(tmp_path / "db") as store:
        plans = [graph for graph in store.graphs() if "/graph/plan/" in graph]
        lines = sorted(line.removesuffix("\n") for graph in plans for line in store.nquads(graph))
    assert quads(pool[0]) == lines


def test_a_run_that_was_cut_off_is_taken_up(
    spark: Any,  # noqa: ARG001
    documents: Path,
    pool: tuple[Path, Report],
    tmp_path: Path,
) -> None:
    from zeren.spark.engine import SparkEngine

    class Cut(SparkEngine):
        def write(self, wave: Wave, folder: str) -> Written:
            written = super().write(wave, folder)
            if any((tmp_path / "lake" / "_waves").glob("*.json")):
                raise KeyboardInterrupt
            return written

    with pytest.raises(KeyboardInterrupt):
        fill(Cut(Documents(tables=True), str(tmp_path / "lake")), [str(documents)], size=6, progress=lambda *_: None)
    assert (tmp_path / "lake" / "_pending").exists()
    again = filled_by_spark(str(tmp_path / "lake"), [str(documents)], size=6)
    assert (again.read, again.unchanged) == (4, 6)
    assert quads(tmp_path / "lake") == quads(pool[0])
    assert tables(tmp_path / "lake") == tables(pool[0])


def test_either_engine_takes_up_what_the_other_left(by_spark: tuple[Path, Report], documents: Path) -> None:
    again = filled(by_spark[0], [documents])
    assert (again.read, again.unchanged, again.duplicate) == (0, 10, 1)


def test_columns_have_the_types_of_the_schema(
    spark: Any, by_spark: tuple[Path, Report], pool: tuple[Path, Report]
) -> None:
    words = {"string": "string", "strings": "array<string>", "int": "bigint", "float": "double", "bool": "boolean"}
    for out in (by_spark[0], pool[0]):
        for table, columns in TABLES.items():
            path = f"file://{out}/{table}".replace("[", "\\[").replace("]", "\\]")
            types = dict(spark.read.parquet(path).dtypes)
            assert {c.name: types[c.name] for c in columns} == {c.name: words[c.kind] for c in columns}
            assert (types["jurisdiction"], types["year"]) == ("string", "bigint")


def test_another_file_system_gives_the_same(spark: Any, documents: Path, pool: tuple[Path, Report]) -> None:
    base = abroad(spark, documents.parent)
    out = documents.parent / "abroad"
    filled_by_spark(f"{base}/abroad", [f"{base}/in"], size=4)
    assert quads(out) == quads(pool[0])
    said = {table: sorted(r.replace(base, str(documents.parent)) for r in held) for table, held in tables(out).items()}
    assert said == tables(pool[0])
    again = filled_by_spark(f"{base}/abroad", [f"{base}/in"], size=4)
    assert (again.read, again.unchanged) == (0, 10)
    part = filled_by_spark(f"{base}/part", [f"{base}/in/00[0-2]*.txt", f"{base}/in/子 文件夹%20[1]"])
    assert (part.written.plans, part.duplicate) == (3, 1)
    for nothing in ("nothing", "nothing*", "in/00*.docx"):
        with pytest.raises(InputError, match="找不到文件"):
            filled_by_spark(f"{base}/part", [f"{base}/{nothing}"])


def test_a_file_system_refuses_a_second_run(spark: Any, tmp_path: Path) -> None:
    from zeren.spark.hadoop import HadoopFiles

    out = HadoopFiles(spark, f"{abroad(spark, tmp_path)}/lake")
    with out.locked(), pytest.raises(StoreError, match="另一个任务"), out.locked():
        pass
    out.write("a/b.json", "一")
    out.write("a/b.json", "二")
    assert (out.names("a"), out.read("a/b.json"), out.names("none")) == (["b.json"], "二", [])
    with pytest.raises(StoreError, match="作业失败"):
        out.read("none")


def test_what_cannot_be_fetched_is_a_finding(spark: Any, tmp_path: Path) -> None:
    from zeren.spark.reading import Reading

    base = abroad(spark, tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "_名.txt").write_text("一", "utf-8")
    (tmp_path / "in" / "烂.txt").write_text("二", "utf-8")
    (tmp_path / "in" / ".烂.txt.crc").write_bytes(b"crc\0\0\0\2\0\0\0\0\0")  # not its checksum
    report = filled_by_spark(f"{base}/lake", [f"{base}/in"])
    assert sorted(trouble.problem for trouble in report.written.failed) == [
        "Spark 不读名称以“_”开头的文件", "读不出文件的内容",
    ]  # fmt: skip
    gone = [Content((Found(f"{base}/in/{name}.txt", 3, 0, name * 64),)) for name in "ab"]
    pouring = Pouring(Documents(tables=True), Documents().stamp())
    with Reading(spark, pouring).of(gone) as (records, written):
        assert [trouble.problem for trouble in written.failed] == ["读取时文件不在了，或正在变动"] * 2
        assert records.count() == 2


def test_a_document_that_kills_its_reader_costs_itself_alone(
    spark: Any,  # noqa: ARG001
    documents: Path,
    pool: tuple[Path, Report],
    tmp_path: Path,
) -> None:
    shutil.copy(documents / "无处.txt", tmp_path)
    killer = tmp_path / f"{KILLS}.txt"
    killer.write_text("三", "utf-8")
    report = filled_by_spark(str(tmp_path / "lake"), [str(tmp_path)], Deadly(tables=True))
    assert [(trouble.source, trouble.problem) for trouble in report.written.failed] == [(str(killer), "读取时进程崩溃")]
    assert report.written.plans == 1
    assert set(quads(tmp_path / "lake")) <= set(quads(pool[0]))


def test_partitions_are_named_as_spark_names_them(spark: Any) -> None:
    java = spark.sparkContext._jvm.org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils
    every = "".join(chr(code) for code in range(1, 0x100)) + "郑州市〔〕"
    assert escaped(every) == java.escapePathName(every)


def test_other_code_on_an_executor_is_refused() -> None:
    from zeren.spark.share import Share

    with pytest.raises(StoreError, match="同一版"):
        Share(Pouring(Documents(tables=True), "another"))([])


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--engine", "spark"], "--out"),
        (["--master", "local[2]"], "--out"),
        (["--master", "local[2]", "--out", "x"], "--engine spark"),
        (["--out", "hdfs://host/x"], "--engine spark"),
    ],
)
def test_options_that_do_not_fit_are_told(options: list[str], told: str, tmp_path: Path) -> None:
    command = [sys.executable, "-P", "-m", "zeren", "build", *options]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == UsageError.exit_code
    assert told in done.stderr
    assert not list(tmp_path.iterdir())


def test_missing_java_and_pyspark_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from zeren.spark.session import session

    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="Java 17"):
        session("local[2]")
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(UsageError, match=r"zeren\[spark\]"):
        session("local[2]")
