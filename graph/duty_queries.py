"""What is asked of a store to read its tasks: small questions, put together in `duties.py`, since joins cost most."""

TASKS = """
SELECT ?task ?plan ?order ?number ?title ?section ?text ?start ?end ?line ?page WHERE {
  ?task a zr:Task ; zr:number ?number ; dcterms:title ?title ; zr:order ?order ; dcterms:isPartOf ?plan ;
        prov:wasDerivedFrom ?passage .
  ?passage oa:start ?start ; oa:end ?end ; oa:exact ?text ; zr:line ?line .
  OPTIONAL { ?passage zr:page ?page } OPTIONAL { ?task zr:sectionPath ?section }
}"""
PLANS = """
SELECT ?plan ?title ?year ?file ?place ?issuer WHERE {
  ?plan a zr:Plan ; dcterms:title ?title ; prov:wasDerivedFrom ?source . ?source zr:fileName ?file .
  OPTIONAL { ?plan zr:planYear ?year } OPTIONAL { ?plan eli:jurisdiction/skos:prefLabel ?place }
  OPTIONAL { ?plan dcterms:publisher ?issuer }
}"""
HOLDERS = """
SELECT ?task ?order ?unit ?printed ?full ?role WHERE {
  ?task zr:assignment ?a . ?a zr:order ?order ; zr:unit ?unit ; zr:role ?role ; zr:surfaceForm ?printed .
  OPTIONAL { ?a zr:fullForm ?full }
}"""
UNITS = """
SELECT ?unit ?type ?name ?kind ?parent WHERE {
  ?unit a ?type ; skos:prefLabel ?name . FILTER(?type IN (zr:Unit, zr:UnitGroup))
  OPTIONAL { ?unit zr:unitKind ?kind } OPTIONAL { ?unit org:unitOf ?parent }
}"""
DUES = """
SELECT ?task ?start ?link ?words ?day WHERE {
  ?task a zr:Task ; ?link ?due . FILTER(?link IN (zr:ownDeadline, zr:milestone))
  ?due zr:words ?words ; prov:wasDerivedFrom ?passage . ?passage oa:start ?start . OPTIONAL { ?due zr:lastDay ?day }
}"""
CITATIONS = """
SELECT ?task ?start ?relation ?words ?work ?number WHERE {
  ?task a zr:Task ; zr:citation ?c . ?c zr:relation ?relation ; zr:words ?words ; zr:cites ?work ;
        prov:wasDerivedFrom ?passage . ?passage oa:start ?start .
  OPTIONAL { ?work eli:id_local ?number }
}"""
TARGETS = """
SELECT ?task ?start ?end ?words ?comparator ?value ?measure WHERE {
  ?task a zr:Task ; zr:target ?target .
  ?target zr:words ?words ; zr:comparator/skos:notation ?comparator ; zr:value ?value ; zr:unitOfMeasure ?measure ;
          prov:wasDerivedFrom ?passage .
  ?passage oa:start ?start ; oa:end ?end .
}"""
DOCUMENTS = """
SELECT ?file ?title ?year ?kind ?plan WHERE {
  VALUES ?kind { zr:Plan zr:NewsReport } ?plan a ?kind ; dcterms:title ?title ; prov:wasDerivedFrom ?source .
  ?source zr:fileName ?file . OPTIONAL { ?plan zr:planYear ?year }
}"""
NAMES = """
SELECT DISTINCT ?name ?unit WHERE {
  { ?unit a zr:Unit } UNION { ?unit a zr:UnitGroup } ?unit skos:prefLabel|skos:altLabel ?name
  FILTER(EXISTS { ?led zr:leadUnit ?unit } || EXISTS { ?shared zr:responsibleUnit ?unit })
}"""
PLACES = "SELECT DISTINCT ?place WHERE { ?plan eli:jurisdiction/skos:prefLabel ?place }"
LINKS = """
SELECT ?earlier ?later ?kind ?confidence WHERE {
  ?link a zr:Continuation ; zr:earlierTask ?earlier ; zr:laterTask ?later ; zr:confidence ?confidence ;
        zr:continuationKind/skos:notation ?kind .
}"""
