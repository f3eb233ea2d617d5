"""The thesaurus testifies for itself: every concept is read in its witness, no label has two concepts."""

from collections import Counter
from importlib.resources import files

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SKOS
from zeren.ontology.thesaurus import SCHEME, Concept, as_skos, said, thesaurus

CONCEPTS = list(thesaurus().concepts.values())


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda concept: concept.term)
def test_a_witness_is_read_as_its_concept(concept: Concept) -> None:
    assert concept in [mention.concept for mention in thesaurus().mentioned(said(concept.witness))]


def test_no_label_has_two_concepts_or_a_single_character() -> None:
    labels = Counter(said(word) for concept in CONCEPTS for word in concept.words)
    assert [label for label, count in labels.items() if count > 1] == []
    assert [label for label in labels if len(label) < 2] == []


def test_broader_concepts_are_there_and_turn_in_no_circle() -> None:
    for concept in CONCEPTS:
        seen, above = {concept.term}, concept.broader
        while above:
            assert above not in seen
            seen.add(above)
            above = thesaurus().concepts[above].broader


def test_the_file_is_a_table_of_five_columns() -> None:
    text = (files("zeren.ontology") / "thesaurus.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert {line.count("\t") for line in lines} == {4}
    assert len(lines) - 1 == len(CONCEPTS) >= 300


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("渣土车沿路撒土归谁管", ["建筑垃圾"]),
        ("村里的垃圾", ["农村垃圾污水"]),
        ("专利能不能拿去银行抵押贷款", ["知识产权", "银行抵押", "企业融资"]),
        ("今天星期几", []),
    ],
)
def test_the_longest_labels_are_read(text: str, terms: list[str]) -> None:
    assert list(dict.fromkeys(mention.concept.term for mention in thesaurus().mentioned(said(text)))) == terms


def test_it_is_skos() -> None:
    graph = Graph().parse(data="".join(f"{line} .\n" for line in as_skos()), format="nt")
    assert len(set(graph.subjects(RDF.type, SKOS.Concept))) == len(CONCEPTS)
    assert (URIRef(f"{SCHEME}/二次供水"), SKOS.broader, URIRef(f"{SCHEME}/供水")) in graph
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        assert len(list(graph.objects(concept, SKOS.prefLabel))) == 1
