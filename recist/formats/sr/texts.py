"""Texts as DICOM can hold them: what it cannot is shown by another sign, and said in a note."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

# The standard counts characters, validators and older archives bytes: this satisfies both.
LONG_STRING_BYTES = 64
# The only control characters that validators let pass in a long text (PS3.5 6.1.3).
LEFT_AS_IT_IS = "\n\f\r"
BLANK = f" {LEFT_AS_IT_IS}"
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
    and a blank at the end, which a reader may drop, by U+2420. A text of nothing but line ends,
    which counts as empty, is shown by pictures altogether.
    """
    left = LEFT_AS_IT_IS if text.strip(BLANK) else ""
    held = "".join(sign if sign in left else _shown(sign) for sign in text)
    stripped = held.rstrip(" ")
    held = stripped + OPEN_BOX * (len(held) - len(stripped))
    if held == text:
        return Held(text=held)
    return Held(text=held, note="signs that DICOM cannot hold are shown by other signs")


def short_text(text: str, limit: int = LONG_STRING_BYTES) -> Held:
    """Return a text of one line and at most 64 bytes of UTF-8 (VR LO).

    A backslash, which would part two values, becomes a full-width one; a text that is too long is
    cut and ends in four signs of its digest, so that two long texts stay apart.
    """
    held = "".join(_shown(sign) for sign in text).replace("\\", "\uff3c").strip(" ")
    notes = [] if held == text else ["signs that DICOM cannot hold there are shown by other signs"]
    if len(held.encode()) > limit:
        digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:4]
        end = f"…{digest}"
        kept = held.encode()[: limit - len(end.encode())].decode("utf-8", "ignore")
        held = f"{kept.rstrip(' ')}{end}"
        notes.append(f"cut to {limit} bytes")
    return Held(text=held, note="; ".join(notes))


def person_name(text: str) -> Held:
    """Return a name as one family name: it is not known which part of it is which (VR PN)."""
    plain = text.replace("^", "\uff3e").replace("=", "\uff1d")
    held = short_text(plain, LONG_STRING_BYTES - 1)
    note = held.note or ("" if plain == text else "^ and = are shown by other signs")
    return Held(text=f"{held.text or 'unnamed'}^", note=note)


def _shown(sign: str) -> str:
    number = ord(sign)
    if number < 0x20:
        return chr(0x2400 + number)
    if number == 0x7F:
        return "\u2421"
    if 0x80 <= number < 0xA0 or 0xD800 <= number < 0xE000:
        return REPLACEMENT
    return sign
