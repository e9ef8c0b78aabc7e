"""define.xml (Define-XML 2.1): datasets, variables, terms that are used, methods, origins."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from recist.formats.sdtm.codelists import CODELISTS, PACKAGE
from recist.formats.sdtm.dataset import Cell, Dataset
from recist.formats.sdtm.dataset_json import (
    NO_HEAD,
    file_oid,
    metadata_oid,
    source_system,
    study_oid,
    text_length,
)
from recist.formats.sdtm.methods import METHODS
from recist.formats.sdtm.texts import in_xml, is_number
from recist.formats.sdtm.variables import Core, Kind, Variable
from recist.trial.record import ExportRecord

ODM = "http://www.cdisc.org/ns/odm/v1.3"
DEF = "http://www.cdisc.org/ns/def/v2.1"
XLINK = "http://www.w3.org/1999/xlink"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
GUIDE, TERMS = "STD.SDTMIG", "STD.CT"
VALUES_OF = "TRORRES"
"""The variable of TR whose values are made by methods."""


def define_xml(datasets: Mapping[str, Dataset], record: ExportRecord) -> bytes:
    """Describe datasets, as transport files hold them.

    The document names trial, protocols, program and version, head of the audit chain and when
    it was made.
    """
    for prefix, name in (("", ODM), ("def", DEF), ("xlink", XLINK)):
        ET.register_namespace(prefix, name)
    root = _root(record)
    study = _add(root, "Study", OID=study_oid(record))
    _globals(study, record)
    version = _add(
        study,
        "MetaDataVersion",
        OID=metadata_oid(record),
        Name=f"{record.origin.trial or record.protocol.id}: tumour assessments",
        Description=_told(record),
    )
    version.set(_def("DefineVersion"), "2.1.0")
    _standards(version)
    if "TR" in datasets:
        _value_list(version, datasets["TR"])
    for dataset in datasets.values():
        _item_group(version, dataset)
    for dataset in datasets.values():
        _items(version, dataset)
    for name, used in _used_terms(datasets).items():
        _codelist(version, name, used)
    for test in _derived(datasets.get("TR")):
        _method(version, test)
    ET.indent(root)
    text = ET.tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _root(record: ExportRecord) -> ET.Element:
    system = source_system(record)
    told = _attributes(
        ODMVersion="1.3.2",
        FileType="Snapshot",
        FileOID=file_oid(record, "DEFINE"),
        CreationDateTime=record.origin.made_at,
        Originator=record.origin.program,
        SourceSystem=system["name"],
        SourceSystemVersion=system["version"],
    )
    return ET.Element(_odm("ODM"), told | {_def("Context"): "Other"})


def _told(record: ExportRecord) -> str:
    protocols = ", ".join(one.protocol.id for one in record.judged)
    return (
        f"Trial {record.origin.trial}; protocols {protocols}; made by {record.origin.program} at "
        f"{record.origin.made_at}; head of the audit chain: {record.origin.head or NO_HEAD}; "
        f"reads: {record.choice}"
    )


def _globals(study: ET.Element, record: ExportRecord) -> None:
    there = _add(study, "GlobalVariables")
    _add(there, "StudyName").text = in_xml(record.origin.trial or record.protocol.id)
    _add(there, "StudyDescription").text = in_xml(record.protocol.title or record.protocol.id)
    _add(there, "ProtocolName").text = in_xml(", ".join(one.protocol.id for one in record.judged))


def _standards(version: ET.Element) -> None:
    there = ET.SubElement(version, _def("Standards"))
    guide = {"OID": GUIDE, "Name": "SDTMIG", "Type": "IG", "Version": "3.4", "Status": "Final"}
    terms = {"OID": TERMS, "Name": "CDISC/NCI", "Type": "CT", "PublishingSet": "SDTM"}
    ET.SubElement(there, _def("Standard"), guide)
    ET.SubElement(there, _def("Standard"), terms | {"Version": PACKAGE, "Status": "Final"})


def _value_list(version: ET.Element, results: Dataset) -> None:
    """Say of each test that is derived by which method it is made."""
    tests = _derived(results)
    if not tests:
        return
    there = ET.SubElement(version, _def("ValueListDef"), {"OID": f"VL.TR.{VALUES_OF}"})
    for number, test in enumerate(tests, start=1):
        item = _add(
            there,
            "ItemRef",
            ItemOID=f"IT.TR.{VALUES_OF}.{test}",
            OrderNumber=str(number),
            Mandatory="No",
            MethodOID=f"MT.{test}",
        )
        ET.SubElement(item, _def("WhereClauseRef"), {"WhereClauseOID": f"WC.TR.{test}"})
    for test in tests:
        where = ET.SubElement(version, _def("WhereClauseDef"), {"OID": f"WC.TR.{test}"})
        check = _add(where, "RangeCheck", Comparator="EQ", SoftHard="Soft")
        check.set(_def("ItemOID"), "IT.TR.TRTESTCD")
        _add(check, "CheckValue").text = test


def _item_group(version: ET.Element, dataset: Dataset) -> None:
    domain, name = dataset.domain, dataset.name
    group = _add(
        version,
        "ItemGroupDef",
        OID=f"IG.{name}",
        Name=name,
        Domain=name.removeprefix("SUPP"),
        SASDatasetName=name,
        Repeating="Yes",
        IsReferenceData="No",
        Purpose="Tabulation",
    )
    group.set(_def("Structure"), domain.structure)
    group.set(_def("StandardOID"), GUIDE)
    group.set(_def("ArchiveLocationID"), f"LF.{name}")
    if not dataset.size:
        group.set(_def("HasNoData"), "Yes")
    _describe(group, domain.label)
    for number, one in enumerate(domain.variables, start=1):
        item = _add(
            group,
            "ItemRef",
            ItemOID=f"IT.{name}.{one.name}",
            OrderNumber=str(number),
            Mandatory="Yes" if one.core is Core.REQUIRED else "No",
        )
        if one.name in domain.keys:
            item.set("KeySequence", str(domain.keys.index(one.name) + 1))
    kind = "RELATIONSHIP" if domain.is_supplemental else "FINDINGS"
    ET.SubElement(group, _def("Class"), {"Name": kind})
    file = f"{name.lower()}.xpt"
    where = {"ID": f"LF.{name}", f"{{{XLINK}}}href": file}
    leaf = ET.SubElement(group, _def("leaf"), where)
    ET.SubElement(leaf, _def("title")).text = file


def _items(version: ET.Element, dataset: Dataset) -> None:
    for one in dataset.domain.variables:
        item = _item(version, dataset, one, "")
        if dataset.name == "TR" and one.name == VALUES_OF and _derived(dataset):
            ET.SubElement(item, _def("ValueListRef"), {"ValueListOID": f"VL.TR.{VALUES_OF}"})
    if dataset.name == "TR":
        one = dataset.domain.variable(VALUES_OF)
        for test in _derived(dataset):
            _item(version, dataset, one, test)


def _item(version: ET.Element, dataset: Dataset, one: Variable, test: str) -> ET.Element:
    """Describe a variable, or its values of one derived test."""
    values = dataset.columns[one.name]
    described = _typed(one, values)
    oid = f"IT.{dataset.name}.{one.name}" + (f".{test}" if test else "")
    item = _add(
        version, "ItemDef", OID=oid, Name=test or one.name, SASFieldName=one.name, **described
    )
    _describe(item, METHODS[test][0] if test else one.label)
    if one.codelist and any(values):
        _add(item, "CodeListRef", CodeListOID=f"CL.{one.codelist}")
    origin = {"Type": "Derived" if test else str(one.origin), "Source": "Sponsor"}
    ET.SubElement(item, _def("Origin"), origin)
    return item


def _typed(one: Variable, values: list[Cell]) -> dict[str, str]:
    if one.name.endswith("DTC"):
        whole = all(len(str(value)) in (0, len("2024-01-31")) for value in values)
        return {"DataType": "date" if whole else "partialDate"}
    texts = [f"{value:g}" for value in values if isinstance(value, int | float)]
    if one.kind is Kind.CHAR:
        return {"DataType": "text", "Length": str(text_length(values))}
    longest = str(max(map(len, texts), default=1))
    if all("." not in text and "e" not in text for text in texts):
        return {"DataType": "integer", "Length": longest}
    return {"DataType": "float", "Length": longest, "SignificantDigits": "3"}


def _used_terms(datasets: Mapping[str, Dataset]) -> dict[str, list[str]]:
    used: dict[str, set[str]] = {}
    for dataset in datasets.values():
        for one in dataset.domain.variables:
            if one.codelist:
                words = {str(value) for value in dataset.columns[one.name] if value}
                words = {word for word in words if not is_number(word)}
                used.setdefault(one.codelist, set()).update(words)
    return {name: sorted(words) for name, words in used.items() if words}


def _codelist(version: ET.Element, name: str, used: list[str]) -> None:
    held = CODELISTS[name]
    there = _add(version, "CodeList", OID=f"CL.{name}", Name=held.title, DataType="text")
    there.set(_def("StandardOID"), TERMS)
    for word in used:
        item = _add(there, "EnumeratedItem", CodedValue=word)
        if word not in held.terms:
            item.set(_def("ExtendedValue"), "Yes")
        elif held.terms[word]:
            _add(item, "Alias", Context="nci:ExtCodeID", Name=held.terms[word])
    _add(there, "Alias", Context="nci:ExtCodeID", Name=held.code)


def _derived(results: Dataset | None) -> list[str]:
    """Return the tests of TR that are made by a method."""
    tests = set(results.columns["TRTESTCD"]) if results is not None else set()
    return [test for test in METHODS if test in tests]


def _method(version: ET.Element, test: str) -> None:
    name, text = METHODS[test]
    there = _add(version, "MethodDef", OID=f"MT.{test}", Name=name, Type="Computation")
    _describe(there, text)


def _describe(parent: ET.Element, text: str) -> None:
    there = _add(_add(parent, "Description"), "TranslatedText")
    there.set(XML_LANG, "en")
    there.text = in_xml(text)


def _add(parent: ET.Element, name: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, _odm(name), _attributes(**attributes))


def _attributes(**attributes: str) -> dict[str, str]:
    return {name: in_xml(text) for name, text in attributes.items()}


def _odm(name: str) -> str:
    return f"{{{ODM}}}{name}"


def _def(name: str) -> str:
    return f"{{{DEF}}}{name}"
