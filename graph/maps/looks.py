"""Colours by name, for light and dark; the page, the drawing for print and the legend share them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

LIGHT: Final[Mapping[str, str]] = MappingProxyType({
    "paper": "#fbfaf7", "card": "#ffffff", "ink": "#1f3a4d", "quiet": "#5a6770", "rule": "#dcd8cd", "group": "#6f828f",
    "lead": "#c04a32", "share": "#b3bec6", "accent": "#1d6f8c", "rest": "#8b979e", "faint": "#e4e2da",
    "p0": "#2a7f9e", "p1": "#b97a10", "p2": "#5b8030", "p3": "#8a5a9e", "p4": "#b0446c", "p5": "#4a6fb3",
    "p6": "#93683c", "p7": "#2f8a77",
})  # fmt: skip
DARK: Final[Mapping[str, str]] = MappingProxyType({
    "paper": "#14191d", "card": "#1d242a", "ink": "#dbe6ec", "quiet": "#9fadb6", "rule": "#36414a", "group": "#8fa3b0",
    "lead": "#f0806a", "share": "#55636d", "accent": "#6cbbd8", "rest": "#7d8990", "faint": "#2a3238",
    "p0": "#58b4d4", "p1": "#e3ac50", "p2": "#9cc46a", "p3": "#c39ad6", "p4": "#e88aac", "p5": "#8fb0ee",
    "p6": "#cda276", "p7": "#6cc9b4",
})  # fmt: skip
FAMILIES: Final = (
    '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC","Hiragino Sans GB",sans-serif'
)


def properties(colours: Mapping[str, str]) -> str:
    """The colours as CSS custom properties."""
    return " ".join(f"--{name}: {value};" for name, value in colours.items())
