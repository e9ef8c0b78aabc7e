"""Unique identifiers that are the same at every export: made of what they stand for."""

from __future__ import annotations

import re
from hashlib import sha256
from uuid import UUID

ROOT = "2.25."
UID = re.compile(r"[0-2](\.(0|[1-9]\d*))+", re.ASCII)


def uid_of(kind: str, *parts: str) -> str:
    """Return a UID under 2.25 from the SHA-256 of its parts.

    Parameters
    ----------
    kind : str
        What it identifies, as ``lesion``: the same parts of another kind have another UID.
    parts : str
        For a lesion the trial, the subject, the reader and the lesion.
    """
    encoded = [one.encode("utf-8", "surrogatepass") for one in (kind, *parts)]
    told = b"".join(b"%d:%s" % (len(one), one) for one in encoded)
    digest = sha256(b"recist" + told).digest()[:16]
    # The form of a UUID, version 8 (made by a rule of one's own, RFC 9562), as 2.25 asks for.
    number = bytearray(digest)
    number[6] = (number[6] & 0x0F) | 0x80
    number[8] = (number[8] & 0x3F) | 0x80
    return ROOT + str(UUID(bytes=bytes(number)).int)


def is_uid(text: str) -> bool:
    """Say whether a text is a DICOM UID."""
    return len(text) <= 64 and UID.fullmatch(text) is not None
