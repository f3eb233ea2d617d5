"""Numbers in hanzi, as items are numbered."""

from __future__ import annotations

from functools import cache

_DIGITS = "零一二三四五六七八九"


@cache
def han(number: int) -> str:
    """1 to 999: 十二, 一百零五."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    head = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        head += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        head += "零"
    return head + (_DIGITS[ones] if ones else "")
