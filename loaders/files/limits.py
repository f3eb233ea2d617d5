"""How large a document may be: beyond these bounds a file is refused in words, not by running out of memory."""

from __future__ import annotations

from typing import Final

from ...errors import InputError

MAX_BYTES: Final = 256 * 2**20
"""Bytes of one file as it lies on the disk."""
MAX_TEXT: Final = 5_000_000
"""Characters of text that are still one document."""
MAX_UNPACKED: Final = 512 * 2**20
"""Bytes of all parts of a DOCX or XLSX, unpacked."""
MAX_RATIO: Final = 200
"""Unpacked over packed bytes of a container; office files reach about 20, a run of zeros reaches 1000."""
RATIO_FREE: Final = 32 * 2**20
"""A container that unpacks to no more than this is harmless at any ratio."""
MAX_PARTS: Final = 20_000
"""Files within one container."""
MAX_CELLS: Final = 2_000_000
"""Cells of all tables of one document, merged cells counted wherever they are repeated."""
MAX_DEPTH: Final = 512
"""Elements, tables or objects within each other."""
MAX_PAGES: Final = 10_000
"""Pages of one PDF."""


def check_size(size: int, label: str) -> None:
    """Refuse a file of more than `MAX_BYTES`."""
    if size > MAX_BYTES:
        raise InputError(label, f"文件有 {size // 2**20} MB，超过 {MAX_BYTES // 2**20} MB 的上限", "请拆分后再读")


def check_cells(cells: int, label: str) -> None:
    """Refuse tables of more than `MAX_CELLS`."""
    if cells > MAX_CELLS:
        raise InputError(label, f"表格超过 {MAX_CELLS} 个单元格", "请删去空行空列或拆分表格后再读")


def check_text(length: int, label: str) -> None:
    """Refuse a text of more than `MAX_TEXT` characters."""
    if length > MAX_TEXT:
        raise InputError(label, f"全文 {length} 字，超过一份文件 {MAX_TEXT} 字的上限", "请按文件拆分后再读")
