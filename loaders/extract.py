"""A document's text in, its plan out: the one way through outline, clauses, times, citations and targets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from .citations import CitationHit, find_citations
from .drafts import Draft, Reading
from .facts import read_facts
from .flattable import flat_tasks, split_flat_table
from .outline import outline
from .ownrules import with_own_rule
from .patterns.clauses import LABELLED
from .records import Citation, Due, Finding, Mention, Plan, Source, Span, Target, Task
from .repair import repair
from .stacked import with_stacked_tables
from .tables import read_columns, table_tasks
from .targets import TargetHit, find_targets
from .tasks import read_tasks
from .text import BLANK, Text
from .times import TimeHit, find_times, read_deadline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SHOWN = 20  # characters behind an unread label that a finding shows
_LABELS = 2  # so many labels of units make a plan
_IDLE = {
    "no-clause": "形似任务，但没有责任单位",
    "heading-clause": "标题写明的责任单位未落到下列各项，各项另有责任单位",
    "clause-without-item": "有责任单位，但不属于任何编号的事项",
}


def extract(source: Source) -> Plan:
    """Everything that `source` says of who is to do what."""
    source = with_stacked_tables(source)
    facts = read_facts(source)
    if facts.kind == "news" and not _assigns(source):
        from .practices import read_practices

        return Plan(source, facts, practices=read_practices(source))
    text = repair(source)
    running, flat = split_flat_table(text)
    reading = read_tasks(outline(running))
    drafts = [*_with_tables(source, reading), *(flat_tasks(flat) if flat else ())]
    drafts = list(with_own_rule(drafts, text.chars, source.text))
    scribe = _Scribe(source.text, text.offsets, facts.plan_year)
    tasks = tuple(scribe.task(draft) for draft in drafts)
    if facts.kind == "news":
        facts = replace(facts, kind="plan")
    findings = [*scribe.findings, *_unread(running, tasks), *(_idle(reading) if drafts else ())]
    if not tasks and not findings:
        findings.append(Finding("no-task", "全文没有读到任何责任单位", Span(0, min(len(source.text), 40))))
    return Plan(source, facts, tasks, findings=tuple(sorted(findings, key=lambda f: f.span)))


def _assigns(source: Source) -> bool:
    """Whether what looks like news holds a task table or labelled units after all."""
    if any(read_columns(source, table) for table in source.tables):
        return True
    return sum(1 for _ in LABELLED.regex.finditer(source.text)) >= _LABELS


def _with_tables(source: Source, reading: Reading) -> list[Draft]:
    """The drafts in reading order, those of table rows among them."""
    drafts: list[Draft] = []
    done = 0
    for (before, section), table in zip(reading.tables, source.tables, strict=False):
        drafts += reading.drafts[done:before]
        done = before
        drafts += table_tasks(source, table, section, reading.idle)
    return drafts + reading.drafts[done:]


def _idle(reading: Reading) -> Iterator[Finding]:
    """Items that look like tasks and have no unit, and clauses that belong to none."""
    for text, kind in reading.idle:
        yield Finding(kind, _IDLE[kind], text.span())


def _unread(text: Text, tasks: tuple[Task, ...]) -> Iterator[Finding]:
    """Labels of units that no task has taken up."""
    taken = _joined(task.span for task in tasks)
    starts = [start for start, _ in taken]
    for label in LABELLED.regex.finditer(text.chars):
        start = text.offsets[label.start()]
        place = bisect_right(starts, start) - 1
        if place < 0 or start >= taken[place].end:
            span = text.span(label.start(), min(len(text), label.end() + _SHOWN))
            yield Finding("clause-not-read", "有责任单位字样，但未能归到任务", span)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """What `spans` cover, as stretches that do not overlap, in order."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


class _Scribe:
    """Writes drafts down as tasks, keeping a finding for everything that could not be understood."""

    def __init__(self, raw: str, offsets: Sequence[int], year: int | None) -> None:
        self.raw, self.offsets, self.year = raw, offsets, year
        self.findings: list[Finding] = []

    def task(self, draft: Draft) -> Task:
        """The task of a draft, its words read in full."""
        body = [part.compact() for part in draft.body if part.chars]
        title = (draft.title if draft.title.chars else draft.whole).span()
        return Task(
            number=draft.label,
            title=self._printed(title),
            section=draft.section,
            span=_whole(draft),
            title_span=title,
            mentions=tuple([self._mention(m) for m in draft.clause.mentions]),
            deadline=self._deadline(draft),
            milestones=tuple([self._due(part, hit) for part in body for hit in find_times(part.chars, self.year)]),
            citations=tuple([self._citation(part, hit) for part in body for hit in find_citations(part.chars)]),
            targets=tuple([self._target(part, hit) for part in body for hit in find_targets(part.chars)]),
        )

    def _mention(self, mention: Mention) -> Mention:
        start, end = mention.span
        if self.raw[start:end] == mention.text and BLANK not in mention.text and "\r" not in mention.text:
            return mention
        printed = self._printed(mention.span)
        return mention if printed == mention.text else mention._replace(text=printed)

    def _printed(self, span: Span) -> str:
        """The words of a span as printed, without white space and without what stands only at a page's edge."""
        first, last = bisect_left(self.offsets, span.start), bisect_left(self.offsets, span.end)
        if first == last:  # in a table, which the running text leaves out
            return "".join(self.raw[span.start : span.end].split())
        if last - first == span.end - span.start:
            return "".join(self.raw[span.start : span.end].split())
        return "".join([self.raw[i] for i in self.offsets[first:last] if not self.raw[i].isspace()])

    def _deadline(self, draft: Draft) -> Due | None:
        found: Due | None = None
        for words in draft.clause.times:
            compact = words.compact()
            hit = read_deadline(compact.chars, self.year)
            if hit is None:
                self.findings.append(Finding("time-not-read", "时限未能读懂", compact.span()))
            else:
                due = self._due(compact, hit)
                found = due if found is None or (due.date or "") > (found.date or "") else found
        for name in draft.clause.strange:
            self.findings.append(Finding("odd-unit", "名称不以机构用语结尾，请核对", name.span()))
        return found

    def _due(self, text: Text, hit: TimeHit) -> Due:
        span = text.span(hit.start, hit.end)
        if hit.problem:
            wrong = Finding("impossible-date", hit.problem, span)
            self.findings.append(wrong if hit.date else Finding("time-not-read", hit.problem, span))
        return Due(self._printed(span), hit.date, hit.kind, span)

    def _citation(self, text: Text, hit: CitationHit) -> Citation:
        title = self._words(text, hit.title, hit.start, hit.end)
        number = self._words(text, hit.number, hit.start, hit.end) if hit.number else None
        return Citation(title, number, hit.relation, text.span(hit.start, hit.end))

    def _words(self, text: Text, folded: str, start: int, end: int) -> str:
        """`folded`, which stands in `text[start:end]`, as printed."""
        at = text.chars.find(folded, start, end)
        return self._printed(text.span(at, at + len(folded))) if at >= 0 else folded

    def _target(self, text: Text, hit: TargetHit) -> Target:
        span = text.span(hit.start, hit.end)
        return Target(self._printed(span), hit.comparator, hit.value, hit.unit, span)


def _whole(draft: Draft) -> Span:
    spans = [mention.span for mention in draft.clause.mentions]
    words = [part.offsets for part in (draft.title, *draft.body, *draft.clause.times) if part.chars]
    first = min([span.start for span in spans] + [offsets[0] for offsets in words])
    return Span(first, max([span.end for span in spans] + [offsets[-1] + 1 for offsets in words]))
