"""From a path or bytes to a Source."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

from ...errors import InputError
from ..records import Source
from .formats import MEDIA_TYPES, format_of
from .layout import Content
from .limits import check_size, check_text

Reader = Callable[[bytes, str], Content]


def read(path: Path) -> Source:
    """Read the document at `path`, in the format that its bytes and its suffix tell.

    Errors: InputError, one for anything that keeps the file from being read.
    """
    return _source(bytes_of(path), path.name, str(path))


def read_bytes(data: bytes, name: str) -> Source:
    """Read a document that is already in memory under its file `name`; `-` is standard input.

    Errors: InputError, as `read`.
    """
    base = name.replace("\\", "/").rpartition("/")[2] or name
    check_size(len(data), name)
    return _source(data, base, name)


def _source(data: bytes, name: str, label: str) -> Source:
    form = format_of(data, name, label)
    try:
        content = _reader(form)(data, label)
    except InputError:
        raise
    except Exception as error:  # a damaged file makes the libraries raise whatever there is
        what = f"{type(error).__name__} {error}".strip().splitlines()[0][:120]
        raise InputError(label, f"文件已损坏，无法读取（{what}）", "请重新下载或另存后再试") from error
    check_text(len(content.text), label)
    digest = hashlib.sha256(data).hexdigest()
    return Source(name, content.text, digest, MEDIA_TYPES[form], content.pages, content.tables)


def _reader(form: str) -> Reader:
    """The reader of a format, imported only now: most runs meet one or two."""
    match form:
        case "html":
            from .webpage import read_html as reader
        case "docx":
            from .word import read_docx as reader
        case "pdf":
            from .pdf import read_pdf as reader
        case "xlsx":
            from .workbook import read_xlsx as reader
        case "csv":
            from .delimited import read_csv as reader
        case "json":
            from .tasklist import read_json as reader
        case _:
            from .plain import read_plain as reader
    return reader


def bytes_of(path: Path) -> bytes:
    """The bytes of a plain file. Errors: InputError.

    It is opened without blocking, then looked at: a pipe in its place cannot hang us.
    """
    label = str(path)
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb", closefd=True) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise InputError(label, "不是普通文件（目录、管道或设备）", "请给出文档文件的路径")
            check_size(status.st_size, label)
            return file.read()
    except (OSError, ValueError) as error:
        raise unreadable(error, path) from error


def unreadable(error: Exception, path: Path) -> InputError:
    """What the operating system said, in words."""
    label = str(path).replace("\0", "")
    match error:
        case FileNotFoundError() if path.is_symlink():
            return InputError(label, "是失效的链接", "请改正链接或给出文件本身")
        case FileNotFoundError():
            return InputError(label, "文件不存在", "请核对路径")
        case PermissionError():
            return InputError(label, "没有读取权限", "请修改权限或换一个用户再试")
        case IsADirectoryError():
            return InputError(
                label, "是文件夹，不是文件，或其中的文件不能列出", "请给出文档文件的路径；文件夹请检查权限"
            )
        case _:
            return InputError(label, f"无法读取（{getattr(error, 'strerror', None) or error}）", "请核对路径")
