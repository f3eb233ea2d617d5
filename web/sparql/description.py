"""What the endpoint says of itself: SPARQL 1.1 Service Description, and VoID for the data, as one graph.

Counts are what queries give over the store as it is; what could not be counted within the limits is left out.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from ...graph.answering import SOLUTIONS, TRIPLES, Question
from ...ontology.ntriples import literal
from ...ontology.prefixes import PREFIXES
from .refusals import RefusalError
from .workers import Workers

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
VOID: Final = "http://rdfs.org/ns/void#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_A: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_DCTERMS: Final = dict(PREFIXES)["dcterms"]
_HOST: Final = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")
_NAMES: Final = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/ld+json": "JSON-LD",
    "application/rdf+xml": "RDF_XML",
}
_COUNTS: Final = {
    "all": "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?d) { ?s ?p ?o }",
    "graphs": "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
    "classes": "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c ORDER BY ?c",
    "properties": "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY ?p",
}
Rows = list[list[str]]


class Description:
    """The description of a server's endpoint, counted once for each state of the store."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._kept: tuple[int, dict[str, Rows]] = (-1, {})

    async def ntriples(self, site: str) -> str:
        """The description as N-Triples, sorted; `site` is where the server stands (`http://host:port`)."""
        generation, _ = self._workers.snapshot()
        if self._kept[0] != generation:
            self._kept = generation, {name: await self._rows(text) for name, text in _COUNTS.items()}
        lines = sorted({*_service(site), *_dataset(site, self._kept[1])})
        return "".join(f"{line} .\n" for line in lines)

    async def _rows(self, text: str) -> Rows:
        try:
            written = await self._workers.answer(Question(text, solutions="text/csv"))
        except RefusalError as refusal:
            if refusal.headers:  # busy: another time it can be counted
                raise
            return []
        with written.file:
            return list(csv.reader(io.StringIO(written.file.read().decode())))[1:]


def site_of(scheme: str, host: str) -> str:
    """Where the server stands as the client sees it. Errors: RefusalError where the Host header names no host."""
    if not _HOST.fullmatch(host):
        raise RefusalError(400, "Host 不是主机名")
    return f"{scheme}://{host}"


def _service(site: str) -> Iterator[str]:
    me = f"<{site}/sparql>"
    yield f"{me} {_A} <{SD}Service>"
    yield f"{me} <{SD}endpoint> {me}"
    yield f"{me} <{SD}supportedLanguage> <{SD}SPARQL11Query>"
    yield f"{me} <{SD}feature> <{SD}UnionDefaultGraph>"
    yield f"{me} <{SD}defaultDataset> <{site}/.well-known/void#dataset>"
    for media in (*SOLUTIONS, *TRIPLES):
        if media in _NAMES:
            yield f"{me} <{SD}resultFormat> <{_FORMATS}{_NAMES[media]}>"


def _dataset(site: str, found: dict[str, Rows]) -> Iterator[str]:
    void = f"{site}/.well-known/void"
    me, default = f"<{void}#dataset>", f"<{void}#default>"
    yield f"<{void}> {_A} <{VOID}DatasetDescription>"
    yield f"<{void}> <http://xmlns.com/foaf/0.1/primaryTopic> {me}"
    for kind in (f"{VOID}Dataset", f"{SD}Dataset"):
        yield f"{me} {_A} <{kind}>"
    yield f"{me} <{_DCTERMS}title> {literal('责任：政府计划中的任务、单位与期限')}"
    yield f"{me} <{VOID}sparqlEndpoint> <{site}/sparql>"
    yield f"{me} <{SD}defaultGraph> {default}"
    yield f"{default} {_A} <{SD}Graph>"
    for _, iri in PREFIXES:
        yield f"{me} <{VOID}vocabulary> <{iri}>"
    for triples, subjects in found["all"]:
        yield from (_count(me, "triples", triples), _count(default, "triples", triples))
        yield _count(me, "distinctSubjects", subjects)
    yield from _graphs(void, found["graphs"])
    yield from _parts(void, "class", "entities", found["classes"])
    yield from _parts(void, "property", "triples", found["properties"])


def _graphs(void: str, rows: Rows) -> Iterator[str]:
    for iri, triples in rows:
        named, graph = (f"<{void}#{kind}/{quote(iri, safe='')}>" for kind in ("named", "graph"))
        yield f"<{void}#dataset> <{SD}namedGraph> {named}"
        yield f"{named} {_A} <{SD}NamedGraph>"
        yield f"{named} <{SD}name> <{iri}>"
        yield f"{named} <{SD}graph> {graph}"
        yield f"{graph} {_A} <{SD}Graph>"
        yield f"{graph} {_A} <{VOID}Dataset>"
        yield _count(graph, "triples", triples)


def _parts(void: str, kind: str, counted: str, rows: Rows) -> Iterator[str]:
    yield from [_count(f"<{void}#dataset>", "classes" if kind == "class" else "properties", str(len(rows)))] * bool(
        rows
    )
    for iri, number in rows:
        part = f"<{void}#{kind}/{quote(iri, safe='')}>"
        yield f"<{void}#dataset> <{VOID}{kind}Partition> {part}"
        yield f"{part} <{VOID}{kind}> <{iri}>"
        yield _count(part, counted, number)


def _count(subject: str, name: str, number: str) -> str:
    return f'{subject} <{VOID}{name}> "{number}"^^<http://www.w3.org/2001/XMLSchema#integer>'
