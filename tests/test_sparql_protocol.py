"""The SPARQL 1.1 Protocol, query operation: what the W3C protocol tests expect, over a store of the test's own.

Names are those of the W3C suite (data-r2011, protocol); data0 … data3 stand for its kasei.us documents.
"""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.testclient import TestClient
from zeren.graph.store import Store
from zeren.web.sparql.limits import Limits
from zeren.web.sparql.routing import routes
from zeren.web.sparql.workers import Workers

DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
ONE, TWO, THREE = (DATA.format(n) for n in (1, 2, 3))


def page(_request: Request) -> Response:
    return HTMLResponse("<!doctype html><title>editor</title>")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    store = tmp_path_factory.mktemp("protocol") / "zeren.db"
    with Store.writing(store) as opened:
        opened.add("".join(f'<urn:s{n}> <urn:p> "{n}" <{DATA.format(n)}> .\n' for n in range(4)))
    workers = Workers(lambda: (1, store), Limits(seconds=20, workers=1))
    with TestClient(Starlette(routes=routes(workers, page))) as found:
        yield found
    workers.close()


def asked(client: TestClient, text: str, **more: str | list[str]) -> bool:
    found = client.get("/sparql", params={"query": text, **more})
    assert found.status_code == 200, found.text
    assert found.headers["content-type"].startswith("application/sparql-results+json")
    return bool(found.json()["boolean"])


def test_query_get(client: TestClient) -> None:
    assert asked(client, "ASK {}")


def test_query_post_form(client: TestClient) -> None:
    assert client.post("/sparql", data={"query": "ASK {}"}).json()["boolean"] is True


def test_query_post_direct(client: TestClient) -> None:
    found = client.post("/sparql", content="ASK {}", headers={"content-type": QUERY})
    assert found.json()["boolean"] is True


SEEN = "ASK { <urn:s1> ?p ?o . <urn:s2> ?q ?r }"
HIDDEN = "ASK { <urn:s3> ?p ?o }"
NAMED = (
    "ASK { GRAPH ?g { <urn:s1> ?p ?o } GRAPH ?h { <urn:s2> ?q ?r } FILTER NOT EXISTS { GRAPH ?i { <urn:s3> ?t ?u } } }"
)


@pytest.mark.parametrize("post", [False, True])
def test_query_dataset_default_graphs(client: TestClient, *, post: bool) -> None:
    graphs = {"default-graph-uri": [ONE, TWO]}
    for text, expected in ((SEEN, True), (HIDDEN, False), ("ASK { GRAPH ?g { ?s ?p ?o } }", False)):
        if post:
            found = client.post("/sparql", params=graphs, content=text, headers={"content-type": QUERY})
            assert found.json()["boolean"] is expected
        else:
            assert asked(client, text, **graphs) is expected


def test_query_dataset_named_graphs(client: TestClient) -> None:
    graphs = {"named-graph-uri": [ONE, TWO]}
    assert asked(client, NAMED, **graphs)
    assert not asked(client, "ASK { ?s ?p ?o }", **graphs)
    assert client.post("/sparql", data={"query": NAMED, **graphs}).json()["boolean"] is True


def test_query_dataset_full(client: TestClient) -> None:
    text = "ASK { <urn:s1> ?p ?o GRAPH ?g { <urn:s2> ?q ?r } FILTER NOT EXISTS { <urn:s2> ?t ?u } }"
    assert asked(client, text, **{"default-graph-uri": ONE, "named-graph-uri": TWO})


def test_query_multiple_dataset(client: TestClient) -> None:
    """The protocol's dataset wins over the query's own."""
    text = f"ASK FROM <{THREE}> {{ <urn:s1> ?p ?o FILTER NOT EXISTS {{ <urn:s3> ?q ?r }} }}"
    assert asked(client, text, **{"default-graph-uri": ONE})


