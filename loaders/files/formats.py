"""Which format a file has: what its first bytes say, and where they say nothing, its suffix."""

from __future__ import annotations

from typing import Final

from ...errors import InputError

SUFFIXES: Final = {
    ".txt": "plain", ".text": "plain", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".docx": "docx", ".pdf": "pdf", ".xlsx": "xlsx", ".csv": "csv", ".tsv": "csv", ".json": "json",
}  # fmt: skip

MEDIA_TYPES: Final = {
    "plain": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "json": "application/json",
}

OFFICE: Final = "请用 Word 或 WPS 另存为 .docx 或 .xlsx 后再读"
CONVERT: Final = "请转换为 txt、md、html、docx、pdf、xlsx、csv 或 json 后再读"

# First bytes of files that are not read here, what they are, and the way out.
REFUSED: Final = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "是旧版 Office（.doc、.xls、.wps）文件，或已加密的 Office 文件", OFFICE),
    (b"{\\rtf", "是 RTF 文件", OFFICE),
    (b"\xff\xd8\xff", "是图片，没有可读的文字", "请先做文字识别（OCR）"),
    (b"\x89PNG", "是图片，没有可读的文字", "请先做文字识别（OCR）"),
    (b"GIF8", "是图片，没有可读的文字", "请先做文字识别（OCR）"),
    (b"II*\x00", "是图片，没有可读的文字", "请先做文字识别（OCR）"),
    (b"Rar!", "是压缩包", "请解压后再读"),
    (b"7z\xbc\xaf", "是压缩包", "请解压后再读"),
    (b"\x1f\x8b", "是压缩包", "请解压后再读"),
    (b"BZh", "是压缩包", "请解压后再读"),
    (b"\x7fELF", "是程序，不是文档", CONVERT),
    (b"SQLite format 3\x00", "是数据库，不是文档", CONVERT),
)
ZIP: Final = b"PK\x03\x04"


def format_of(data: bytes, name: str, label: str) -> str:
    """One of the formats of `MEDIA_TYPES`.

    Errors: InputError for one that is not read, or bytes at odds with the suffix.
    """
    if not data:
        raise InputError(label, "文件是空的", "请确认文件内容后再读")
    for magic, what, advice in REFUSED:
        if data.startswith(magic):
            raise InputError(label, what, advice)
    named = SUFFIXES.get(suffix_of(name))
    found = _sniffed(data, named)
    if found == "zip":
        raise InputError(label, "是压缩包，或已损坏的 Office 文件", "请解压后再读，或重新下载、用 Word 另存后再试")
    if named in ("docx", "xlsx", "pdf") and found is None:
        raise InputError(label, f"内容不是 {named.upper()}，文件已损坏或后缀不对", "请重新下载或另存后再试")
    return found or named or "plain"


def suffix_of(name: str) -> str:
    """The suffix of a file's name in small letters, with its dot; empty where there is none."""
    stem, dot, suffix = name.rpartition(".")
    return f".{suffix.lower()}" if dot and stem else ""


def _sniffed(data: bytes, named: str | None) -> str | None:
    """The format that the bytes tell beyond doubt."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if (b"%PDF-" in data[:1024] and named in (None, "pdf")) or head.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith((ZIP, b"PK\x05\x06")):
        return _office(data) or (named if named in ("docx", "xlsx") else "zip")
    if named not in ("html", "json") and head[:200].lower().startswith(
        (b"<!doctype html", b"<html", b"<head", b"<body")
    ):
        return "html"
    if named is None and head.startswith((b"{", b"[")) and data.rstrip().endswith((b"}", b"]")):
        return "json"
    return None


def _office(data: bytes) -> str | None:
    """The names of the parts stand in the clear in a container, at its front and in its directory at the end."""
    names = data[:4096] + data[-65536:]
    if b"word/document" in names:
        return "docx"
    return "xlsx" if b"xl/workbook" in names else None
