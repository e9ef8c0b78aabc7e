"""What a file is, by what stands in it: the name of a file promises nothing."""

from __future__ import annotations

import json
import warnings
import zipfile
from enum import StrEnum
from pathlib import Path

from recist.formats.aim.tree import START_BYTES, is_aim
from recist.formats.beside_table import kind_beside
from recist.formats.faults import UNFORESEEN

REPORT_CLASSES = b"1.2.840.10008.5.1.4.1.1.88."
PREAMBLE = 128
# Of thousands of scans no more is read than what tells them.
FEW_BYTES = 4096
BLANKS = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
TRANSPORT = b"HEADER RECORD*******"
PARQUET = b"PAR1"
TABLE_NAMES = frozenset({".csv", ".tsv", ".xlsx", ".xlsm", ".parquet"})
# Without a preamble a data set begins with group 8, of which the low byte comes first.
FIRST_GROUPS = (b"\x08\x00", b"\x02\x00")
DELIMITERS = ",;\t"
CALIPERS_SCHEMA, SDTM_JSON = "recist-calipers/", "datasetJSONVersion"
# A caliper file is read whole to know it, and no larger one is asked for.
MOST_JSON_BYTES = 256 << 20


class Kind(StrEnum):
    """What can be imported, and what cannot."""

    TABLE = "table"
    SUBJECTS = "subject table"
    TREATMENTS = "treatment table"
    CALIPERS = "caliper file"
    REPORT = "structured report"
    ANNOTATION = "annotation"
    SDTM = "SDTM"
    SCAN = "scan"
    OTHER = "other"


def kind_of(path: Path) -> Kind:
    """Return what a file is; a scan is whatever may be one, for the scan's own reader to judge.

    Raises
    ------
    OSError
        Where it cannot be read.
    """
    with path.open("rb") as stream:
        start = stream.read(FEW_BYTES)
        if start.lstrip(BLANKS).startswith(b"<"):
            # A licence may stand before the first element.
            start += stream.read(START_BYTES)
    if start[PREAMBLE : PREAMBLE + 4] == b"DICM" or start[:2] in FIRST_GROUPS:
        return Kind.REPORT if _is_report(path, start) else Kind.SCAN
    if start.startswith(TRANSPORT):
        return Kind.SDTM
    if start.startswith(PARQUET):
        return Kind.TABLE
    if start.startswith(b"PK"):
        return Kind.TABLE if _is_workbook(path) else Kind.SCAN
    if is_aim(start):
        return Kind.ANNOTATION
    text = _text(start)
    if text is None:
        return Kind.TABLE if path.suffix.lower() in TABLE_NAMES else Kind.SCAN
    return _of_text(path, text)


def _of_text(path: Path, text: str) -> Kind:
    if text.lstrip().startswith(("{", "[")):
        return _of_json(path)
    kind = _of_columns(text)
    if kind is None and path.suffix.lower() in TABLE_NAMES:
        return Kind.TABLE
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
    if str(document.get("schema", "")).startswith(CALIPERS_SCHEMA):
        return Kind.CALIPERS
    return Kind.SDTM if SDTM_JSON in document else Kind.OTHER


def _is_report(path: Path, start: bytes) -> bool:
    """Say whether a DICOM file is a structured report; scans are not opened for that."""
    if REPORT_CLASSES not in start:
        return False
    # Only now: the DICOM library takes its time to import.
    from recist.formats.dicom.open import open_dicom
    from recist.formats.dicom.values import text
    from recist.formats.sources import RefusedError
    from recist.formats.sr_in.read import is_report

    try:
        with path.open("rb") as stream, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return is_report(text(open_dicom(stream, path.stat().st_size).dataset, "SOPClassUID"))
    except RefusedError:
        # It named itself one: what is wrong with it is for the reader of reports to say.
        return start.find(REPORT_CLASSES) < PREAMBLE * 8


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
        return start.decode("utf-8-sig") if len(start) < FEW_BYTES else start[:-4].decode("utf-8")
    except UnicodeDecodeError:
        return None


def _of_columns(text: str) -> Kind | None:
    """Return what a table with these columns is, None where they are none that are known."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    sign = max(DELIMITERS, key=first.count)
    names = {" ".join(name.strip(' "\ufeff').split()).casefold() for name in first.split(sign)}
    if {"subject", "visit"} <= names:
        return Kind.TABLE
    if "usubjid" in names and names & {"domain", "rdomain"}:
        return Kind.SDTM
    return _BESIDE.get(kind_beside(names))


_BESIDE = {"subject": Kind.SUBJECTS, "treatment": Kind.TREATMENTS}
