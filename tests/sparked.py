"""What several tests of Spark share: documents that try it, and a folder under the name of a file system not local."""

import os
import shutil
import signal
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import zeren
from zeren.errors import Trouble
from zeren.lake.filling import fill
from zeren.lake.records import Report
from zeren.loaders.documents import Document, Documents, Loaded

CORPUS = Path(zeren.__file__).parent / "corpus"
KILLS, BREAKS = "杀", "断"


class Deadly(Documents):
    """Reads documents, some of which kill the process that reads them, or the first executor that reads them."""

    __slots__ = ()

    def each(self, documents: Iterable[Document]) -> Iterator[Loaded | Trouble]:
        for document in documents:
            path = Path(document[0])
            if KILLS in path.name:
                os._exit(9)
            if BREAKS in path.name and not path.with_suffix(".was").exists():
                path.with_suffix(".was").touch()
                os.kill(_parent(os.getppid()), signal.SIGKILL)
            yield from Documents.each(self, [document])


def _parent(process: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[1])


def hostile(folder: Path) -> Path:
    """The corpus and documents with bad names, bad contents, no place, or as others are."""
    folder.mkdir(parents=True)
    texts = sorted(CORPUS.glob("*.txt"))
    for file in texts:
        shutil.copy(file, folder)
    (folder / "子 文件夹%20[1]").mkdir()
    shutil.copy(texts[0], folder / "子 文件夹%20[1]" / "再来{一份}#?.txt")
    (folder / "年=2020").mkdir()
    (folder / "年=2020" / "残.txt").write_bytes(texts[1].read_bytes()[:9000])
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
    name = "".join(filter(str.isalnum, folder.name))
    settings = session.sparkContext._jsc.hadoopConfiguration()
    settings.set(f"fs.viewfs.mounttable.{name}.link./data", f"file://{folder}")
    return f"viewfs://{name}/data"


def filled_by_spark(out: str, paths: Iterable[str], documents: Documents | None = None, size: int = 1000) -> Report:
    from zeren.spark.engine import SparkEngine

    engine = SparkEngine(documents or Documents(tables=True), out)
    return fill(engine, list(paths), size=size, progress=lambda *_: None)