def test_the_text_may_name_its_own_graphs(client: TestClient) -> None:
    assert asked(client, f"ASK FROM <{ONE}> {{ <urn:s1> ?p ?o FILTER NOT EXISTS {{ <urn:s2> ?q ?r }} }}")
    assert asked(client, f"ASK FROM NAMED <{TWO}> {{ GRAPH ?g {{ <urn:s2> ?p ?o }} }}")


def test_without_graphs_the_default_is_their_union(client: TestClient) -> None:
    assert asked(client, "ASK { <urn:s1> ?p ?o . <urn:s3> ?q ?r }")


SELECTS = [
    "application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values",
    "application/json", "application/xml",
]  # fmt: skip
GRAPHS = ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"]


@pytest.mark.parametrize("media", SELECTS)
def test_query_content_type_select(client: TestClient, media: str) -> None:
    text = "SELECT ?o { <urn:s1> <urn:p> ?o }"
    found = client.get("/sparql", params={"query": text}, headers={"accept": media})
    assert found.headers["content-type"].partition(";")[0] == media
    assert "1" in found.text


def test_csv_and_tsv_are_as_the_recommendation_writes_them(client: TestClient) -> None:
    params = {"query": 'SELECT ?a ?b { VALUES (?a ?b) { ("x,\\"y" 1) (<urn:s> UNDEF) } }'}
    csv = client.get("/sparql", params=params, headers={"accept": "text/csv"})
    assert csv.text == 'a,b\r\n"x,""y",1\r\nurn:s,\r\n'
    tsv = client.get("/sparql", params=params, headers={"accept": "text/tab-separated-values"})
    assert tsv.text == '?a\t?b\n"x,\\"y"\t1\n<urn:s>\t\n'


@pytest.mark.parametrize("media", SELECTS)
def test_query_content_type_ask(client: TestClient, media: str) -> None:
    found = client.get("/sparql", params={"query": "ASK {}"}, headers={"accept": media})
    assert found.headers["content-type"].partition(";")[0] == media
    assert "true" in found.text


