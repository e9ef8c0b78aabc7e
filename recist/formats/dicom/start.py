"""How a DICOM file begins, with a preamble or without; told without a parser."""

from __future__ import annotations

import struct

PREAMBLE = 132
SOP_CLASS = rb"(?:\x02\x00\x02\x00|\x08\x00\x16\x00)(?:UI..|....)"
"""What stands before a SOP class, as a pattern: in the meta header or in the data set, with its
value representation or without. A byte of its length may be a line break (``re.DOTALL``).
"""
MARK = b"DICM"
# Groups that can open a data set without the file meta header.
FIRST_GROUPS = (0x0002, 0x0004, 0x0008)
LAST_ELEMENT = 0x0100
MOST_FIRST_BYTES = 64


def begins_like_dicom(start: bytes) -> bool:
    """Say whether a file that begins with these bytes (132 of them do) may be DICOM."""
    if start[PREAMBLE - len(MARK) : PREAMBLE] == MARK:
        return True
    if len(start) < 8:
        return False
    group, element = struct.unpack("<HH", start[:4])
    explicit = start[4:6].isalpha() and start[4:6].isupper()
    implicit = struct.unpack("<L", start[4:8])[0] <= MOST_FIRST_BYTES
    return group in FIRST_GROUPS and element <= LAST_ELEMENT and (explicit or implicit)
