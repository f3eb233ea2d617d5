"""The namespaces that zeren writes in, each with its usual prefix."""

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