@pytest.mark.parametrize("media", GRAPHS)
@pytest.mark.parametrize("text", ["DESCRIBE <urn:s1>", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"])
def test_query_content_type_describe_and_construct(client: TestClient, media: str, text: str) -> None:
    found = client.get("/sparql", params={"query": text}, headers={"accept": media})
    assert found.headers["content-type"].partition(";")[0] == media
    assert "urn:s1" in found.text


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("text/turtle, text/csv;q=0.1", "text/csv"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
    ],
)
def test_the_best_of_what_is_accepted_is_sent(client: TestClient, accept: str, media: str) -> None:
    found = client.get("/sparql", params={"query": "SELECT * {}"}, headers={"accept": accept})
    assert found.headers["content-type"].partition(";")[0] == media


BAD = {
    "bad-query-syntax": ("GET", {"params": {"query": "ASK {"}}, 400),
    "bad-multiple-queries": ("GET", {"params": [("query", "ASK {}"), ("query", "SELECT * {}")]}, 400),
    "bad-query-method": ("PUT", {"params": {"query": "ASK {}"}}, 405),
    "bad-query-missing-form-type": ("POST", {"content": "query=ASK%20%7B%7D"}, 415),
    "bad-query-missing-direct-type": ("POST", {"content": "ASK {}"}, 415),
    "bad-query-wrong-media-type": ("POST", {"content": "ASK {}", "headers": {"content-type": "text/plain"}}, 415),
    "bad-query-non-utf8": (
        "POST",
        {"content": "ASK {}".encode("utf-16"), "headers": {"content-type": f"{QUERY}; charset=UTF-16"}},
        415,
    ),
    "non-utf8 that says nothing": (
        "POST", {"content": b"ASK { ?s ?p '\xff' }", "headers": {"content-type": QUERY}}, 400,
    ),
    "no query": ("POST", {"data": {"default-graph-uri": ONE}}, 400),
    "no query in the address": ("GET", {"params": {"default-graph-uri": ONE}}, 400),
    "two ways at once": (
        "POST", {"params": {"query": "ASK {}"}, "content": "ASK {}", "headers": {"content-type": QUERY}}, 400,
    ),
    "a graph that is no IRI": ("GET", {"params": {"query": "ASK {}", "default-graph-uri": "x y"}}, 400),
    "a form that is not spoken": ("GET", {"params": {"query": "ASK {}"}, "headers": {"accept": "image/png"}}, 406),
    "triples as a table": (
        "GET", {"params": {"query": "DESCRIBE <urn:s1>"}, "headers": {"accept": "text/csv"}}, 406,
    ),
    "an update as a query": ("GET", {"params": {"query": "DROP ALL"}}, 400),
    "an update": ("POST", {"data": {"update": "DROP ALL"}}, 403),
    "an update, direct": (
        "POST", {"content": "DROP ALL", "headers": {"content-type": "application/sparql-update"}}, 403,
    ),
    "a load": ("POST", {"data": {"update": "LOAD <http://127.0.0.1/>"}}, 403),
    "a load as a query": ("GET", {"params": {"query": "LOAD <http://127.0.0.1/>"}}, 400),
    "too long": ("POST", {"data": {"query": "ASK {} #" + "x" * (1 << 20)}}, 413),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_request_is_refused(client: TestClient, name: str) -> None:
    method, request, status = BAD[name]
    found = client.request(method, "/sparql", **request)  # type: ignore[arg-type]
    assert found.status_code == status, found.text
    assert found.headers["content-type"].startswith("text/plain")
    assert found.text.strip()
    assert found.headers["access-control-allow-origin"] == "*"


def test_an_address_that_is_not_utf_8_is_refused(client: TestClient) -> None:
    assert client.get("/sparql?query=ASK%20%7B%7D%20%23%FF").status_code == 400


def test_head_and_options(client: TestClient) -> None:
    params = {"query": "ASK {}"}
    head, got = client.head("/sparql", params=params), client.get("/sparql", params=params)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == got.headers["content-length"] == str(len(got.content))
    before = client.options("/sparql", headers={"origin": "http://example.org"})
    assert before.status_code == 204
    assert {"GET", "POST", "OPTIONS"} <= set(before.headers["access-control-allow-methods"].split(", "))


def test_the_book_keeping_is_seen_by_no_query(client: TestClient) -> None:
    for text in (
        "ASK { <urn:zeren:store#> ?p ?o }",
        "ASK { GRAPH <urn:zeren:manifest> { ?s ?p ?o } }",
        "ASK FROM <urn:zeren:manifest> { ?s ?p ?o }",
        "ASK FROM NAMED <urn:zeren:manifest> { GRAPH ?g { ?s ?p ?o } }",
        'ASK { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), "urn:zeren")) }',
    ):
        assert not asked(client, text), text
    for name in ("default-graph-uri", "named-graph-uri"):
        assert not asked(client, "ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }", **{name: "urn:zeren:manifest"})


def test_without_a_query_a_browser_gets_the_editor_and_a_program_the_description(client: TestClient) -> None:
    html = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert "editor" in client.get("/sparql", headers={"accept": html}).text
    for media in GRAPHS:
        found = client.get("/sparql", headers={"accept": media})
        assert found.headers["content-type"].partition(";")[0] == media
        assert "SPARQL11Query" in found.text
    assert client.get("/sparql", headers={"accept": "image/png"}).status_code == 406


def test_the_description_counts_the_data(client: TestClient) -> None:
    lines = client.get("/.well-known/void", headers={"accept": "application/n-triples"}).text
    void, number = "http://rdfs.org/ns/void#", '"{}"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert f"void#dataset> <{void}triples> {number.format(4)}" in lines
    assert f"<{void}distinctSubjects> {number.format(4)}" in lines
    assert f"<{void}sparqlEndpoint> <http://testserver/sparql>" in lines
    assert lines.count("service-description#name> <http://kasei.us/") == 4
    assert "urn:zeren:manifest" not in lines
    assert client.get("/.well-known/void", headers={"host": "a> <b"}).status_code == 400
