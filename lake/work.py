"""What is done with one file or one content, in whichever process or executor that happens."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError, Trouble
from ..loaders.documents import Documents, Loaded
from ..loaders.files import read
from ..loaders.files.limits import check_size
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
        return poured(content, self._result(content, data), Namer(self.documents.base), self.stamp)

    def crashed(self, content: Content) -> Poured:
        """Say what became of a content whose reader took its whole process down."""
        problem = Trouble(content.first.path, "读取时进程崩溃", "其余文件不受影响；请另存为其他格式再试")
        return poured(content, problem, Namer(self.documents.base), self.stamp)

    def _result(self, content: Content, data: bytes | None) -> Loaded | Trouble:
        first = content.first
        if first.trouble:
            return first.trouble
        result = next(iter(self.documents.each([(first.path, content.name, data)])))
        if not isinstance(result, Trouble) and result.sha256 != first.sha256:
            return Trouble(first.path, *_CHANGING)
        return result


def absolute(path: str) -> str:
    """A local path from the root."""
    return os.path.abspath(path)  # noqa: PTH100 -- Path.resolve would follow links, and lose the file's own name


def looked_at(path: str, known: Found | None) -> Found:
    """A file with its hash; one that has neither grown nor changed since keeps the hash that it had."""
    try:
        status = Path(path).stat()
        length, modified = status.st_size, status.st_mtime_ns // 1_000_000
    except OSError:
        return _unreadable(path, 0, 0)
    if known and known.sha256 and (known.length, known.modified) == (length, modified):
        return known
    try:
        if not stat.S_ISREG(status.st_mode):
            return _unreadable(path, length, modified)
        check_size(length, path)
        with Path(path).open("rb") as file:
            return Found(path, length, modified, hashlib.file_digest(file, "sha256").hexdigest())
    except InputError as error:
        return Found(path, length, modified, trouble=error.trouble)
    except OSError:
        return _unreadable(path, length, modified)


def _unreadable(path: str, length: int, modified: int) -> Found:
    """A file that cannot be opened, with what reading it says."""
    try:
        read(Path(path))
    except InputError as error:
        return Found(path, length, modified, trouble=error.trouble)
    return Found(path, length, modified, trouble=Trouble(path, *_CHANGING))
