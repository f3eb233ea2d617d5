"""A page as a tree of plain elements; selectolax is met here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ...errors import InputError
from ..patterns.files import BLANKS, NESTING_TAG, WRAP
from .limits import MAX_DEPTH

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

UNSEEN: Final = frozenset({
    "script", "style", "noscript", "template", "iframe", "object", "svg", "math", "canvas", "audio", "video", "map",
    "button", "select", "textarea", "input", "datalist", "nav", "head", "link", "meta", "!doctype", "-comment",
    "-doctype",
})  # fmt: skip
"""Elements that show no words, or only the words of menus and forms."""


@dataclass(slots=True, eq=False)
class Element:
    """An element: its children in order, and how many characters of text stand beneath it, outside links and in all."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)
    words: int = 0
    letters: int = 0

    def elements(self) -> Iterator[Element]:
        """This element and all beneath it, in reading order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(child for child in reversed(element.children) if isinstance(child, Element))

    def drop(self) -> None:
        """Count this element's characters no longer in those around it."""
        for outer in self.ancestors():
            outer.words -= self.words
            outer.letters -= self.letters

    def ancestors(self) -> Iterator[Element]:
        """The elements around this one, nearest first."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page: its body, the words of its <title>, and its <meta> names in small letters."""

    body: Element
    title: str
    metas: dict[str, str]


def parse(text: str, label: str) -> Page:
    """Parse a page. Errors: InputError where elements are nested beyond what any page needs."""
    from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

    _check_nesting(text, label)
    # Without events: with them, each <option> is copied into its <select> anew.
    tree = LexborHTMLParser(text, options=LexborDocumentOptions.WO_EVENTS)
    metas = {
        (node.attributes.get("name") or "").lower(): node.attributes.get("content") or ""
        for node in reversed(tree.css("meta[name]"))
    }
    title = tree.css_first("title")
    body = Element("body")
    if tree.body is not None:
        _copy(tree.body, body)
    return Page(body, title.text() if title else "", metas)


def _check_nesting(text: str, label: str) -> None:
    """The parser's time grows with the square of the depth of elements that no other element closes."""
    depth = 0
    for tag in NESTING_TAG.regex.finditer(text):
        depth += -1 if tag[0][1] == "/" else 1
        if depth > MAX_DEPTH * 2:
            raise InputError(label, "网页的标签嵌套过深", "请在浏览器中打开网页，另存为文本后再读")


def _copy(root: LexborNode, body: Element) -> None:
    """Copy what shows words, then count upwards; loops, not recursion: pages nest deeper than Python calls."""
    made = [body]
    pending = [(root, body)]
    while pending:
        node, element = pending.pop()
        kept = element.tag == "pre"
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                words = child.text_content or ""
                element.children.append(words if kept else BLANKS.regex.sub(" ", WRAP.regex.sub("", words)))
            elif tag not in UNSEEN:
                copy = Element(tag, {k: v or "" for k, v in child.attributes.items()}, element)
                element.children.append(copy)
                made.append(copy)
                pending.append((child, copy))
    for element in reversed(made):  # an element is made after the one around it
        _count(element)


def _count(element: Element) -> None:
    own = sum(len(child.strip()) for child in element.children if isinstance(child, str))
    element.letters += own
    element.words = 0 if element.tag == "a" and "href" in element.attributes else element.words + own
    if element.parent is not None:
        element.parent.words += element.words
        element.parent.letters += element.letters
