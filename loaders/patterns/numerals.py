"""Numbers as plans print them."""

from __future__ import annotations

from functools import cache

from .witness import Pattern, pattern


@cache
def integer() -> Pattern:
    """A whole number in Chinese figures, read by its tens and hundreds."""
    return pattern(
        r"""
        \A[零〇○一二两三四五六七八九十廿卅百千万亿]{1,24}\Z""",
        "廿 and 卅 still stand in dates; no number is longer than its five scales allow",
        ("十", "十一", "二十", "九十九", "一百零五", "两千", "廿八", "三万五千"),
        ("第十", "10", "十个", ""),
    )


@cache
def figures() -> Pattern:
    """Arabic figures, with thousands separators and a fraction, and the powers of ten that may follow."""
    return pattern(
        r"\A(?P<figures>\d{1,3}(?:[,，]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)(?P<scale>万亿|[百千]?[亿万]|[百千])?\Z",
        "a separator counts only before exactly three figures, so that a list 5，200 stays two numbers",
        ("5", "12.65", "80万", "500亿", "1,200", "13.85亿", "1,234.5万", "3千万", "2万亿"),
        ("", "万", "1.", "1,20", "八十"),
    )


@cache
def share() -> Pattern:
    """A share in words: 百分之N, N分之M, N成."""
    return pattern(
        r"""
        百分之(?P<percent>[零〇一二两三四五六七八九十百点0-9.]+)
        | (?P<tenths>[一二两三四五六七八九十])成(?P<half>半?)
        """,
        "成 after one figure only: 成立, 成果 and 完成 carry none",
        ("百分之八十", "百分之九十九点五", "百分之百", "八成", "七成半"),
        ("成立", "完成", "百分点"),
    )
