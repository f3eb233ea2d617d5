"""One extraction for every engine: from a path or from bytes, a document or many, with the same result."""

import pickle
from pathlib import Path

import pytest
from zeren.errors import InputError, Trouble
from zeren.loaders.documents import Documents, Loaded

TEXT = (
    "北海市2023年河道整治工作方案\n\n一、主要任务\n（一）清理河道。6月底前完成。\n"
    "牵头单位：市水利局\n责任单位：市财政局\n"
)


def test_a_document_is_the_same_from_a_path_and_from_bytes(tmp_path: Path) -> None:
    file = tmp_path / "方案.txt"
    file.write_text(TEXT, encoding="utf-8")
    one = Documents().load(file, "甲.txt")
    assert one == Documents().read(TEXT.encode(), "hdfs://host/a/方案.txt", "甲.txt")
    assert one.tasks == 1
    assert one.nquads.decode().count('fileName> "甲.txt"') == 1


def test_many_documents_come_in_their_order_and_a_bad_one_stops_none(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    wanted = [("b.txt", "b.txt", b""), (str(file), "a.txt", None), ("c.txt", "c.txt", TEXT.encode() + b"\n")]
    empty, first, last = Documents().each([*wanted])
    assert isinstance(empty, Trouble)
    assert empty.source == "b.txt"
    assert isinstance(first, Loaded)
    assert isinstance(last, Loaded)
    assert first.sha256 != last.sha256


def test_the_formats_of_bytes_and_file_are_told_alike(tmp_path: Path) -> None:
    with pytest.raises(InputError) as from_bytes:
        Documents().read(b"%PDF-1.4 broken", "/x/a.pdf", "a.pdf")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 broken")
    with pytest.raises(InputError) as from_file:
        Documents().load(tmp_path / "a.pdf", "a.pdf")
    assert from_bytes.value.problem == from_file.value.problem
    assert from_bytes.value.source == "/x/a.pdf"


def test_what_is_read_crosses_the_border_of_a_process() -> None:
    for answer in Documents().each([("a.txt", "a.txt", TEXT.encode()), ("b.txt", "b.txt", b"")]):
        assert pickle.loads(pickle.dumps(answer)) == answer  # noqa: S301 -- our own bytes
