"""One form for each character: half-width letters and digits, full-width marks, simplified hanzi.

Folding never changes the length of a text, so an offset in the folded text is the same offset in the raw one.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from .text import TABLE

if TYPE_CHECKING:
    from opencc import OpenCC

_ASCII_MARKS = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？"}
# A mark of ASCII that stands by Chinese; it begins with its set of characters, which the scan can then skip to.
_MARK = re.compile(r"[,:;!?](?:(?<=[;!?])|(?<![\x00-\x7f].)|(?=[^\x00-\x7f]|\s))")
_LINE_BREAK = re.compile(r"<br[ ]?/?>", re.IGNORECASE)  # Markdown's cells hold it
# Frequent characters that only traditional text has; a table's cell may hold one of them and no more.
_TRADITIONAL = re.compile(
    "[個務關於單責屬實業開發區縣廳會議規劃環審計國財經濟體牽頭貫徹強優們這為與從後續對處時間號項稱標領導類別辦黨線紀檢監"
    "總聯婦網場產農漁機構醫藥衛養護電訊資災應險備統戰勞動數據創廣東臺門團組織學習題權證書記錄進負質價長運輸轉圖館製殘齡愛"
    "鐵軍營銷稅綠藍鎮鄉灣橋樓層廠庫檔樹園輛軌隊師員際貿設調認試驗評試論語課誠談請謝識該詳訓訪許訂討託詢誤説說聲聽歷廢補復]"
)


@cache
def _table() -> dict[int, str]:
    table = {full: chr(full - 0xFEE0) for full in range(0xFF01, 0xFF5F)}
    for keep in "，：；！？（）":  # the full-width form is the one that stays
        del table[ord(keep)]
    table.update({ord(c): "\n" for c in "\u2028\u2029\x85\x0c"})
    table.update({ord(c): " " for c in "\t\v\x1c\x1d\x1e\x1f\xa0\u3000\u2002\u2003\u2009\u202f\u205f"})
    table.update({ord("("): "（", ord(")"): "）", ord("｢"): "「", ord("｣"): "」", ord("､"): "、", ord("｡"): "。"})
    table.update({ord("﹑"): "、", ord("﹐"): "，", ord("﹔"): "；", ord("﹕"): "：", ord("﹙"): "（", ord("﹚"): "）"})
    table.update({0xFE52: ".", 0xFE5F: "#", 0xFE6A: "%", 0x2024: ".", 0x2236: "：", 0x02D0: "："})
    table.update({ord("﹝"): "〔", ord("﹞"): "〕", ord("“"): "“", ord("○"): "〇", ord("Ｏ"): "O", ord(TABLE): " "})
    return table


@cache
def _changed() -> re.Pattern[str]:
    """The characters of the table: a text holds few, and a scan for them costs a tenth of `str.translate`."""
    return re.compile(f"[{re.escape(''.join(map(chr, _table())))}]")


def fold(raw: str) -> str:
    """`raw` in its canonical form, character by character."""
    text, table = raw, _table()
    for char in sorted(set(_changed().findall(raw))):  # a text holds few kinds of them, and none becomes another
        text = text.replace(char, table[ord(char)])
    text = _LINE_BREAK.sub(lambda m: "\n".ljust(len(m[0])), text)
    text = _MARK.sub(lambda m: _ASCII_MARKS[m[0]], text)
    return _simplified(text) if _TRADITIONAL.search(text) else text


@lru_cache(maxsize=1)
def folded(raw: str) -> str:
    """`fold(raw)` of a whole document, kept for who asks next: its parts alone may not show their script."""
    return fold(raw)


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


def _simplified(text: str) -> str:
    converter = _converter()
    whole: str = converter.convert(text)
    if len(whole) == len(text):
        return whole
    lines = [(line, converter.convert(line)) for line in text.split("\n")]
    return "\n".join(new if len(new) == len(old) else old for old, new in lines)
