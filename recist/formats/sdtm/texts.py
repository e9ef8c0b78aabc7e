"""What a transport file can hold of a text: printable ASCII, up to 200 bytes, no trailing blank."""

from __future__ import annotations

from hashlib import sha256

from recist.formats.sdtm.variables import TEXT

MARK = "~"


def plain(text: str) -> str:
    r"""Write every character that is no printable ASCII by its number, as ``\xe4``.

    What stands there can be told from the text, so that nothing is lost without being named.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(one if " " <= one <= "~" else _numbered(one) for one in text)


def held(text: str, size: int = TEXT) -> str:
    """Return what a transport file holds of a text.

    A blank at the end, which it would lose, is written by its number. A text that is too long is
    cut, and ends in a mark with eight digits of its digest, so that two long texts that begin
    alike stay apart.
    """
    written = plain(text)
    if written.endswith(" "):
        written = f"{written[:-1]}{_numbered(' ')}"
    if len(written) <= size:
        return written
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return written[: size - len(digest) - 1] + MARK + digest


def pieces(text: str, size: int = TEXT - len(r"\x20")) -> list[str]:
    """Cut a text into pieces that a transport file can hold each; joined they are the text.

    No piece ends in a blank as long as there is another place to cut, since a blank at the end
    has to be written by its number.
    """
    if len(text) <= size and text.isascii() and text.isprintable():
        return [text]
    widths = [1 if " " <= one <= "~" else len(_numbered(one)) for one in text]
    found: list[str] = []
    start, width, good = 0, 0, 0
    for at, step in enumerate(widths):
        if width + step > size:
            cut = good if good > start else at
            found.append(text[start:cut])
            width = sum(widths[cut:at])
            start = cut
        width += step
        if text[at] != " ":
            good = at + 1
    return [*found, text[start:]]


def in_xml(text: str) -> str:
    """Return a text with what no XML document can hold written by its number."""
    return "".join(one if _is_xml(one) else _numbered(one) for one in text)


def is_number(text: str) -> bool:
    """Say whether a text is a number, as results of measurements are."""
    try:
        float(text)
    except ValueError:
        return False
    return True


def _is_xml(one: str) -> bool:
    code = ord(one)
    return 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000


def _numbered(one: str) -> str:
    code = ord(one)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
