"""Whatever lies on the disk, reading gives a Source or exactly one InputError that says what, where and what to do."""

from __future__ import annotations

import io
import os
import random
import zipfile
from pathlib import Path

import pytest
from zeren.errors import InputError
from zeren.loaders.files import SUFFIXES, limits, read, read_bytes

from .documents.docx_files import numbered
from .documents.pdf_files import Sheet, pdf

PLAN = "（一）建设站点。（责任单位：市财政局）\n"


def zipped(name: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as container:
        container.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "problem"),
    [
        (b"", "a.txt", "空的"),
        (b" \n\t ", "a.txt", "没有文字"),
        (b"\xef\xbb\xbf", "a.txt", "没有文字"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.docx", "旧版 Office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc", "旧版 Office"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 60, "a.txt", "图片"),
        (b"{\\rtf1 a}", "a.txt", "RTF"),
        (zipped("a.txt"), "a.txt", "压缩包"),
        (zipped("OFD.xml"), "a.docx", "已损坏"),
        (PLAN.encode(), "a.docx", "后缀不对"),
        (PLAN.encode(), "a.pdf", "后缀不对"),
    ],
)
def test_files_that_hold_no_text(data: bytes, name: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem) as caught:
        read_bytes(data, name)
    assert caught.value.source == name
    assert caught.value.exit_code == 3
    assert caught.value.advice
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (PLAN.encode(), "-", "text/plain"),
        (PLAN.encode(), "计划", "text/plain"),
        (pdf([Sheet([(60, 60, "临江市工作方案")])]), "-", "application/pdf"),
        (pdf([Sheet([(60, 60, "临江市工作方案")])]), "a.docx", "application/pdf"),
        (numbered([(0, "甲")]), "-", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (numbered([(0, "甲")]), "a.doc", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (f"<!doctype html><p>{PLAN}".encode(), "-", "text/html"),
        (f"\n<html><p>{PLAN}".encode(), "a.txt", "text/html"),
        ('[{"任务": "建站", "单位": "市财政局"}]'.encode(), "-", "application/json"),
    ],
)
def test_bytes_tell_the_format_where_the_name_does_not(data: bytes, name: str, media_type: str) -> None:
    assert read_bytes(data, name).media_type == media_type


def test_missing_folder_and_link(tmp_path: Path) -> None:
    (tmp_path / "断.txt").symlink_to(tmp_path / "无.txt")
    for path, problem in ((tmp_path / "无.txt", "不存在"), (tmp_path / "断.txt", "失效的链接"), (tmp_path, "文件夹")):
        with pytest.raises(InputError, match=problem):
            read(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes are a thing of Unix")
def test_pipes_and_devices_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管.txt")
    for path in (tmp_path / "管.txt", Path("/dev/null")):
        with pytest.raises(InputError, match="不是普通文件"):
            read(path)


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("zeren.loaders.files.reading.os.open", refuse)
    with pytest.raises(InputError, match="没有读取权限"):
        read(tmp_path / "a.txt")


def test_file_beyond_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_BYTES", 10)
    with pytest.raises(InputError, match="上限"):
        read_bytes(PLAN.encode(), "a.txt")


@pytest.mark.parametrize("suffix", ["", *SUFFIXES])
def test_random_bytes_give_a_source_or_an_input_error(suffix: str) -> None:
    chance = random.Random(suffix)  # noqa: S311  # no secret, but the same bytes in every run
    heads = (
        b"",
        b"PK\x03\x04word/document.xml",
        b"PK\x03\x04xl/workbook",
        b"%PDF-1.7\n",
        b"<html>",
        b"[{",
        b"\xff\xfe",
    )
    for size in (1, 2, 3, 7, 40, 300, 3000):
        for head in heads:
            try_to_read(head + chance.randbytes(size), f"乱{suffix}")


@pytest.mark.parametrize(
    ("whole", "name"),
    [
        (numbered([(0, "总体要求"), (1, "建站")]), "a.docx"),
        (pdf([Sheet([(60, 60, "临江市工作方案")])]), "a.pdf"),
        (f"<html><table><tr><td>{PLAN}</table>".encode("gb18030"), "a.html"),
    ],
)
def test_damaged_files_give_a_source_or_an_input_error(whole: bytes, name: str) -> None:
    chance = random.Random(name)  # noqa: S311  # no secret, but the same bytes in every run
    for _ in range(60):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try_to_read(bytes(damaged[: chance.randint(1, len(damaged))]), name)
        try_to_read(bytes(damaged), name)


def try_to_read(data: bytes, name: str) -> None:
    try:
        source = read_bytes(data, name)
    except InputError:
        return
    source.text.encode()
    assert "\0" not in source.text
    assert "\r" not in source.text
    for table in source.tables:
        for cell in (cell for row in table.rows for cell in row if cell):
            words = source.text[cell.start : cell.end]
            assert words
            assert words == words.strip()


def test_a_text_longer_than_any_document_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_TEXT", 10)
    with pytest.raises(InputError, match="请按文件拆分"):
        read_bytes("一、改造老旧小区和背街小巷。".encode(), "长.txt")
