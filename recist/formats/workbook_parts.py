"""What an XLSX file is made of, looked at before a parser lays out its sheets in memory."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from posixpath import join, normpath
from xml.etree import ElementTree

from recist.model.errors import InputError

MOST_BYTES = 256 * 1024 * 1024
"""What the parts with text may unpack to, taken together: some hundred thousand rows."""
SMALL_BYTES, MOST_RATIO = 16 * 1024 * 1024, 200
"""No sheet shrinks to less than this, unless it is made to fill a memory."""
MOST_INDEX_BYTES = 1024 * 1024
"""The parts that say where the sheets are have some kilobytes."""
MOST_CELLS = 30_000_000
"""A sheet is laid out as wide and as deep as its last cells are."""
DAMAGE = (
    *(KeyError, ValueError, OSError, EOFError, RuntimeError, NotImplementedError),
    *(zlib.error, struct.error, zipfile.BadZipFile, ElementTree.ParseError),
)
"""What taking a damaged or protected archive apart ends in."""
TEXTS = (".xml", ".rels")
_OLE = b"\xd0\xcf\x11\xe0"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# A row has a number alone, a cell letters before it. What else may stand there is refused.
_PLACE = re.compile(rb"\sr\s*=\s*[\"']([A-Z]{0,3})([0-9]{1,7})[\"']")
_ANY_PLACE = re.compile(rb"\sr\s*=")
# Up to where the next one begins: what is never closed must not be looked for to the end.
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)(?<!/)>([^<]*(?:<(?!(?:\w+:)?c\s)[^<]*)*)")
_END = re.compile(rb"</(?:\w+:)?c>")
_ERROR = re.compile(rb"\st=[\"']e[\"']")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
_TEXT = re.compile(rb"\st=[\"']str[\"']")


@dataclass(frozen=True, slots=True)
class WorkbookParts:
    """The parts of a workbook, still packed."""

    archive: zipfile.ZipFile
    name: str

    @classmethod
    def of(cls, content: bytes, name: str) -> WorkbookParts:
        """Look into a file.

        Raises
        ------
        InputError
            Where it is no workbook, protected, or would unpack to more than a table needs.
        """
        if content.startswith(_OLE):
            raise InputError(
                f"{name} is protected by a password, or an old .xls; save it as .xlsx without one"
            )
        try:
            archive = zipfile.ZipFile(io.BytesIO(content))
        except DAMAGE:
            raise InputError(
                f"{name} is no workbook, or a damaged one; save it again as .xlsx, or as CSV"
            ) from None
        read = [part for part in archive.infolist() if part.filename.endswith(TEXTS)]
        if sum(part.file_size for part in read) > MOST_BYTES:
            raise InputError(
                f"{name} unpacks to more than {MOST_BYTES // 1024**2} MB; save the table as CSV"
            )
        if any(part.file_size > max(SMALL_BYTES, MOST_RATIO * part.compress_size) for part in read):
            raise InputError(
                f"{name} unpacks to far more than any table of its size; save the table as CSV"
            )
        return cls(archive, name)

    def faults(self, sheet: str) -> dict[tuple[int, int], str]:
        """Return the cells of a sheet that hold no value, by row and column from 1.

        Raises
        ------
        InputError
            Where the sheet is damaged, or so wide and deep that it is no table.
        """
        try:
            content = self._content(self._part(sheet))
        except DAMAGE as error:
            raise self._damaged(error) from None
        self._refuse_huge(content)
        if not _ERROR.search(content) and not _FORMULA.search(content):
            return {}
        found = {}
        for cell in _CELL.finditer(content):
            attributes, inside = b" " + cell[1], _END.split(cell[2], 1)[0]
            place, what = _PLACE.search(attributes), _fault(attributes, inside)
            if what and place:
                found[int(place[2]), _column(place[1])] = what
        return found

    def unpacked(self) -> bytes:
        """Return the workbook with its parts as they are, for a parser without limits.

        No part is larger in it than it says, whatever the file that it comes from says.

        Raises
        ------
        InputError
            Where a part cannot be unpacked.
        """
        out = io.BytesIO()
        try:
            with zipfile.ZipFile(out, "w") as plain:
                for name in dict.fromkeys(self.archive.namelist()):
                    if name.endswith(TEXTS):
                        plain.writestr(name, self._content(name))
        except DAMAGE as error:
            raise self._damaged(error) from None
        return out.getvalue()

    def _damaged(self, error: Exception) -> InputError:
        told = " ".join(str(error).split()) or type(error).__name__
        return InputError(f"{self.name} is damaged ({told}); save it again as .xlsx, or as CSV")

    def _part(self, sheet: str) -> str:
        """Return where the cells of a sheet are."""
        book = self._book()
        tree = self._tree(book)
        folder, _, file = book.rpartition("/")
        related = self._tree(f"{folder}/_rels/{file}.rels")
        targets = {one.get("Id"): one.get("Target", "") for one in related}
        for element in tree.iter():
            if element.tag.endswith("}sheet") and element.get("name") == sheet:
                target = targets[element.get(_RELATION)]
                return target[1:] if target.startswith("/") else normpath(join(folder, target))
        raise KeyError(sheet)

    def _book(self) -> str:
        related = self._tree("_rels/.rels")
        for one in related:
            if one.get("Type", "").endswith("/officeDocument"):
                return one.get("Target", "").lstrip("/")
        return "xl/workbook.xml"

    def _tree(self, part: str) -> ElementTree.Element:
        content = self._content(part)
        if len(content) > MOST_INDEX_BYTES:
            raise ValueError(f"{part} has {len(content):,} bytes")
        return ElementTree.fromstring(content)

    def _content(self, part: str) -> bytes:
        """Return a part; what says that it is smaller than it is does not get further."""
        with self.archive.open(part) as stream:
            content = stream.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise ValueError("it unpacks to more than it says")
        return content

    def _refuse_huge(self, content: bytes) -> None:
        """Refuse a sheet that a parser would lay out beyond what there is of memory."""
        count, rows, letters = 0, 0, set[bytes]()
        for place in _PLACE.finditer(content):
            count += 1
            rows = max(rows, int(place[2]))
            letters.add(place[1])
        if count != sum(1 for _ in _ANY_PLACE.finditer(content)) or b"\0" in content:
            raise InputError(
                f"{self.name} is damaged (a cell stands nowhere); save it again as .xlsx, or as CSV"
            )
        columns = max(map(_column, letters), default=0)
        if rows * columns > MOST_CELLS:
            raise InputError(
                f"{self.name} has a cell in row {rows} and one in column {column_letters(columns)}"
                ": too large for a table; clear what stands outside it, or save it as CSV"
            )


def column_letters(number: int) -> str:
    """Return how a spreadsheet calls a column: 1 → ``A``, 28 → ``AB``."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number


def _fault(attributes: bytes, inside: bytes) -> str:
    value = _VALUE.search(inside)
    if _ERROR.search(attributes):
        said = value[1].decode("utf-8", "replace") if value else "an error"
        return f"{said} is an error and no value; clear the cell, or mend it"
    if _FORMULA.search(inside) and not (value and value[1]) and not _TEXT.search(attributes):
        return (
            "is a formula whose value was not kept; open the table in a spreadsheet program and "
            "save it"
        )
    return ""
