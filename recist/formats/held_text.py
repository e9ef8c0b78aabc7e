"""What a format cannot hold of a text, and what stands there instead.

A substitution has a name, so that whoever reads the file knows what stood there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

LONGEST_CELL = 32_767
"""Signs in a cell of a workbook, in the units of UTF-16."""
CUT = "… [cut]"
_PICTURES = 0x2400
_HALF = re.compile("[\ud800-\udfff]")
_NO_UTF8 = re.compile("[\0\ud800-\udfff]")
_NO_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_RETURN = re.compile("\r\n?")
_CODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(slots=True)
class Substitutions:
    """Keeps what was put for what."""

    kinds: set[str] = field(default_factory=set)

    def notes(self, where: str) -> tuple[str, ...]:
        """Return a line for each kind of substitution, in an order that is always the same."""
        return tuple(f"{where}: {what}" for what in sorted(self.kinds))


def held_in_utf8(text: str, told: Substitutions) -> str:
    """Return a text as a CSV file can hold it: without NUL, and without half signs."""
    return _NO_UTF8.sub(lambda found: _put(found[0], told), text)


def paired(text: str) -> str:
    """Join halves of surrogate pairs that stand side by side, as JSON and UTF-16 do anyhow."""
    if text.isascii() or not _HALF.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def held_in_workbook(text: str, told: Substitutions) -> str:
    """Return a text as a cell of a workbook can hold it.

    Control characters have their pictures, a carriage return is a line break, and what is longer
    than a cell is cut.
    """
    if "\r" in text:
        told.kinds.add("carriage return → line break")
        text = _RETURN.sub("\n", text)
    text = _NO_XML.sub(lambda found: _put(found[0], told), text)
    if "_x" in text and _CODED.search(text):
        told.kinds.add("low line before x and four digits (a code to workbooks) → wide low line")
        text = _CODED.sub("＿", text)
    if len(text) > LONGEST_CELL // 2 and _units(text) > LONGEST_CELL:
        told.kinds.add(f"text over {LONGEST_CELL} signs → its beginning and {CUT}")
        text = _first(text, LONGEST_CELL - len(CUT)) + CUT
    return text


def _put(sign: str, told: Substitutions) -> str:
    code = ord(sign)
    if code < 0x20:
        told.kinds.add(f"control character U+{code:04X} → its picture {chr(_PICTURES + code)}")
        return chr(_PICTURES + code)
    what = "half of a surrogate pair" if code < 0xE000 else f"U+{code:04X}, no character,"
    told.kinds.add(f"{what} → U+FFFD")
    return "\ufffd"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _first(text: str, units: int) -> str:
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", errors="ignore")
