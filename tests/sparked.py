"""What several tests of Spark share: documents that try it, a lake filled by it, a file system that is not local."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import zeren
from zeren.lake.filling import fill
from zeren.lake.records import Report
from zeren.loaders.documents import Documents

CORPUS = Path(zeren.__file__).parent / "corpus"


def hostile(folder: Path) -> Path:
    """The corpus and documents with bad names, bad contents, no place, or as others are."""
    folder.mkdir(parents=True)
    texts = sorted(CORPUS.glob("*.txt"))
    for file in texts:
        shutil.copy(file, folder)
    (folder / "子 文件夹%20[1]").mkdir()
    shutil.copy(texts[0], folder / "子 文件夹%20[1]" / "再来{一份}#?.txt")
    (folder / "年=2020").mkdir()
    cut = texts[1].read_bytes()[:9000]
    (folder / "年=2020" / "残.txt").write_bytes(cut)
    (folder / "无处.txt").write_text(
        "关于做好工作的通知\n\n一、做好工作\n（一）做好工作。\n牵头单位：办公室\n", "utf-8"
    )
    (folder / "坏.pdf").write_bytes(b"no pdf")
    (folder / "空.docx").touch()
    with (folder / "大.txt").open("wb") as huge:
        huge.truncate(2 << 30)
    return folder


def abroad(session: Any, folder: Path) -> str:
    """Another name for a folder, by way of Hadoop: `viewfs:` is no local file system to Spark or to zeren."""
    name = folder.name.replace("_", "-")
    session.sparkContext._jsc.hadoopConfiguration().set(f"fs.viewfs.mounttable.{name}.link./data", folder.as_uri())
    return f"viewfs://{name}/data"


def filled_by_spark(out: str | Path, paths: Sequence[str | Path], *, size: int = 1000) -> Report:
    from zeren.spark.engine import SparkEngine

    engine = SparkEngine(Documents(tables=True), str(out))
    return fill(engine, list(map(str, paths)), size=size, progress=lambda *_: None)
