"""define.xml (Define-XML 2.1): datasets, variables, terms that are used, methods, origins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree as ET

from recist.formats.sdtm.codelists import CODELISTS, PACKAGE
from recist.formats.sdtm.dataset import Dataset
from recist.formats.sdtm.dataset_json import (
    NO_HEAD,
    file_oid,
    metadata_oid,
    source_system,
    study_oid,
)
from recist.formats.sdtm.define_items import add_items, is_empty
from recist.formats.sdtm.define_parts import (
    DEF,
    EMPTY,
    ODM,
    XLINK,
    add,
    add_def,
    attributes_of,
    comment_empty,
    def_name,
    describe,
    mark_empty,
    odm_name,
)
from recist.formats.sdtm.define_values import Values, add_value_lists, values_of
from recist.formats.sdtm.methods import METHODS, OF_QUALIFIERS, OF_VARIABLES, method_of
from recist.formats.sdtm.texts import in_xml
from recist.formats.sdtm.variables import DOMAINS, Core, Origin, Variable
from recist.trial.record import ExportRecord

GUIDE, TERMS = "STD.SDTMIG", "STD.CT"
SUPPLEMENT = "SUPP"
NO_VALUE = "Nothing in this export has a value here."


def define_xml(datasets: Mapping[str, Dataset], record: ExportRecord) -> bytes:
    """Describe datasets, as transport files hold them.

    The document names trial, protocols, program and version, head of the audit chain and when
    it was made.
    """
    for prefix, name in (("", ODM), ("def", DEF), ("xlink", XLINK)):
        ET.register_namespace(prefix, name)
    root = _root(record)
    study = add(root, "Study", OID=study_oid(record))
    _globals(study, record)
    version = add(
        study,
        "MetaDataVersion",
        OID=metadata_oid(record),
        Name=f"{record.origin.trial or record.protocol.id}: tumour assessments",
        Description=_told(record),
    )
    version.set(def_name("DefineVersion"), "2.1.0")
    _standards(version)
    values = {name: values_of(dataset) for name, dataset in datasets.items()}
    every = [one for held in values.values() for one in held]
    add_value_lists(version, every)
    for dataset in datasets.values():
        _item_group(version, dataset)
    for name, dataset in datasets.items():
        add_items(version, dataset, values[name])
    for name, used in _used_terms(datasets, every).items():
        _codelist(version, name, used)
    _methods(version, datasets, every)
    describe(add_def(version, "CommentDef", OID=EMPTY), NO_VALUE)
    ET.indent(root)
    text = ET.tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _root(record: ExportRecord) -> ET.Element:
    system = source_system(record)
    told = attributes_of(
        ODMVersion="1.3.2",
        FileType="Snapshot",
        FileOID=file_oid(record, "DEFINE"),
        CreationDateTime=record.origin.made_at,
        Originator=record.origin.program,
        SourceSystem=system["name"],
        SourceSystemVersion=system["version"],
    )
    return ET.Element(odm_name("ODM"), told | {def_name("Context"): "Other"})


def _told(record: ExportRecord) -> str:
    protocols = ", ".join(one.protocol.id for one in record.judged)
    return (
        f"Trial {record.origin.trial}; protocols {protocols}; made by {record.origin.program} at "
        f"{record.origin.made_at}; head of the audit chain: {record.origin.head or NO_HEAD}; "
        f"reads: {record.choice}"
    )


def _globals(study: ET.Element, record: ExportRecord) -> None:
    there = add(study, "GlobalVariables")
    add(there, "StudyName").text = in_xml(record.origin.trial or record.protocol.id)
    add(there, "StudyDescription").text = in_xml(record.protocol.title or record.protocol.id)
    add(there, "ProtocolName").text = in_xml(", ".join(one.protocol.id for one in record.judged))


def _standards(version: ET.Element) -> None:
    there = add_def(version, "Standards")
    guide = {"OID": GUIDE, "Name": "SDTMIG", "Type": "IG", "Version": "3.4"}
    terms = {"OID": TERMS, "Name": "CDISC/NCI", "Type": "CT", "PublishingSet": "SDTM"}
    add_def(there, "Standard", **guide, Status="Final")
    add_def(there, "Standard", **terms, Version=PACKAGE, Status="Final")


def _item_group(version: ET.Element, dataset: Dataset) -> None:
    domain, name = dataset.domain, dataset.name
    group = add(
        version,
        "ItemGroupDef",
        OID=f"IG.{name}",
        Name=name,
        Domain=name.removeprefix(SUPPLEMENT),
        SASDatasetName=name,
        Repeating="Yes",
        IsReferenceData="No",
        Purpose="Tabulation",
    )
    group.set(def_name("Structure"), domain.structure)
    group.set(def_name("StandardOID"), GUIDE)
    group.set(def_name("ArchiveLocationID"), f"LF.{name}")
    if not dataset.size:
        mark_empty(group)
        comment_empty(group)
    describe(group, domain.label)
    for number, one in enumerate(domain.variables, start=1):
        _item_ref(group, dataset, one, number)
    if domain.is_supplemental:
        parent = DOMAINS[name.removeprefix(SUPPLEMENT)]
        add(group, "Alias", Context="DomainDescription", Name=parent.label)
    kind = "RELATIONSHIP" if domain.is_supplemental else "FINDINGS"
    add_def(group, "Class", Name=kind)
    file = f"{name.lower()}.xpt"
    leaf = add_def(group, "leaf", ID=f"LF.{name}")
    leaf.set(f"{{{XLINK}}}href", file)
    add_def(leaf, "title").text = file


def _item_ref(group: ET.Element, dataset: Dataset, one: Variable, number: int) -> None:
    item = add(
        group,
        "ItemRef",
        ItemOID=f"IT.{dataset.name}.{one.name}",
        OrderNumber=str(number),
        Mandatory="Yes" if one.core is Core.REQUIRED else "No",
    )
    keys = dataset.domain.keys
    if one.name in keys:
        item.set("KeySequence", str(keys.index(one.name) + 1))
    if one.origin is Origin.DERIVED:
        item.set("MethodOID", f"MT.{method_of(one.name)}")
    if is_empty(dataset.columns[one.name]):
        mark_empty(item)


def _used_terms(datasets: Mapping[str, Dataset], values: Sequence[Values]) -> dict[str, list[str]]:
    """Return of each codelist the terms that are used; where none is, those that may be."""
    used: dict[str, set[str]] = {}
    # Where values are described each by itself, their codelist is told there.
    listed = {(one.dataset, one.variable.name) for one in values}
    told = [
        *(
            (one.codelist, dataset.columns[one.name])
            for name, dataset in datasets.items()
            for one in dataset.domain.variables
            if one.codelist and (name, one.name) not in listed
        ),
        *((one.codelist, one.cells) for one in values if one.codelist),
    ]
    for name, cells in told:
        used.setdefault(name, set()).update(str(cell) for cell in cells if cell)
    return {
        name: sorted(words or [term for term, code in CODELISTS[name].terms.items() if code])
        for name, words in used.items()
    }


def _codelist(version: ET.Element, name: str, used: list[str]) -> None:
    held = CODELISTS[name]
    there = add(version, "CodeList", OID=f"CL.{name}", Name=held.title, DataType="text")
    there.set(def_name("StandardOID"), TERMS)
    for word in used:
        item = add(there, "EnumeratedItem", CodedValue=word)
        if word not in held.terms:
            item.set(def_name("ExtendedValue"), "Yes")
        elif held.terms[word]:
            add(item, "Alias", Context="nci:ExtCodeID", Name=held.terms[word])
    add(there, "Alias", Context="nci:ExtCodeID", Name=held.code)


def _methods(
    version: ET.Element, datasets: Mapping[str, Dataset], values: Sequence[Values]
) -> None:
    """Add how whatever is derived here is made."""
    used: dict[str, tuple[str, str]] = {}
    for dataset in datasets.values():
        for one in dataset.domain.variables:
            if one.origin is Origin.DERIVED:
                name = method_of(one.name)
                used[name] = OF_VARIABLES[name]
    for held in values:
        if held.method:
            used[held.method] = (METHODS | OF_QUALIFIERS)[held.method]
    for name, (title, text) in used.items():
        there = add(version, "MethodDef", OID=f"MT.{name}", Name=title, Type="Computation")
        describe(there, text)
