"""PDF: the text layer page by page, with ruled tables as tables; pypdfium2 is met here."""

from __future__ import annotations

from typing import Any, Final

from ...errors import InputError
from .layout import Content, Layout
from .limits import MAX_PAGES
from .margins import PrintedLine, with_indents
from .pageflow import PageFlow, running_heads
from .ruled import ruled_pages

MIN_RULES: Final = 6
"""Drawn paths that a page needs to hold a table: the frame, one rule across, one down."""
MAX_RULES: Final = 5000
"""A page of more paths is a drawing or a map."""
MIN_LETTERS: Final = 3
"""Characters a page, on average, under which the pages are pictures: a scanner's stamp or page number at most."""
MAX_UNKNOWN: Final = 0.3
SCANNED: Final = "请先做文字识别（OCR），再读识别后的文件"


def read_pdf(data: bytes, label: str) -> Content:
    """A PDF with a text layer: line wraps stay, a page is a line end and an entry of `pages`.

    A table that goes on over pages is one table, its repeated header dropped.
    """
    texts, ruled = _texts(data, label)
    blocks = ruled_pages(data, ruled) if ruled else {}
    layout = Layout(label)
    flow = PageFlow(layout, running_heads(texts))
    for number, text in enumerate(texts):
        flow.page(blocks.get(number) or (text,))
    flow.close()
    return layout.content()


def _texts(data: bytes, label: str) -> tuple[list[str], list[int]]:
    """The text of each page, and the numbers of the pages, from 0, on which enough is drawn for a table."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError(label, "PDF 已加密，需要密码", "请去除密码后再读") from error
        raise InputError(label, "PDF 已截断或损坏，无法打开", "请重新下载或另存后再试") from error
    try:
        if len(document) > MAX_PAGES:
            raise InputError(label, f"PDF 有 {len(document)} 页，超过 {MAX_PAGES} 页的上限", "请拆分后再读")
        pages = [_page(document, number) for number in range(len(document))]
    finally:
        document.close()
    _check_text([text for text, _, _ in pages], any(pictures for _, _, pictures in pages), label)
    ruled = [number for number, (_, rules, _) in enumerate(pages) if MIN_RULES <= rules <= MAX_RULES]
    return [text for text, _, _ in pages], ruled


def _page(document: Any, number: int) -> tuple[str, int, bool]:
    """A page's text, how many paths it draws, and whether it holds a picture."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE, FPDF_PAGEOBJ_PATH

    page = document[number]
    try:
        text_page = page.get_textpage()
        text = _printed(text_page) if text_page.count_chars() else ""
        text_page.close()
        kinds = [item.type for item in page.get_objects((FPDF_PAGEOBJ_PATH, FPDF_PAGEOBJ_IMAGE), max_depth=4)]
        return text, kinds.count(FPDF_PAGEOBJ_PATH), FPDF_PAGEOBJ_IMAGE in kinds
    finally:
        page.close()


def _printed(text_page: Any) -> str:
    """The text of a page with its first-line indents, where each character of it has a place of its own."""
    text: str = text_page.get_text_range()
    if len(text) != text_page.count_chars():
        return text
    lines: list[PrintedLine] = []
    start = 0
    for line in text.split("\r\n"):
        left, _, right, _ = text_page.get_charbox(start) if line.strip() else (0.0, 0.0, 0.0, 0.0)
        lines.append(PrintedLine(line, left, right - left))
        start += len(line) + 2
    return with_indents(lines)


def _check_text(texts: list[str], pictures: bool, label: str) -> None:  # noqa: FBT001  # a fact, not a switch
    letters = sum(len("".join(text.split())) for text in texts)
    if letters < MIN_LETTERS * len(texts) or not texts:
        what = f"是扫描件：{len(texts)} 页都是图片，没有文字层" if pictures else f"PDF 的 {len(texts)} 页都没有文字"
        raise InputError(label, what, SCANNED)
    unknown = sum("\ue000" <= sign <= "\uf8ff" or sign in "\ufffd\ufffe\0" for text in texts for sign in text)
    if unknown > letters * MAX_UNKNOWN:
        raise InputError(label, "PDF 的文字层没有对应的字符编码，读出来是乱码", SCANNED)
