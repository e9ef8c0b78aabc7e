"""Text that a spreadsheet would take as a formula, kept from coming to life in a CSV file.

An apostrophe is put before it, as people do who type such a text into a spreadsheet, and reading
takes it off again. It is put where a cell begins, and also behind a semicolon, a tab or a line
break inside a text: where the decimal sign is a comma a spreadsheet divides a CSV file at
semicolons, whatever it was written with.
"""

from __future__ import annotations

import re

# The last four are the wide forms, which some spreadsheets take for the plain ones.
_SIGNS = "=+\\-@＝＋－＠"
# What is passed over in front of a sign: blanks, quotes, and what is not seen at all. The
# apostrophe is none of them, so that one that is put there is found again.
_PASSED = (
    '[ "“”‘’\xa0\xad\0-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u1680\u180e\u2000-\u200f\u2028-\u202f'
    "\u205f-\u206f\u3000\ufeff]*"
)
_ENDS = ";\t\r\n"
_LIVE = f"(?={_PASSED}[{_SIGNS}])"
_PUT = re.compile(f"(?:(?<=[{_ENDS}])('*){_LIVE}|^('*)(?=[\t\r\n]|{_PASSED}[{_SIGNS}]))")
_TAKE = re.compile(f"(?:(?<=[{_ENDS}])'('*){_LIVE}|^'('*)(?=[\t\r\n]|{_PASSED}[{_SIGNS}]))")
# Only a text with one of these can be live at all; most have none.
_SUSPECT = re.compile(f"[{_SIGNS}\t\r\n]")


def guarded(text: str) -> str:
    """Return a text with an apostrophe wherever a spreadsheet would begin a formula."""
    if not _SUSPECT.search(text):
        return text
    return _PUT.sub(_put, text)


def unguarded(text: str) -> str:
    """Return the text that was guarded; a text that never was stands as it is."""
    if "'" not in text:
        return text
    return _TAKE.sub(_taken, text)


def _put(found: re.Match[str]) -> str:
    return f"{found[1] or found[2] or ''}'"


def _taken(found: re.Match[str]) -> str:
    return found[1] or found[2] or ""
