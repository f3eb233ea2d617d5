"""Office containers, looked at before a library opens them: zip bombs, parts cut short, entities in XML."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from ...errors import InputError
from .limits import MAX_PARTS, MAX_RATIO, MAX_UNPACKED, RATIO_FREE

CHUNK: Final = 1 << 20
DAMAGED: Final = "请重新下载或用 Word、WPS 另存后再试"


def check_container(data: bytes, label: str) -> None:
    """Unpack every part of a container once, counting: sizes in a zip's directory may lie, unpacked bytes cannot.

    Errors: InputError for a bomb, a damaged or encrypted container, and for XML that declares entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            parts = container.infolist()
            _check_promise(parts, len(data), label)
            left = max(RATIO_FREE, min(MAX_UNPACKED, len(data) * MAX_RATIO))
            for part in parts:
                left -= _unpacked(container, part, left, label)
    except (
        zipfile.BadZipFile,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        zlib.error,
    ) as error:
        raise InputError(label, "文件已截断或损坏，无法解压", DAMAGED) from error


def _check_promise(parts: list[zipfile.ZipInfo], size: int, label: str) -> None:
    promised = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or promised > MAX_UNPACKED or promised > max(RATIO_FREE, size * MAX_RATIO):
        raise _bomb(label)


def _bomb(label: str) -> InputError:
    return InputError(label, "解压后过大，疑似压缩炸弹", "请确认文件来源，拆分后再读")


def _unpacked(container: zipfile.ZipFile, part: zipfile.ZipInfo, left: int, label: str) -> int:
    """How many bytes a part has, read to its end so that its checksum is checked too."""
    size = 0
    is_xml = part.filename.endswith((".xml", ".rels"))
    with container.open(part) as file:
        while chunk := file.read(CHUNK):
            # Office never declares a document type; whoever does wants entities to be expanded.
            if is_xml and not size and (b"<!DOCTYPE" in chunk or b"<!\0D\0O\0C" in chunk or b"<\0!\0D" in chunk):
                raise InputError(label, "XML 中带有文档类型声明（DOCTYPE），拒绝展开", DAMAGED)
            size += len(chunk)
            if size > left:
                raise _bomb(label)
    return size
