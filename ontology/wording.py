"""What a name's own words tell where no table knows it: the place and the printed rest make a unit of its own."""

from __future__ import annotations

from .names import kind_of
from .places import Jurisdiction
from .printed import Reading
from .resolution import Resolution

# A branch of a national firm needs its place: 中国某某分公司 of two cities are two.
_BRANCHES = ("分公司", "支公司", "分行", "支行", "分局", "分院", "中心", "站")
# A name that begins with its place and ends so is the registered one.
_REGISTERED = ("有限公司", "有限责任公司", "大学", "学院")
_ZONES = (
    "开发区", "高新区", "经开区", "新区", "园区", "示范区", "实验区", "保税区", "管理区", "风景区", "景区", "试验区",
    "集聚区",
)  # fmt: skip


def by_words(text: str, reading: Reading | None, place: Jurisdiction | None) -> Resolution:
    """The unit of a name that no table knows, read as `reading`, in a document of `place`."""
    if whole := _whole(text):
        return whole
    if reading is None:
        return Resolution.unknown(text, kind_of(text), "unscoped")
    rest = _in_full(reading.rest)
    kind = kind_of(rest)
    if len(rest) < 2 or (reading.manner == "bare" and kind == "unknown"):
        return Resolution.unknown(text, kind)
    name = _scoped(text, rest, reading, place)
    if name == text and rest.endswith(_REGISTERED):
        return Resolution.unit(name, kind, "full-name", 0.8)
    return Resolution.unit(name, kind, "prefix", 0.5)


def _in_full(rest: str) -> str:
    if rest.endswith("管委会"):
        return rest.removesuffix("管委会") + "管理委员会"
    return rest + "管理委员会" if rest.endswith(_ZONES) else rest


def _scoped(text: str, rest: str, reading: Reading, place: Jurisdiction | None) -> str:
    """The full name, with a place in it wherever it was printed."""
    if reading.manner == "short":
        # 洛阳某某集团 names its city; a county's name for short (中原, 江北) may be a word like any other.
        named = reading.place.level in {"province", "prefecture"} or place is None
        return _in_full(text) if named or place is None else place.name + _in_full(text)
    if reading.manner == "bare" and reading.place.short in text[1:]:
        return rest  # 农发行洛阳市分行 names its city itself
    return reading.place.name + rest


def _whole(text: str) -> Resolution | None:
    """A name that is whole without a place: a custom house, a national body."""
    kind = kind_of(text)
    if text.endswith("海关") and len(text) > 3:
        name = text if text.startswith("中华人民共和国") else f"中华人民共和国{text}"
        return Resolution.unit(name, "agency", "full-name", 0.9)
    if text.startswith(("中国", "中华")) and kind != "unknown" and not text.endswith(_BRANCHES):
        return Resolution.unit(text, kind, "full-name", 0.8)
    return None
