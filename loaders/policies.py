"""Policy documents named by what is printed of them: the 文号, else the title and where it holds."""

from __future__ import annotations

from typing import Final

from .records import Citation

_BRACKETS: Final = str.maketrans("[]【】()（）《》", "〔〕〔〕〔〕〔〕〈〉")
_NATIONAL: Final = ("中华人民共和国", "中共中央", "国务院", "国家", "全国", "中国")
_STATUTES: Final = ("法", "条例", "法典")
_PLACES: Final = "省市县区州盟旗"
_NEAR: Final = 12


def folded_number(number: str) -> str:
    """A 文号 in one form of bracket and without white space: `郑政 [2018] 1号` → `郑政〔2018〕1号`."""
    return "".join(number.split()).translate(_BRACKETS)


def folded_title(title: str) -> str:
    """A title without white space and outer marks; inner ones are 〈〉."""
    return "".join(title.split()).strip("《》").replace("《", "〈").replace("》", "〉")


def speaks_for_itself(title: str) -> bool:
    """Whether a title names one work everywhere: a statute, a national paper, or one that names its place."""
    bare = title.removeprefix("关于").removeprefix("印发")
    return (
        title.endswith(_STATUTES)
        or any(word in title for word in _NATIONAL)
        or any(place in bare[1:_NEAR] for place in _PLACES)
    )


def key(citation: Citation, jurisdiction: str | None) -> str:
    """The key of the work cited: two citations with one key are of one work."""
    if citation.number:
        return folded_number(citation.number)
    title = folded_title(citation.title)
    return title if speaks_for_itself(title) or not jurisdiction else f"{jurisdiction}/{title}"
