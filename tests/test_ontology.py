"""The ontology: closed, labelled in two languages, OWL 2 DL as far as can be told here; shapes and codes fit it."""

import ast
import typing
from pathlib import Path

import pytest
import zeren
from rdflib import OWL, RDF, RDFS, SH, SKOS, BNode, Graph, Literal, URIRef
from zeren.graph.store import Store
from zeren.loaders import extract
from zeren.ontology.prefixes import CODES, PREFIXES, ZR
from zeren.ontology.terms import Code, Zr, finding_code, prefixed
from zeren.ontology.vocabulary import vocabulary

Name = typing.Literal["zeren", "shapes", "codes"]
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


def read(name: Name) -> Graph:
    return Graph().parse(data=vocabulary(name), format="turtle")


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return read("zeren")


@pytest.fixture(scope="module")
def codes() -> Graph:
    return read("codes")


def declared(ontology: Graph, *kinds: URIRef) -> set[str]:
    return {str(term) for kind in kinds for term in ontology.subjects(RDF.type, kind) if not isinstance(term, BNode)}


def constants(of: type) -> dict[str, str]:
    return {name: value for name, value in vars(of).items() if not name.startswith("_")}


def test_constants_and_terms_are_the_same(ontology: Graph) -> None:
    assert set(constants(Zr).values()) == {term for term in declared(ontology, *KINDS) if term.startswith(ZR)}
    assert all(value == ZR + name for name, value in constants(Zr).items())


def test_constants_and_codes_are_the_same(codes: Graph) -> None:
    concepts = {str(code) for code in codes.subjects(RDF.type, SKOS.Concept)}
    assert set(constants(Code).values()) == {code for code in concepts if "#finding-" not in code}


@pytest.mark.parametrize("predicate", [RDFS.label, RDFS.comment])
def test_every_term_is_explained_in_two_languages(ontology: Graph, predicate: URIRef) -> None:
    for term in constants(Zr).values():
        found = {word.language: word for word in ontology.objects(URIRef(term), predicate) if isinstance(word, Literal)}
        assert set(found) == {"zh", "en"}, term
        assert all(found.values())


def test_every_code_is_explained_in_two_languages_and_has_one_notation(codes: Graph) -> None:
    for code in codes.subjects(RDF.type, SKOS.Concept):
        for predicate in (SKOS.prefLabel, SKOS.definition):
            assert {word.language for word in codes.objects(code, predicate) if isinstance(word, Literal)} == {
                "zh",
                "en",
            }
        assert len(list(codes.objects(code, SKOS.notation))) == 1
        assert len(list(codes.objects(code, SKOS.inScheme))) == 1


def test_no_term_is_two_kinds_of_thing(ontology: Graph) -> None:
    """OWL 2 DL keeps classes and the three sorts of property apart."""
    for i, kind in enumerate(KINDS):
        for other in KINDS[i + 1 :]:
            assert not declared(ontology, kind) & declared(ontology, other)


def test_every_term_used_is_declared(ontology: Graph) -> None:
    known = declared(ontology, *KINDS)
    for predicate in (RDFS.domain, RDFS.range, RDFS.subClassOf, OWL.disjointWith):
        for value in ontology.objects(None, predicate):
            assert str(value) in known or str(value).startswith("http://www.w3.org/2001/XMLSchema#"), value


def test_ranges_fit_the_kind_of_property(ontology: Graph) -> None:
    for term in declared(ontology, OWL.DatatypeProperty):
        assert all("XMLSchema" in str(r) for r in ontology.objects(URIRef(term), RDFS.range)), term
    for term in declared(ontology, OWL.ObjectProperty):
        assert not any("XMLSchema" in str(r) for r in ontology.objects(URIRef(term), RDFS.range)), term


def test_the_graph_says_nothing_that_is_not_declared(ontology: Graph, corpus_store: Path) -> None:
    known = declared(ontology, *KINDS)
    with Store.reading(corpus_store) as store:
        graphs = "FILTER(!STRSTARTS(STR(?g), 'urn:'))"
        properties = {row[0] for row in store.select(f"SELECT DISTINCT ?p {{ GRAPH ?g {{ ?s ?p ?o }} {graphs} }}")}
        classes = {row[0] for row in store.select(f"SELECT DISTINCT ?c {{ GRAPH ?g {{ ?s a ?c }} {graphs} }}")}
    assert properties - known <= {str(RDF.type), str(OWL.sameAs)}
    assert classes <= known


def finding_codes() -> set[str]:
    """The codes that the loaders write: the first word of each `Finding(…)`, the keys of the table of idle items."""
    found = set(extract._IDLE)
    for file in (Path(zeren.__file__).parent / "loaders").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding":
                found |= {str(arg.value) for arg in node.args[:1] if isinstance(arg, ast.Constant)}
    return found


def test_findings_and_their_codes_are_the_same(codes: Graph) -> None:
    concepts = {str(code) for code in codes.subjects(RDF.type, SKOS.Concept) if "#finding-" in str(code)}
    assert concepts == {finding_code(code) for code in finding_codes()}


def test_object_properties_point_at_things_and_datatype_properties_hold_words(
    ontology: Graph, corpus_store: Path
) -> None:
    with Store.reading(corpus_store) as store:
        iris = {row[0] for row in store.select("SELECT DISTINCT ?p { ?s ?p ?o FILTER(isIRI(?o)) }")}
        words = {row[0] for row in store.select("SELECT DISTINCT ?p { ?s ?p ?o FILTER(isLiteral(?o)) }")}
    assert not iris & declared(ontology, OWL.DatatypeProperty)
    assert not words & declared(ontology, OWL.ObjectProperty)


def test_shapes_name_only_what_is_declared(ontology: Graph, codes: Graph) -> None:
    shapes = read("shapes")
    known = declared(ontology, *KINDS) | {str(code) for code in codes.subjects()}
    named = {*shapes.objects(None, SH.path), *shapes.objects(None, SH.targetClass), *shapes.objects(None, SH["class"])}
    assert {str(term) for term in named} <= known
    listed = {str(term) for _, _, term in shapes.triples((None, RDF.first, None)) if str(term).startswith(CODES)}
    assert listed <= known


def test_every_class_of_ours_with_facts_has_a_shape(ontology: Graph) -> None:
    shaped = {str(term) for term in read("shapes").objects(None, SH.targetClass)}
    ours = {term for term in declared(ontology, OWL.Class) if term.startswith(ZR)}
    assert ours - shaped == {Zr.Document}


def test_prefixes_agree_over_all_files() -> None:
    for name in typing.get_args(Name):
        for line in vocabulary(name).splitlines():
            if line.startswith("@prefix"):
                prefix, iri = line.removeprefix("@prefix ").removesuffix(" .").split(": ")
                assert dict(PREFIXES).get(prefix, "http://www.w3.org/ns/shacl#") == iri.strip("<>")
    assert prefixed("dcterms:title") == "http://purl.org/dc/terms/title"
