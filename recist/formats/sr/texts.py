"""Texts as DICOM can hold them: what it cannot is shown by another sign, and said in a note."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

LONG_STRING = 64
PART_OF_NAME = 64
# Line feed, form feed, carriage return and tab are the only control characters of a long text.
LEFT_AS_IT_IS = frozenset("\n\f\r\t")
REPLACEMENT = "\ufffd"
OPEN_BOX = "\u2420"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A text as it stands in the file; ``note`` says what differs, empty where nothing does."""

    text: str
    note: str = ""


def long_text(text: str) -> Held:
    """Return a text of any length and signs (VR UT).

    Control characters are shown by their pictures (U+2400 and on), what is no character by U+FFFD,
    and a blank at the end, which a reader may drop, by U+2420.
    """
    held = "".join(sign if sign in LEFT_AS_IT_IS else _shown(sign) for sign in text)
    stripped = held.rstrip(" ")
    held = stripped + OPEN_BOX * (len(held) - len(stripped))
    if held == text:
        return Held(text=held)
    return Held(text=held, note="signs that DICOM cannot hold are shown by other signs")


def short_text(text: str) -> Held:
    """Return a text of one line and at most 64 characters (VR LO).

    A backslash, which would part two values, becomes a full-width one; a text that is too long is
    cut and ends in four signs of its digest, so that two long texts stay apart.
    """
    held = "".join(_shown(sign) for sign in text).replace("\\", "\uff3c").strip(" ")
    notes = [] if held == text else ["signs that DICOM cannot hold there are shown by other signs"]
    if len(held) > LONG_STRING:
        digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:4]
        held = f"{held[: LONG_STRING - 5].rstrip(' ')}…{digest}"
        notes.append(f"cut to {LONG_STRING} characters")
    return Held(text=held, note="; ".join(notes))


def person_name(text: str) -> Held:
    """Return a name as one family name: it is not known which part of it is which (VR PN)."""
    plain = text.replace("^", "\uff3e").replace("=", "\uff1d")
    held = short_text(plain)
    name = held.text[: PART_OF_NAME - 1]
    note = held.note or ("" if plain == text else "^ and = are shown by other signs")
    return Held(text=f"{name or 'unnamed'}^", note=note)


def _shown(sign: str) -> str:
    number = ord(sign)
    if number < 0x20:
        return chr(0x2400 + number)
    if number == 0x7F:
        return "\u2421"
    if 0x80 <= number < 0xA0 or 0xD800 <= number < 0xE000:
        return REPLACEMENT
    return sign
