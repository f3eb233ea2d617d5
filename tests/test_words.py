"""jieba and rjieba give the same words."""

from __future__ import annotations

from pathlib import Path

import pytest
from zeren.commands import bundled
from zeren.graph.continuity.words import segmenter

MIXED = (
    "2018-02-01前完成1.png上传", "A4纸、IC卡、T恤、5G+WiFi", "用App办事，100%电子化", "PM2.5浓度、COD、NH3-N",
    "健身步道建设",    "卡拉OK场所AA制", "ｗｉｆｉ全覆盖 free wifi", "（一）①㎡—…",
)  # fmt: skip


def test_both_segmenters_give_the_same_words() -> None:
    pytest.importorskip("rjieba")
    one, other = segmenter(["家政诚信", "一网通办"]), segmenter(["家政诚信", "一网通办"], quick=False)
    lines = [line for file in sorted(Path(bundled()).glob("*.txt")) for line in file.read_text("utf-8").splitlines()]
    assert len(lines) > 500
    for line in (*MIXED, *lines):
        assert one(line) == other(line), line
