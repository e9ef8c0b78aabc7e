"""What a file is, by what stands in it: the name of a file promises nothing."""

from __future__ import annotations

import json
import re
import zipfile
from enum import StrEnum
from pathlib import Path

from recist.formats.aim.tree import START_BYTES as ROOT_BYTES
from recist.formats.aim.tree import is_aim
from recist.formats.beside_table import kind_beside
from recist.formats.csv_table import is_hint
from recist.formats.dicom.start import SOP_CLASS, begins_like_dicom
from recist.formats.faults import UNFORESEEN
from recist.formats.sources import zipfile_name
from recist.formats.voxel_names import is_voxel_file
from recist.formats.what_else import BLANKS, PARQUET, START_BYTES, TRANSPORT

REPORT = re.compile(SOP_CLASS + rb"1\.2\.840\.10008\.5\.1\.4\.1\.1\.88\.", re.DOTALL)
TABLE_NAMES = frozenset({".csv", ".tsv", ".xlsx", ".xlsm", ".parquet"})
DELIMITERS = ",;\t"
OUR_SCHEMA, CALIPERS_SCHEMA = "recist-", "recist-calipers/"
SDTM_JSON = "datasetJSONVersion"
DEFINE = "http://www.cdisc.org/ns/def/"
"""In a define.xml, which describes datasets and holds none."""
# A caliper file is read whole to know it, and no larger one is asked for.
MOST_JSON_BYTES = 256 << 20


class Kind(StrEnum):
    """What can be imported, and what cannot."""

    TABLE = "table"
    OTHER_TABLE = "table without our columns"
    SUBJECTS = "subject table"
    TREATMENTS = "treatment table"
    CALIPERS = "caliper file"
    REPORT = "structured report"
    ANNOTATION = "annotation"
    SDTM = "SDTM"
    SCAN = "scan"
    OURS = "file of an export without readings"
    OTHER = "other"


def kind_of(path: Path) -> Kind:
    """Return what a file is; a scan is what may be one, for the scan's own reader to judge.

    Raises
    ------
    OSError
        Where it cannot be read.
    """
    with path.open("rb") as stream:
        # Of thousands of scans no more is read than what tells them.
        start = stream.read(START_BYTES)
        if start.lstrip(BLANKS).startswith(b"<"):
            # A licence may stand before the first element.
            start += stream.read(ROOT_BYTES)
    if begins_like_dicom(start):
        return Kind.REPORT if REPORT.search(start) else Kind.SCAN
    if start.startswith(TRANSPORT):
        return Kind.SDTM
    if start.startswith(PARQUET):
        return Kind.TABLE
    if start.startswith(b"PK"):
        # Of archives those alone are looked into that are named as such.
        is_archive = zipfile_name(path)
        return Kind.TABLE if _is_workbook(path) else Kind.SCAN if is_archive else Kind.OTHER
    if is_aim(start):
        return Kind.ANNOTATION
    text = _text(start)
    if text is None:
        if path.suffix.lower() in TABLE_NAMES:
            return Kind.TABLE
        return Kind.SCAN if is_voxel_file(path.name) else Kind.OTHER
    return _of_text(path, text)


def _of_text(path: Path, text: str) -> Kind:
    if text.lstrip().startswith(("{", "[")):
        return _of_json(path)
    if text.lstrip().startswith("<") and DEFINE in text:
        return Kind.OURS
    kind = _of_columns(text)
    if kind is None and path.suffix.lower() in TABLE_NAMES:
        return Kind.OTHER_TABLE
    # NRRD begins as a text; a letter is none of ours.
    return kind or (Kind.SCAN if text.startswith("NRRD") else Kind.OTHER)


def _of_json(path: Path) -> Kind:
    try:
        if path.stat().st_size > MOST_JSON_BYTES:
            return Kind.SDTM
        text = path.read_text("utf-8-sig")
        # Of a file that is JSON line by line the first line has the metadata.
        document = json.loads(text if path.suffix.lower() == ".json" else text.split("\n", 1)[0])
    except UNFORESEEN:
        return Kind.OTHER
    if not isinstance(document, dict):
        return Kind.OTHER
    schema = str(document.get("schema", ""))
    if schema.startswith(OUR_SCHEMA):
        return Kind.CALIPERS if schema.startswith(CALIPERS_SCHEMA) else Kind.OURS
    return Kind.SDTM if SDTM_JSON in document else Kind.OTHER


def _is_workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except UNFORESEEN:
        return path.suffix.lower() in TABLE_NAMES


def _text(start: bytes) -> str | None:
    """Return the start of a file as text, None where it is none."""
    if b"\0" in start:
        return None
    try:
        # The last character may be cut through.
        return start.decode("utf-8-sig") if len(start) < START_BYTES else start[:-4].decode("utf-8")
    except UnicodeDecodeError:
        return None


def _of_columns(text: str) -> Kind | None:
    """Return what a table with these columns is, None where they are none that are known."""
    lines = (line for line in text.splitlines() if line.strip() and not is_hint(line))
    first = next(lines, "")
    sign = max(DELIMITERS, key=first.count)
    names = {" ".join(name.strip(' "\ufeff').split()).casefold() for name in first.split(sign)}
    if {"subject", "visit"} <= names:
        return Kind.TABLE
    if "usubjid" in names and names & {"domain", "rdomain"}:
        return Kind.SDTM
    return _BESIDE.get(kind_beside(names))


_BESIDE = {"subject": Kind.SUBJECTS, "treatment": Kind.TREATMENTS}
