"""What the name of a file promises, and whether its content keeps it.

In a folder nobody would miss a report that is empty, cut short or replaced by the page of a log-in.
What a file is, its content says; only of one that is nothing at all the name is asked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.parsers import expat

from recist.formats.dicom.start import SOP_CLASS
from recist.formats.kinds import Kind
from recist.formats.what_else import (
    ANEW,
    APPLE_DOUBLE,
    START_BYTES,
    TRANSPORT,
    Look,
    is_blank,
    look_of,
)

DICOM = "DICOM"
PROMISED: Mapping[str, str] = {
    **dict.fromkeys((".dcm", ".dicom"), DICOM),
    ".xml": "XML",
    **dict.fromkeys((".json", ".ndjson"), "JSON"),
    ".xpt": "SAS transport file",
    **dict.fromkeys((".csv", ".tsv"), "table"),
    **dict.fromkeys((".xlsx", ".xlsm"), "XLSX"),
    ".parquet": "Parquet",
    ".zip": "zip archive",
    **dict.fromkeys((".nii", ".nii.gz"), "NIfTI"),
    **dict.fromkeys((".nrrd", ".nhdr"), "NRRD"),
}
"""What a file is called that has the ending of its name from that."""

EMPTY = f"is empty; {ANEW}"
ZEROS = f"begins with zeros alone; {ANEW}"
CUT = f"is cut short: it ends before it says what it is; {ANEW}"
WEB_PAGE = "a web page"
OF_A_MAC = "._"
"""How the name begins of what a Mac keeps of a file beside it, on drives of others."""
UNKNOWN_ENCODING = 18
_SOP_CLASS = re.compile(SOP_CLASS + rb"[0-9]", re.DOTALL)
_NUMBER = re.compile(r"[0-9.]+")


def ending_of(name: str) -> str:
    """Return the ending of a name in small letters; what a UID ends in is none."""
    lower = name.lower()
    if lower.endswith(".nii.gz"):
        return ".nii.gz"
    ending = Path(lower).suffix
    return "" if ending[1:].isdigit() else ending


def promised_by(name: str) -> str:
    """Return what a file is called that has a name with this ending; empty where nothing is."""
    return PROMISED.get(ending_of(name), "")


def broken_promise(path: Path, kind: Kind) -> str:
    """Say why a file is not what its name, or its beginning, says; empty where it is.

    Parameters
    ----------
    kind : Kind
        What it is by its content.

    Raises
    ------
    OSError
        Where it cannot be read.
    """
    promised = promised_by(path.name)
    match kind:
        case Kind.SCAN:
            is_dicom = promised in ("", DICOM)
            return CUT if is_dicom and _ends_too_early(path) else ""
        case Kind.SDTM:
            return _transport_fault(path)
        case Kind.OTHER | Kind.OURS | Kind.OTHER_TABLE if promised:
            return _fault(path, promised, is_table=kind is Kind.OTHER_TABLE)
        case _:
            return ""


def lost_among(files: Mapping[Path, Kind]) -> Iterator[tuple[Path, str]]:
    """Yield the files without an ending that are named as DICOM beside them, and are none.

    Archives of images name their files by numbers alone.
    """
    named = {
        _likeness(path)
        for path, kind in files.items()
        if kind in (Kind.SCAN, Kind.REPORT) and not ending_of(path.name)
    }
    for path, kind in files.items():
        if kind is Kind.OTHER and not ending_of(path.name) and _likeness(path) in named:
            yield path, _told(_start(path), DICOM)


def _likeness(path: Path) -> tuple[Path, str]:
    return path.parent, _NUMBER.sub("0", path.name)


def _start(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(START_BYTES)


def _told(start: bytes, promised: str) -> str:
    """Say what a file is that does not keep a promise."""
    if is_blank(start):
        return EMPTY
    if not start.strip(b"\0"):
        return ZEROS
    look = look_of(start)
    return _unlike(promised) if look is None else look.told(promised)


def _unlike(promised: str) -> str:
    return f"is no {promised}, whatever its name says; {ANEW}"


def _fault(path: Path, promised: str, *, is_table: bool) -> str:
    ending, start = ending_of(path.name), _start(path)
    if path.name.startswith(OF_A_MAC) and start.startswith(APPLE_DOUBLE):
        return ""
    look = look_of(start)
    if is_blank(start) or not start.strip(b"\0") or _is_page(look):
        return _told(start, promised)
    match ending:
        case ".xml":
            return _xml_fault(path)
        case ".json" | ".ndjson":
            return _json_fault(path, by_line=ending == ".ndjson")
        case ".csv" | ".tsv" if is_table:
            return ""
        case _:
            return _told(start, promised)


def _is_page(look: Look | None) -> bool:
    return look is not None and look.what == WEB_PAGE


def _ends_too_early(path: Path) -> bool:
    """Say whether DICOM is over before its SOP class, which stands at its beginning."""
    return path.stat().st_size < START_BYTES and not _SOP_CLASS.search(_start(path))


def _transport_fault(path: Path) -> str:
    """Say why nobody can tell what a transport file holds; empty where it can be told."""
    from recist.formats.sdtm_in.datasets import PEEK
    from recist.formats.sdtm_in.records import UnreadableError
    from recist.formats.sdtm_in.xpt import read_xpt, variables_of

    with path.open("rb") as stream:
        start = stream.read(PEEK)
    if not start.startswith(TRANSPORT) or variables_of(start):
        return ""
    try:
        read_xpt(start, path.name)
    except UnreadableError as error:
        return error.why
    return ""


def _json_fault(path: Path, *, by_line: bool) -> str:
    with path.open("rb") as stream:
        content = stream.readline() if by_line else stream.read()
    try:
        json.loads(content)
    except json.JSONDecodeError as error:
        why = f"line {error.lineno} column {error.colno}: {error.msg}"
    except RecursionError:
        why = "it nests too deep"
    except ValueError:
        why = "it is no text"
    else:
        return ""
    return f"is no sound JSON ({why}); {ANEW}"


class _Enough(Exception):  # noqa: N818 - it ends the parsing and is no error
    pass


def _xml_fault(path: Path) -> str:
    def enough(*_: object) -> None:
        raise _Enough

    parser = expat.ParserCreate()
    # Entities are for nobody to unfold; with them it is some other XML.
    parser.EntityDeclHandler = enough
    try:
        with path.open("rb") as stream:
            parser.ParseFile(stream)
    except expat.ExpatError as error:
        if error.code == UNKNOWN_ENCODING:
            return ""
        return f"is no sound XML (line {error.lineno}: {expat.ErrorString(error.code)}); {ANEW}"
    except (_Enough, LookupError, ValueError):
        # An encoding that the parser does not know is no damage.
        return ""
    return ""
