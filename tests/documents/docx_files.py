"""Word documents as people make them, built on the spot: automatic numbers, merged cells, revisions, text boxes."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

LEVELS = (
    ("chineseCounting", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimalEnclosedCircle", "%4"),
)

VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
COMPATIBLE = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def numbered(lines: list[tuple[int, str]]) -> bytes:
    """A document of (level, words), numbered by Word: 一、（一）1.①."""
    document = Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(LEVELS)
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'),
    )
    numbering.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="78"><w:abstractNumId w:val="77"/>'
            '<w:lvlOverride w:ilvl="2"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        )
    )
    for level, words in lines:
        add_numbered(document, words, level, 77)
    return saved(document)


def add_numbered(document: Any, words: str, level: int, number: int) -> None:
    properties = document.add_paragraph(words)._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def paragraphs_of_xml(*paragraphs: str) -> bytes:
    """A document whose paragraphs are given as the inside of `w:p`."""
    document = Document()
    body = document.element.body
    for inner in paragraphs:
        body.insert(len(body) - 1, parse_xml(f"<w:p {nsdecls('w')} {VML} {COMPATIBLE}>{inner}</w:p>"))
    return saved(document)


def task_table(rows: list[list[str]], merges: list[tuple[int, int, int, int]]) -> bytes:
    """A title, a table with the given cells merged (top, left, bottom, right), and a closing line."""
    document = Document()
    document.add_paragraph("任务分解表")
    table = document.add_table(len(rows), len(rows[0]))
    for y, row in enumerate(rows):
        for x, words in enumerate(row):
            table.cell(y, x).text = words
    for top, left, bottom, right in merges:
        words = rows[top][left]
        table.cell(top, left).merge(table.cell(bottom, right)).text = words
    document.add_paragraph("抄送：市委办公室。")
    return saved(document)


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same container with one part replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()
