"""SDTM out: what Dataset-JSON and define.xml say of the datasets."""

import json
from dataclasses import replace
from xml.etree import ElementTree as ET

from recist.formats.sdtm.tables import datasets_of
from recist.formats.sdtm.variables import DOMAINS
from tests.formats.sdtm_files import MADE_AT, PROTOCOLS, everything, written
from tests.formats.sdtm_records import ORIGIN

DEF = "{http://www.cdisc.org/ns/def/v2.1}"
ODM = "{http://www.cdisc.org/ns/odm/v1.3}"


def test_dataset_json_has_what_version_1_1_asks_for() -> None:
    dataset = datasets_of(everything())["RS"]
    document = json.loads(written(everything())["sdtm/rs.json"].content)

    assert list(document) == [
        "datasetJSONCreationDateTime",
        "datasetJSONVersion",
        "fileOID",
        "originator",
        "sourceSystem",
        "studyOID",
        "metaDataVersionOID",
        "metaDataRef",
        "itemGroupOID",
        "records",
        "name",
        "label",
        "columns",
        "rows",
    ]
    assert document["datasetJSONVersion"] == "1.1.0"
    assert document["sourceSystem"] == {"name": "recist", "version": "0.1.0"}
    assert document["records"] == len(document["rows"]) == dataset.size
    assert document["columns"][3] == {
        "itemOID": "IT.RS.RSSEQ",
        "name": "RSSEQ",
        "label": "Sequence Number",
        "dataType": "integer",
    }
    assert document["columns"][0]["keySequence"] == 1
    assert {len(row) for row in document["rows"]} == {len(document["columns"])}
    for one, values in zip(document["columns"], zip(*document["rows"], strict=True), strict=True):
        told = [value for value in values if value is not None]
        kind = str if one["dataType"] in ("string", "date") else int | float
        assert all(isinstance(value, kind) for value in told)
        if one["dataType"] == "string":
            assert one["length"] == max(map(len, told), default=1)


def test_every_json_names_trial_protocols_program_and_head() -> None:
    for path, file in written(everything()).items():
        if path.endswith(".json"):
            oid = json.loads(file.content)["fileOID"]
            assert all(name in oid for name in ("LIVER-01", *PROTOCOLS, ORIGIN.head))
    without = written(replace(everything(), origin=replace(ORIGIN, head="")))
    oid = json.loads(without["sdtm/tu.json"].content)["fileOID"]
    assert "reading table, no audit chain" in oid


def defined() -> ET.Element:
    return ET.fromstring(written(everything())["sdtm/define.xml"].content)


def test_define_xml_names_what_it_is_of() -> None:
    root = defined()
    version = root.find(f".//{ODM}MetaDataVersion")
    assert version is not None
    text = version.get("Description", "")
    for name in ("LIVER-01", *PROTOCOLS, "recist 0.1.0", ORIGIN.head, MADE_AT):
        assert name in text
    assert root.get("CreationDateTime") == MADE_AT
    assert version.get(f"{DEF}DefineVersion") == "2.1.0"


def test_define_xml_describes_every_variable_in_order() -> None:
    root = defined()
    items = {one.get("OID"): one for one in root.iter(f"{ODM}ItemDef")}
    for group in root.iter(f"{ODM}ItemGroupDef"):
        name = group.get("Name", "")
        refs = group.findall(f"{ODM}ItemRef")
        assert [one.get("ItemOID") for one in refs] == [
            f"IT.{name}.{v}" for v in DOMAINS[name].names
        ]
        assert [one.get("OrderNumber") for one in refs] == [str(n + 1) for n in range(len(refs))]
        for ref in refs:
            item = items[ref.get("ItemOID")]
            assert item.find(f"{ODM}Description") is not None
            told = item.find(f"{DEF}Origin"), item.find(f"{DEF}ValueListRef")
            assert [one is not None for one in told].count(True) == 1


def test_every_reference_in_define_xml_leads_somewhere() -> None:
    root = defined()
    known = {value for one in root.iter() for name, value in one.attrib.items() if name == "OID"}
    known |= {one.get("ID", "") for one in root.iter(f"{DEF}leaf")}
    references = [
        value
        for one in root.iter()
        for name, value in one.attrib.items()
        if name.rpartition("}")[2] != "FileOID"
        and name.rpartition("}")[2].endswith(("OID", "LocationID"))
        and name != "OID"
    ]
    assert references
    assert [one for one in references if one not in known] == []
    oids = [one.attrib["OID"] for one in root.iter() if "OID" in one.attrib]
    assert len(set(oids)) == len(oids)


def test_a_codelist_has_the_terms_that_are_used() -> None:
    lists = {one.get("OID"): one for one in defined().iter(f"{ODM}CodeList")}
    words = {one.get("CodedValue") for one in lists["CL.TRPROPRS"].findall(f"{ODM}EnumeratedItem")}
    assert words == {
        "ABSENT", "EQUIVOCAL", "NON-PATHOLOGICAL", "PATHOLOGICAL", "PRESENT", "TUMOR MERGED",
        "UNEQUIVOCAL",
    }  # fmt: skip


def test_every_derived_test_has_its_method() -> None:
    root = defined()
    methods = {one.get("OID") for one in root.iter(f"{ODM}MethodDef")}
    tests = ("SUMDIAM", "SUMNLNLD", "LNSTATE", "ACNSD", "PCBSD", "PCNSD")
    assert methods >= {f"MT.{test}" for test in tests}
