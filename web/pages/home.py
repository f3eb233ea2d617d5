"""The first page: ask, and see what there is."""

from __future__ import annotations

from collections import Counter

from ..library import Holdings
from ..page import Asked, Page, Table


def page(holdings: Holdings, asked: Asked) -> Page:  # noqa: ARG001 -- every page is made from both
    """A search box, the documents with their numbers of tasks."""
    tasks = Counter(duty.plan for duty in holdings.duties)
    documents = [(document, tasks[document.plan]) for document in holdings.register.documents]
    rows = [(d.title, d.year, d.file, count, d.plan) for d, count in documents]
    record = [
        {"title": d.title, "year": d.year, "file": d.file, "news": d.news, "tasks": count, "iri": d.plan}
        for d, count in documents
    ]
    heads = ("文件", "年度", "文件名", "任务", "IRI")
    about = tuple(document.plan for document, _ in documents)
    return Page("home.html", "责任", {"documents": documents}, record, Table(heads, rows), about)
