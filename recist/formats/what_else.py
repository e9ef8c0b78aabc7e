"""What a file is that was taken for something else, told by how it begins."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from recist.formats.dicom.start import begins_like_dicom

START_BYTES = 4096
BLANKS = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
AS_TABLE = "save it as XLSX or CSV"
ANEW = "fetch it anew, or leave it out"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
# In a zip archive of OpenDocument the first member says what it is, unpacked.
ODS_PLACE = slice(38, 38 + len(ODS))
APPLE_DOUBLE = b"\x00\x05\x16\x07"
TRANSPORT = b"HEADER RECORD*******"
PARQUET = b"PAR1"
_HTML = re.compile(rb"<(!doctype\s+html|html)\b", re.IGNORECASE)
_JSON = re.compile(rb"[{\[]\s*([\"{\[\]}]|$)")
_PICTURE = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a file looks like, and what can be done about it."""

    what: str
    advice: str = ANEW

    def told(self, promised: str) -> str:
        """Say that it is this, and not what it was taken for, with the way out."""
        # A spreadsheet of another kind is a table, too.
        but = "" if self.advice == AS_TABLE else f" and no {promised}"
        return f"is {self.what}{but}; {self.advice}"


LOOKS: tuple[tuple[Callable[[bytes], object], Look], ...] = (
    (
        lambda start: start.startswith(b"SQLite format 3\0"),
        Look(what="a trial, or another database,", advice="a trial is named NAME.recist"),
    ),
    (
        lambda start: start.startswith(OLD_OFFICE),
        Look(what="a file of old Office, as XLS is", advice=AS_TABLE),
    ),
    (
        lambda start: start.startswith(b"PK") and start[ODS_PLACE] == ODS,
        Look(what="an OpenDocument spreadsheet", advice=AS_TABLE),
    ),
    (lambda start: start.startswith(b"PK"), Look(what="a zip archive", advice="unpack it")),
    (lambda start: start.startswith(b"\x1f\x8b"), Look(what="packed", advice="unpack it")),
    (
        lambda start: start.lstrip(BLANKS)[:1] == b"<" and _HTML.search(start),
        Look(what="a web page", advice="fetch the file anew, logged in where that is asked"),
    ),
    (lambda start: start.lstrip(BLANKS).startswith(b"<?xml"), Look(what="XML")),
    (lambda start: _JSON.match(start.lstrip(BLANKS)), Look(what="JSON")),
    (lambda start: start.startswith(b"%PDF"), Look(what="a PDF")),
    (lambda start: start.startswith(_PICTURE), Look(what="a picture")),
    (
        lambda start: start.startswith(TRANSPORT),
        Look(what="a SAS transport file", advice="name it NAME.xpt"),
    ),
    (begins_like_dicom, Look(what="DICOM")),
)
"""The first that fits holds."""


def look_of(start: bytes) -> Look | None:
    """Return what a file looks like that begins so; None where nothing is known of it."""
    return next((look for fits, look in LOOKS if fits(start)), None)


def is_blank(content: bytes) -> bool:
    """Say whether there is nothing in it but a mark of the encoding, and blanks."""
    return not content.removeprefix(b"\xef\xbb\xbf").strip()


def no_table(start: bytes) -> str:
    """Say what a file is that begins so and is no table of text; empty where it may be one."""
    look = look_of(start)
    return "" if look is None else look.told("table")
