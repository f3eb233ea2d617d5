"""HTML: the document within a page, with the facts that the page states around it, without its menus and tools."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from ..patterns.files import BLANKS, FOOT_MARK, FRONT_MATTER, INDEX_LABEL, JUNK_NAME, MAIN_NAME, SITE_NAME, SOURCE_LINE
from .decoding import decode
from .elements import Element, Page, parse
from .layout import Content, Layout
from .markup import index_lines, is_data, lines_of, render

MAIN_SHARE: Final = 0.9
"""Of the words outside links, what the smallest element that is the document must hold."""
NAMED_SHARE: Final = 0.85
"""And what one must hold that is also named as the document: id="zoom", class="TRS_Editor", <article> …"""
NEAR_WORDS: Final = 160
NEAR_LINKS: Final = 40
"""Words and letters of links that an element around the document may add and still be part of it."""
CONTENT: Final = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "font", "b", "strong", "tr", "ul", "ol", "dl", "li",
    "blockquote", "pre",
})  # fmt: skip
"""Elements that are within a document, never all of it."""
JUNK_SHARE: Final = 0.2
"""Share of the document up to which an element named as a menu, a tool bar or a footer is believed to be one."""
MENU_LETTERS: Final = 60
MENU_SHARE: Final = 0.15
"""An element of more letters than this of which no more than this share is outside links is a menu."""
FOOT_LETTERS: Final = 400
INDEX_WORDS: Final = 1500
INDEX_ENTRY: Final = 60
INDEX_OWN: Final = 100
"""Letters that a label and its value take in an index table, and the table besides: a document's words take more."""
LINE_WORDS: Final = 160
OPENING: Final = 3000
"""Characters of the document in which its title is looked for before it is put in front."""


def read_html(data: bytes, label: str) -> Content:
    """A page: its index table as `索引号：…` lines, its title and source line, then the document."""
    text = FRONT_MATTER.regex.sub("", decode(data, label, markup=True), count=1)
    page = parse(text, label)
    index, place = _index(page.body)
    skip = _junk(page.body, place)
    main = _main(page.body)
    layout = Layout(label)
    for line in index:
        layout.line(line)
    opening = "\n".join(lines_of(main, skip))[:OPENING]
    title = _title(page, opening)
    dated = SOURCE_LINE.regex.search(opening)
    for line in (title, *([] if dated else _source(page, main, skip))):
        if line and _folded(line) not in _folded(opening):
            layout.line(line)
    render(main, layout, skip)
    return layout.content()


def _folded(words: str) -> str:
    return "".join(words.split())


def _main(body: Element) -> Element:
    """The element that is the document.

    It is the smallest with nearly all words, narrowed to one that is named as a document, widened by what stands close
    around it: the title, the 文号, the date.
    """
    main, least = body, body.words * MAIN_SHARE
    while inner := next((e for e in main.children if isinstance(e, Element) and e.words >= max(1, least)), None):
        if inner.tag in CONTENT or (inner.tag == "table" and is_data(inner)):
            break
        main = inner
    named = [e for e in main.elements() if e.words >= max(1, main.words * NAMED_SHARE) and _is_named(e, main=True)]
    main = min(named, key=lambda element: element.words, default=main)
    while (outer := main.parent) is not None and outer.words <= main.words + NEAR_WORDS:
        if outer.letters - outer.words > main.letters - main.words + NEAR_LINKS:
            break
        main = outer
    return main


def _is_named(element: Element, *, main: bool) -> bool:
    if element.tag in (("article", "main") if main else ("footer", "aside")):
        return True
    names = f"{element.attributes.get('id', '')} {element.attributes.get('class', '')}"
    return bool((MAIN_NAME if main else JUNK_NAME).regex.search(names[:300]))


def _junk(body: Element, index: Element | None) -> frozenset[int]:
    """Elements that are none of the document: menus, tool bars, share links, footers, what is not shown.

    What they hold is no longer counted in the elements around them.
    """
    most = body.words * JUNK_SHARE
    found: set[int] = set()
    stack = [body]
    while stack:
        element = stack.pop()
        if element is index or (element is not body and _is_junk(element, most)):
            found.add(id(element))
            element.drop()
            continue
        stack.extend(child for child in element.children if isinstance(child, Element))
    return frozenset(found)


def _is_junk(element: Element, most: float) -> bool:
    if element.letters > MENU_LETTERS and element.words < element.letters * MENU_SHARE:
        return True
    if element.words > most:
        return False
    if "hidden" in element.attributes or "display:none" in _folded(element.attributes.get("style", "")):
        return True
    return _is_named(element, main=False) or (element.letters <= FOOT_LETTERS and _is_foot(element))


def _is_foot(element: Element) -> bool:
    return any(
        isinstance(child, str) and FOOT_MARK.regex.search(child) for e in element.elements() for child in e.children
    )


def _outside(body: Element, main: Element, skip: frozenset[int]) -> Iterator[Element]:
    """Elements of the page in reading order, without the document's and those that are skipped."""
    stack = [body]
    while stack:
        element = stack.pop()
        if element is not main and id(element) not in skip:
            yield element
            stack.extend(child for child in reversed(element.children) if isinstance(child, Element))


def _index(body: Element) -> tuple[list[str], Element | None]:
    """The lines of the page's index table: the smallest element with the most labels, three at least with values."""
    labels: Counter[int] = Counter()
    seen: dict[int, Element] = {}
    for element in body.elements():
        if any(isinstance(child, str) and INDEX_LABEL.regex.search(child[:80]) for child in element.children):
            for outer in (element, *element.ancestors()):
                if outer.letters > INDEX_WORDS:
                    break
                labels[id(outer)] += 1
                seen[id(outer)] = outer
    tight = [outer for outer in seen.values() if outer.letters <= INDEX_OWN + INDEX_ENTRY * labels[id(outer)]]
    best = max(reversed(tight), key=lambda outer: (labels[id(outer)], -outer.letters), default=None)
    lines = index_lines(lines_of(best)) if best is not None else []
    return (lines, best) if len(lines) >= 3 else ([], None)


def _title(page: Page, opening: str) -> str:
    """The page's title: its <meta>, its longest <h1>, else <title> without the site's name, if that is news."""
    named = BLANKS.regex.sub(" ", page.metas.get("articletitle", "")).strip()
    headings = (element for element in page.body.elements() if element.tag == "h1" and element.letters)
    heading = max(headings, key=lambda element: element.letters, default=None)
    if named or heading is not None:
        return named or "".join(lines_of(heading or page.body))
    title = SITE_NAME.regex.sub("", BLANKS.regex.sub(" ", page.title[:300]).strip())
    lines = [_folded(line) for line in opening.split("\n")[:12]]
    return "" if any(len(line) > 5 and _folded(title).startswith(line) for line in lines) else title


def _source(page: Page, main: Element, skip: frozenset[int]) -> list[str]:
    """The line that says when and by whom the page was put up; else what its <meta> say of that."""
    for element in _outside(page.body, main, skip):
        if any(isinstance(child, str) and SOURCE_LINE.regex.search(child[:LINE_WORDS]) for child in element.children):
            near = [outer for outer in element.ancestors() if outer.letters <= LINE_WORDS]
            return [" ".join(lines_of((near or [element])[-1], skip))[: LINE_WORDS * 2]]
    metas = (("发布日期", page.metas.get("pubdate", "")), ("来源", page.metas.get("contentsource", "")))
    return [f"{name}：{value.strip()}" for name, value in metas if value.strip()]
