"""Folders give their documents, each once and in order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from zeren.errors import InputError
from zeren.loaders.files import find


def made(top: Path, *names: str) -> None:
    for name in names:
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("甲", encoding="utf-8")


def test_folder_is_searched_to_the_bottom(tmp_path: Path) -> None:
    made(tmp_path, "b.txt", "a/z.PDF", "a/b/c.docx", "图.png", ".hidden.txt", "~$b.docx", ".git/x.txt", "a.html")
    found = [str(path.relative_to(tmp_path)) for path in find([tmp_path])]
    assert found == [str(Path(name)) for name in ("a/b/c.docx", "a/z.PDF", "a.html", "b.txt")]


def test_each_document_once(tmp_path: Path) -> None:
    made(tmp_path, "b.txt", "a.txt")
    assert find([tmp_path / "b.txt", tmp_path]) == [tmp_path / "b.txt", tmp_path / "a.txt"]


def test_links_in_circles_end(tmp_path: Path) -> None:
    made(tmp_path, "a/b.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    assert [path.name for path in find([tmp_path])] == ["b.txt"]


@pytest.mark.parametrize(("name", "problem"), [("图.png", "不支持的文件格式“.png”"), ("无.txt", "不存在")])
def test_named_path_that_is_no_document(tmp_path: Path, name: str, problem: str) -> None:
    made(tmp_path, "图.png")
    with pytest.raises(InputError, match=problem):
        find([tmp_path / name])


def test_folder_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path, "a.txt", "locked/b.txt")
    scan = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr("zeren.loaders.files.finding.os.scandir", refuse)
    assert [path.name for path in find([tmp_path])] == ["a.txt", "locked"]
    with pytest.raises(InputError, match="没有读取权限"):
        find([tmp_path / "locked"])
