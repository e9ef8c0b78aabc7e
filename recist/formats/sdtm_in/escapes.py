r"""Texts of our own transport files: a character that they cannot hold is written by its number.

`recist export` writes ``\xe4`` for ä; what it would not have written like that stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from recist.formats.sdtm_in.records import Record

_NUMBERED = re.compile(r"\\x([0-9a-f]{2})|\\u([0-9a-f]{4})|\\U([0-9a-f]{8})")
TRANSPORT = ".xpt row "
HIGHEST = 0x10FFFF
SURROGATES = range(0xD800, 0xE000)


def as_entered(records: Sequence[Record]) -> list[Record]:
    """Return records with the characters that their transport file could not hold."""
    return [
        replace(one, cells={name: unnumbered(text) for name, text in one.cells.items()})
        if TRANSPORT in one.place.lower()
        else one
        for one in records
    ]


def unnumbered(text: str) -> str:
    r"""Return a text with its numbered characters: ``Sch\xe4del`` is Schädel."""
    return _NUMBERED.sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2] or match[3], 16)
    held = " " <= chr(code) <= "~" if code <= HIGHEST else True
    return match[0] if held or code in SURROGATES else chr(code)
