"""define.xml against CDISC's schema, and against the conformance rules that no schema holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files
from xml.etree import ElementTree as ET

import pytest

from recist.formats.sdtm.codelists import CODELISTS
from recist.formats.sdtm.define_items import is_empty
from recist.formats.sdtm.methods import METHODS, OF_QUALIFIERS
from recist.formats.sdtm.supplemental import NAMES, QUALIFIERS
from recist.formats.sdtm.tables import datasets_of
from recist.formats.sdtm.terms import LOCATIONS
from recist.trial.record import ExportRecord
from tests.formats.sdtm_files import everything, written
from tests.formats.sdtm_records import record, rows

DEF = "{http://www.cdisc.org/ns/def/v2.1}"
ODM = "{http://www.cdisc.org/ns/odm/v1.3}"
NUMBERS = """
baseline | T1 | target | liver | measured | 50/
week 8 | T1 | target | liver | measured | 30/
"""
MARKED = """
baseline | T1 | target | liver | measured | 50/ | comment=none
baseline | CEA | marker | | raised |
week 8 | T1 | target | liver | measured | 10/
week 8 | CEA | marker | | normal |
"""
NOTHING = "baseline | | visit | | assessed |"
RECORDS: dict[str, Callable[[], ExportRecord]] = {
    "every state": everything,
    "numbers alone": lambda: record(rows(NUMBERS)),
    "a marker": lambda: record(rows(MARKED)),
    "no lesion": lambda: record(rows(NOTHING)),
}


@pytest.fixture(params=RECORDS)
def told(request: pytest.FixtureRequest) -> ExportRecord:
    return RECORDS[request.param]()


def defined(told: ExportRecord) -> ET.Element:
    return ET.fromstring(written(told)["sdtm/define.xml"].content)


def item_refs(root: ET.Element) -> Iterator[tuple[ET.Element, ET.Element]]:
    """Yield every reference to an item with the item."""
    items = {one.get("OID"): one for one in root.iter(f"{ODM}ItemDef")}
    for one in root.iter(f"{ODM}ItemRef"):
        yield one, items[one.get("ItemOID")]


def origin(item: ET.Element) -> str:
    found = item.find(f"{DEF}Origin")
    return "" if found is None else found.get("Type", "")


def test_it_is_valid_by_the_schema_of_version_2_1(told: ExportRecord) -> None:
    xmlschema = pytest.importorskip("xmlschema", reason="no validator of schemas is there")
    schema = files("odmlib") / "schemas" / "define" / "2.1" / "define2-1-0.xsd"
    text = written(told)["sdtm/define.xml"].content.decode()
    assert [one.reason for one in xmlschema.XMLSchema(str(schema)).iter_errors(text)] == []


def test_every_reference_leads_somewhere(told: ExportRecord) -> None:
    root = defined(told)
    known = {one.attrib["OID"] for one in root.iter() if "OID" in one.attrib}
    refs = ("ItemOID", "MethodOID", "CodeListOID", "WhereClauseOID", "ValueListOID", "CommentOID")
    used = {
        value
        for one in root.iter()
        for name, value in one.attrib.items()
        if name.rpartition("}")[2] in refs
    }
    assert used <= known


def test_what_is_derived_has_a_method(told: ExportRecord) -> None:
    # DEFINE-XML-0073
    wrong = [
        ref.get("ItemOID")
        for ref, item in item_refs(defined(told))
        if (origin(item) == "Derived") != ("MethodOID" in ref.attrib)
        and item.find(f"{DEF}ValueListRef") is None
    ]
    assert wrong == []


def test_qualifiers_are_described_one_by_one(told: ExportRecord) -> None:
    # DEFINE-XML-0055
    root = defined(told)
    values = [one for one in root.iter(f"{ODM}ItemDef") if one.get("Name") == "QVAL"]
    names = {
        name for dataset in datasets_of(told).values() for name in dataset.columns.get("QNAM", ())
    }
    described = {one.get("Name") for one in root.iter(f"{ODM}ItemDef")}
    assert all(one.find(f"{DEF}ValueListRef") is not None for one in values)
    assert names <= described


def test_what_has_no_value_says_so(told: ExportRecord) -> None:
    # DEFINE-XML-0076, 0240 and 0242
    root = defined(told)
    empty = {
        f"IT.{name}.{variable}"
        for name, dataset in datasets_of(told).items()
        for variable, cells in dataset.columns.items()
        if is_empty(cells)
    }
    refs = list(item_refs(root))
    marked = {ref.get("ItemOID") for ref, _ in refs if ref.get(f"{DEF}HasNoData")}
    assert marked == empty
    assert {item.get("OID") for _, item in refs if item.get(f"{DEF}CommentOID")} == empty
    for group in root.iter(f"{ODM}ItemGroupDef"):
        assert (f"{DEF}HasNoData" in group.attrib) == (f"{DEF}CommentOID" in group.attrib)


def test_variables_of_a_codelist_refer_to_it_also_where_they_are_empty(told: ExportRecord) -> None:
    # DEFINE-XML-0149
    items = {one.get("OID"): one for one in defined(told).iter(f"{ODM}ItemDef")}
    for name, dataset in datasets_of(told).items():
        for one in dataset.domain.variables:
            item = items[f"IT.{name}.{one.name}"]
            if one.codelist and item.find(f"{DEF}ValueListRef") is None:
                assert item.find(f"{ODM}CodeListRef") is not None, one.name


def test_numbers_are_no_terms(told: ExportRecord) -> None:
    # SD0037: a value that is not in the codelist
    for one in defined(told).iter(f"{ODM}EnumeratedItem"):
        assert not one.get("CodedValue", "").replace(".", "").isdigit()


def test_a_term_has_its_code_or_is_an_extension(told: ExportRecord) -> None:
    # DEFINE-XML-0098
    for one in defined(told).iter(f"{ODM}EnumeratedItem"):
        is_extended = one.get(f"{DEF}ExtendedValue") == "Yes"
        assert is_extended != (one.find(f"{ODM}Alias") is not None), one.get("CodedValue")


def test_a_supplement_is_called_by_the_dataset_that_it_belongs_to(told: ExportRecord) -> None:
    # DEFINE-XML-0095
    for one in defined(told).iter(f"{ODM}ItemGroupDef"):
        is_same = one.get("Name") == one.get("Domain")
        assert is_same == (one.find(f"{ODM}Alias") is None)


def test_every_derived_qualifier_has_a_method() -> None:
    derived = {name for name, (_, origin) in QUALIFIERS.items() if origin == "Derived"}
    assert derived == set(OF_QUALIFIERS)
    assert not derived & set(METHODS)
    assert len(NAMES) == len(QUALIFIERS)


def test_every_place_is_a_term() -> None:
    assert set(LOCATIONS.values()) <= set(CODELISTS["LOC"].terms)
