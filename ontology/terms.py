# ruff: noqa: N815 -- a constant is spelled exactly as the term it stands for
"""The closed vocabulary: every IRI that zeren writes, by name.

A test compares the classes `Zr` and `Code` with `zeren.ttl` and `codes.ttl`, in both directions.
"""

from __future__ import annotations

from typing import Final

ZR: Final = "https://w3id.org/zeren/ns#"
CODES: Final = "https://w3id.org/zeren/codes#"
PREFIXES: Final[tuple[tuple[str, str], ...]] = (
    ("code", CODES),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("eli", "http://data.europa.eu/eli/ontology#"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("time", "http://www.w3.org/2006/time#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("zr", ZR),
)


class Zr:
    """zeren's own terms: what no standard vocabulary has."""

    Document: Final = f"{ZR}Document"
    Plan: Final = f"{ZR}Plan"
    NewsReport: Final = f"{ZR}NewsReport"
    Source: Final = f"{ZR}Source"
    Passage: Final = f"{ZR}Passage"
    Task: Final = f"{ZR}Task"
    Assignment: Final = f"{ZR}Assignment"
    Unit: Final = f"{ZR}Unit"
    UnitGroup: Final = f"{ZR}UnitGroup"
    Deadline: Final = f"{ZR}Deadline"
    Citation: Final = f"{ZR}Citation"
    PolicyDocument: Final = f"{ZR}PolicyDocument"
    Target: Final = f"{ZR}Target"
    Practice: Final = f"{ZR}Practice"
    Figure: Final = f"{ZR}Figure"
    Finding: Final = f"{ZR}Finding"
    ProposedChange: Final = f"{ZR}ProposedChange"
    FunctionTransfer: Final = f"{ZR}FunctionTransfer"
    Decision: Final = f"{ZR}Decision"
    SetAside: Final = f"{ZR}SetAside"
    Continuation: Final = f"{ZR}Continuation"
    Outcome: Final = f"{ZR}Outcome"
    Load: Final = f"{ZR}Load"
    Conflict: Final = f"{ZR}Conflict"

    actingUnit: Final = f"{ZR}actingUnit"
    assignment: Final = f"{ZR}assignment"
    basis: Final = f"{ZR}basis"
    basisScore: Final = f"{ZR}basisScore"
    byDay: Final = f"{ZR}byDay"
    candidate: Final = f"{ZR}candidate"
    changeKind: Final = f"{ZR}changeKind"
    citation: Final = f"{ZR}citation"
    cites: Final = f"{ZR}cites"
    claim: Final = f"{ZR}claim"
    clauseRule: Final = f"{ZR}clauseRule"
    comparator: Final = f"{ZR}comparator"
    confidence: Final = f"{ZR}confidence"
    conflictKind: Final = f"{ZR}conflictKind"
    conflictsWith: Final = f"{ZR}conflictsWith"
    continuationKind: Final = f"{ZR}continuationKind"
    continues: Final = f"{ZR}continues"
    copiedTo: Final = f"{ZR}copiedTo"
    deadline: Final = f"{ZR}deadline"
    decided: Final = f"{ZR}decided"
    dueKind: Final = f"{ZR}dueKind"
    earlierPassage: Final = f"{ZR}earlierPassage"
    earlierTask: Final = f"{ZR}earlierTask"
    earlierUnit: Final = f"{ZR}earlierUnit"
    edge: Final = f"{ZR}edge"
    expectedLoad: Final = f"{ZR}expectedLoad"
    figure: Final = f"{ZR}figure"
    figureScore: Final = f"{ZR}figureScore"
    fileName: Final = f"{ZR}fileName"
    finding: Final = f"{ZR}finding"
    findingCode: Final = f"{ZR}findingCode"
    fullForm: Final = f"{ZR}fullForm"
    handedFrom: Final = f"{ZR}handedFrom"
    handedTo: Final = f"{ZR}handedTo"
    host: Final = f"{ZR}host"
    indexNumber: Final = f"{ZR}indexNumber"
    lastDay: Final = f"{ZR}lastDay"
    laterPassage: Final = f"{ZR}laterPassage"
    laterTask: Final = f"{ZR}laterTask"
    laterUnit: Final = f"{ZR}laterUnit"
    leadCount: Final = f"{ZR}leadCount"
    leadIn: Final = f"{ZR}leadIn"
    leadOut: Final = f"{ZR}leadOut"
    leadUnit: Final = f"{ZR}leadUnit"
    line: Final = f"{ZR}line"
    mediaType: Final = f"{ZR}mediaType"
    member: Final = f"{ZR}member"
    message: Final = f"{ZR}message"
    milestone: Final = f"{ZR}milestone"
    movedFunction: Final = f"{ZR}movedFunction"
    note: Final = f"{ZR}note"
    number: Final = f"{ZR}number"
    one: Final = f"{ZR}one"
    onePassage: Final = f"{ZR}onePassage"
    oneTask: Final = f"{ZR}oneTask"
    oneWords: Final = f"{ZR}oneWords"
    order: Final = f"{ZR}order"
    other: Final = f"{ZR}other"
    otherPassage: Final = f"{ZR}otherPassage"
    otherTask: Final = f"{ZR}otherTask"
    otherWords: Final = f"{ZR}otherWords"
    outcomeKind: Final = f"{ZR}outcomeKind"
    ownDeadline: Final = f"{ZR}ownDeadline"
    page: Final = f"{ZR}page"
    planYear: Final = f"{ZR}planYear"
    practice: Final = f"{ZR}practice"
    pValue: Final = f"{ZR}pValue"
    qValue: Final = f"{ZR}qValue"
    readAs: Final = f"{ZR}readAs"
    readConfidence: Final = f"{ZR}readConfidence"
    readRule: Final = f"{ZR}readRule"
    relation: Final = f"{ZR}relation"
    reportsOn: Final = f"{ZR}reportsOn"
    resolutionRule: Final = f"{ZR}resolutionRule"
    responsibleCount: Final = f"{ZR}responsibleCount"
    responsibleUnit: Final = f"{ZR}responsibleUnit"
    restates: Final = f"{ZR}restates"
    resumedIn: Final = f"{ZR}resumedIn"
    role: Final = f"{ZR}role"
    score: Final = f"{ZR}score"
    sectionPath: Final = f"{ZR}sectionPath"
    sectionScore: Final = f"{ZR}sectionScore"
    sha256: Final = f"{ZR}sha256"
    signal: Final = f"{ZR}signal"
    since: Final = f"{ZR}since"
    standing: Final = f"{ZR}standing"
    states: Final = f"{ZR}states"
    status: Final = f"{ZR}status"
    supervisor: Final = f"{ZR}supervisor"
    surfaceForm: Final = f"{ZR}surfaceForm"
    target: Final = f"{ZR}target"
    task: Final = f"{ZR}task"
    text: Final = f"{ZR}text"
    unit: Final = f"{ZR}unit"
    unitIn: Final = f"{ZR}unitIn"
    unitKind: Final = f"{ZR}unitKind"
    unitOfMeasure: Final = f"{ZR}unitOfMeasure"
    unitOut: Final = f"{ZR}unitOut"
    unitScore: Final = f"{ZR}unitScore"
    until: Final = f"{ZR}until"
    value: Final = f"{ZR}value"
    verdict: Final = f"{ZR}verdict"
    weightedLoad: Final = f"{ZR}weightedLoad"
    who: Final = f"{ZR}who"
    why: Final = f"{ZR}why"
    wordingScore: Final = f"{ZR}wordingScore"
    words: Final = f"{ZR}words"
    year: Final = f"{ZR}year"


class Code:
    """The coded values: roles, due times, relations of citations, comparators, statuses, kinds of derived facts."""

    lead: Final = f"{CODES}lead"
    responsible: Final = f"{CODES}responsible"
    cooperating: Final = f"{CODES}cooperating"
    hosting: Final = f"{CODES}hosting"
    supervising: Final = f"{CODES}supervising"

    by: Final = f"{CODES}by"
    during: Final = f"{CODES}during"
    event: Final = f"{CODES}event"
    standing: Final = f"{CODES}standing"

    basis: Final = f"{CODES}basis"
    deliverable: Final = f"{CODES}deliverable"
    mention: Final = f"{CODES}mention"

    at_least: Final = f"{CODES}at-least"
    at_most: Final = f"{CODES}at-most"
    equal: Final = f"{CODES}equal"
    more_than: Final = f"{CODES}more-than"
    less_than: Final = f"{CODES}less-than"

    draft: Final = f"{CODES}draft"
    issued: Final = f"{CODES}issued"

    continued: Final = f"{CODES}continued"
    handed_over: Final = f"{CODES}handed-over"
    split: Final = f"{CODES}split"
    merged: Final = f"{CODES}merged"
    restated: Final = f"{CODES}restated"

    dropped: Final = f"{CODES}dropped"
    new: Final = f"{CODES}new"

    figure_differs: Final = f"{CODES}figure-differs"
    deadline_differs: Final = f"{CODES}deadline-differs"
    lead_differs: Final = f"{CODES}lead-differs"

    overloaded: Final = f"{CODES}overloaded"
    not_more: Final = f"{CODES}not-more"
    too_few: Final = f"{CODES}too-few"

    change_rename: Final = f"{CODES}change-rename"
    change_merge: Final = f"{CODES}change-merge"
    change_split: Final = f"{CODES}change-split"
    change_transfer: Final = f"{CODES}change-transfer"
    change_dissolve: Final = f"{CODES}change-dissolve"
    change_create: Final = f"{CODES}change-create"

    decided_same: Final = f"{CODES}decided-same"
    decided_different: Final = f"{CODES}decided-different"
    decided_continues: Final = f"{CODES}decided-continues"
    decided_unrelated: Final = f"{CODES}decided-unrelated"
    decided_mention: Final = f"{CODES}decided-mention"
    decided_no_unit: Final = f"{CODES}decided-no-unit"

    in_force: Final = f"{CODES}in-force"
    in_conflict: Final = f"{CODES}in-conflict"
    not_applicable: Final = f"{CODES}not-applicable"


def finding_code(code: str) -> str:
    """The IRI of a finding's code (`no-unit` → …codes#finding-no-unit)."""
    return f"{CODES}finding-{code}"


def change_code(kind: str) -> str:
    """The IRI of a kind of change (`rename` → …codes#change-rename)."""
    return f"{CODES}change-{kind}"


def prefixed(name: str) -> str:
    """The IRI of a prefixed name: `dcterms:title` → http://purl.org/dc/terms/title."""
    prefix, _, local = name.partition(":")
    return dict(PREFIXES)[prefix] + local
