"""What is done with one file or one content, in whichever process or executor that happens."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError, Trouble
from ..graph.manifest import Known
from ..graph.survey import state
from ..loaders.documents import Documents, Loaded
from ..loaders.files import read
from ..loaders.files.limits import MAX_BYTES
from ..loaders.files.reading import bytes_of
from ..ontology.iris import Namer
from .records import Content, Found
from .rows import Poured, poured

_CHANGING = "读取时文件正在变动", "请等它写完后重新运行 zeren build"


@dataclass(frozen=True, slots=True)
class Pouring:
    """Reads contents by `documents` into rows; can be sent to another process."""

    documents: Documents
    stamp: str

    def __call__(self, content: Content, data: bytes | None = None) -> Poured:
        """Read a content from its `data`, or without these from its first file."""
        first = content.first
        if first.trouble:
            return self._poured(content, first.trouble)
        try:
            held = bytes_of(Path(first.path)) if data is None else data
        except InputError as error:
            return self._poured(content, error.trouble)._replace(again=True)
        if hashlib.sha256(held).hexdigest() != first.sha256:
            return self._poured(content, Trouble(first.path, *_CHANGING))._replace(again=True)
        return self._poured(content, next(iter(self.documents.each([(first.path, content.name, held)]))))

    def crashed(self, content: Content) -> Poured:
        """Say what became of a content whose reader took its whole process down."""
        problem = Trouble(content.first.path, "读取时进程崩溃", "其余文件不受影响；请另存为其他格式再试")
        return self._poured(content, problem)._replace(again=True)

    def _poured(self, content: Content, result: Loaded | Trouble) -> Poured:
        return poured(content, result, Namer(self.documents.base), self.stamp)


def absolute(path: str) -> str:
    """A local path from the root."""
    return os.path.abspath(path)  # noqa: PTH100 -- Path.resolve would follow links, and lose the file's own name


def looked_at(path: str, known: Found | None) -> Found:
    """A file with its hash; one whose state on disk is certainly that of the last look keeps the hash that it had."""
    try:
        status = Path(path).stat()
    except OSError:
        return _unreadable(path, 0, 0)
    length, modified = status.st_size, status.st_mtime_ns // 1_000_000
    before = Known(known.sha256, known.mark) if known and known.sha256 else None
    sha256, mark = state(Path(path), before, MAX_BYTES) if stat.S_ISREG(status.st_mode) else (None, "")
    return Found(path, length, modified, sha256, mark=mark) if sha256 else _unreadable(path, length, modified)


def _unreadable(path: str, length: int, modified: int) -> Found:
    """A file that cannot be opened, with what reading it says."""
    try:
        read(Path(path))
    except InputError as error:
        return Found(path, length, modified, trouble=error.trouble)
    return Found(path, length, modified, trouble=Trouble(path, *_CHANGING))
