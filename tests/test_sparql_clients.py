"""The endpoint as clients see it that nobody here wrote, over the bundled corpus and a real server."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from served import serving
from SPARQLWrapper import CSV, JSON, N3, POST, SPARQLWrapper
from zeren.web.sparql.limits import Limits

# Counted in corpus/: five documents, one of them a news report.
PLANS = "SELECT ?title { ?plan a zr:Plan ; dcterms:title ?title } ORDER BY ?title"
TITLE = "2018年城市管理工作要点"


@pytest.fixture(scope="module")
def address(corpus_store: Path) -> Iterator[str]:
    with serving(corpus_store, Limits()) as (found, _):
        yield found


@pytest.mark.parametrize("post", [False, True])
def test_sparqlwrapper(address: str, *, post: bool) -> None:
    client = SPARQLWrapper(address, returnFormat=JSON)
    client.setQuery(PLANS)
    if post:
        client.setMethod(POST)
    answer: Any = client.queryAndConvert()
    rows = answer["results"]["bindings"]
    assert any(TITLE in row["title"]["value"] for row in rows)
    client.setReturnFormat(CSV)
    answer = client.queryAndConvert()
    assert TITLE in answer.decode()
    client.setQuery("CONSTRUCT { ?p dcterms:title ?t } { ?p a zr:Plan ; dcterms:title ?t }")
    client.setReturnFormat(N3)
    answer = client.queryAndConvert()
    assert TITLE in answer.decode()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib(address: str, method: str) -> None:
    graph = Graph(SPARQLStore(address, method=method))
    rows: list[Any] = list(graph.query(PLANS, initNs={}))
    assert any(TITLE in str(row[0]) for row in rows)
    plan = URIRef("https://w3id.org/zeren/ns#Plan")
    assert len(list(graph.subjects(None, plan))) == len(rows)


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl(address: str) -> None:
    def curl(*words: str) -> str:
        return subprocess.run(["curl", "-sS", *words, address], check=True, capture_output=True, text=True).stdout

    assert TITLE in curl("-H", "Accept: text/csv", "--data-urlencode", f"query={PLANS}")
    assert TITLE in curl("-G", "--data-urlencode", f"query={PLANS}")
    assert TITLE in curl("-H", "Content-Type: application/sparql-query", "-H", "Accept: text/csv", "-d", PLANS)
    assert "sparql-service-description" in curl("-H", "Accept: text/turtle")


GUIDE = (Path(__file__).parents[1] / "docs" / "sparql.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("block", re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL))
def test_the_guide_s_python_runs(address: str, block: str) -> None:
    names: dict[str, Any] = {"ENDPOINT": address}
    exec(block, names)  # noqa: S102 -- our own guide
    assert any(TITLE in title for title in names["titles"])


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_guide_s_shell_runs(address: str) -> None:
    [block] = re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL)
    run = subprocess.run(
        ["sh", "-c", block], check=True, capture_output=True, text=True, env={**os.environ, "ENDPOINT": address}
    )
    assert TITLE in run.stdout
