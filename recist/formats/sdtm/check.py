"""What was written is read back and compared: with itself, with the record, with the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

from recist.formats.held_text import paired
from recist.formats.sdtm.check_readings import readings_differ
from recist.formats.sdtm.check_responses import responses_differ
from recist.formats.sdtm.conformance import conformance_of
from recist.formats.sdtm.dataset import Dataset
from recist.formats.sdtm.json_reader import dataset_in, read_document
from recist.formats.sdtm.texts import held, in_xml, plain
from recist.formats.sdtm.variables import ALWAYS, DOMAINS
from recist.formats.sdtm.xpt_reader import read_xpt
from recist.model.errors import InputError
from recist.model.finding import Severity
from recist.trial.record import ExportRecord

DIR = "sdtm"


def check(record: ExportRecord, folder: Path) -> Iterator[str]:
    """Compare an export with its record; one line for each difference.

    Parameters
    ----------
    folder : Path
        Where the export lies; its SDTM stands in ``sdtm``.
    """
    here = folder / DIR
    transported: dict[str, Dataset] = {}
    told: dict[str, Dataset] = {}
    for name in DOMAINS:
        files = [here / f"{name.lower()}{ending}" for ending in (".xpt", ".json")]
        missing = [file.name for file in files if not file.is_file()]
        if missing and (name in ALWAYS or len(missing) == 1):
            yield from (f"{DIR}/{one} is missing" for one in missing)
        if missing:
            continue
        try:
            transported[name] = read_xpt(files[0].read_bytes())
            document = read_document(files[1].read_bytes())
            told[name] = dataset_in(document)
        except (InputError, ValueError, KeyError, LookupError) as error:
            yield f"{DIR}/{name.lower()} cannot be read back: {error}"
            continue
        yield from _named(record, f"{name.lower()}.json", document)
        yield from _differ(name, transported[name], told[name])
    yield from _defined(record, here / "define.xml", transported)
    if all(name in told for name in ALWAYS):
        yield from readings_differ(record, told)
        yield from responses_differ(record, told)
    for broken in conformance_of(transported):
        if broken.severity is Severity.ERROR:
            yield f"{DIR}: {broken}"


def _named(record: ExportRecord, file: str, document: Mapping[str, object]) -> Iterator[str]:
    """Compare what a file says of where it comes from."""
    origin = record.origin
    system = document.get("sourceSystem")
    program = " ".join(map(str, system.values())) if isinstance(system, dict) else ""
    if document.get("datasetJSONCreationDateTime") != origin.made_at:
        yield f"{DIR}/{file} was not made at {origin.made_at}"
    if document.get("originator") != origin.program:
        yield f"{DIR}/{file} was made by {document.get('originator')!a}"
    if not program.startswith(origin.program):
        yield f"{DIR}/{file} names the program {program!a}, not {origin.program!a}"
    wanted = [origin.trial, origin.head, *(one.protocol.id for one in record.judged)]
    for name in wanted:
        if paired(name) not in str(document.get("fileOID")):
            yield f"{DIR}/{file} does not name {plain(name)}"


def _differ(name: str, transported: Dataset, told: Dataset) -> Iterator[str]:
    """Compare both files of a dataset cell by cell: as far as a transport file can hold it."""
    if list(transported.columns) != list(told.columns) or transported.size != told.size:
        yield f"{DIR}: {name.lower()}.xpt and {name.lower()}.json differ in variables or records"
        return
    for one in DOMAINS[name].variables:
        texts = {cell for cell in told.columns[one.name] if isinstance(cell, str)}
        instead = {text: held(text, one.length) for text in texts}
        cells = zip(transported.columns[one.name], told.columns[one.name], strict=True)
        for row, (left, right) in enumerate(cells, start=1):
            wanted = instead[right] if isinstance(right, str) else right
            if left != wanted:
                yield f"{DIR}: {name} row {row}, {one.name}: {left!a} in XPT, {right!a} in JSON"


def _defined(record: ExportRecord, file: Path, there: Mapping[str, Dataset]) -> Iterator[str]:
    """Compare define.xml with what it describes."""
    try:
        root = ET.fromstring(file.read_bytes())
    except (OSError, ET.ParseError) as error:
        yield f"{DIR}/{file.name} cannot be read back: {error}"
        return
    text = " ".join(value for element in root.iter() for value in element.attrib.values())
    origin = record.origin
    wanted = [origin.trial, origin.head, origin.program, origin.made_at]
    for name in [*wanted, *(one.protocol.id for one in record.judged)]:
        if in_xml(name) not in text:
            yield f"{DIR}/{file.name} does not name {plain(name)}"
    groups = {one.get("Name"): one for one in root.iter() if one.tag.endswith("}ItemGroupDef")}
    for name, dataset in there.items():
        group = groups.get(name)
        items = [] if group is None else [one.get("ItemOID", "") for one in group]
        found = [item.rpartition(".")[2] for item in items if item]
        if found != list(dataset.columns):
            yield f"{DIR}/{file.name} does not describe the variables of {name}"
