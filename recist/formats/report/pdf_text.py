"""The text of a PDF as ReportLab writes it, page by page, read without a PDF library."""

from __future__ import annotations

import re
import zlib

OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
REFERENCE = rb"(\d+) 0 R"
SHOWN = re.compile(rb"/(F\d+\+?\d*) [\d.]+ Tf|\(((?:\\.|[^\\()])*)\) Tj", re.DOTALL)
ESCAPE = re.compile(rb"\\(\d{3}|.)", re.DOTALL)
PLACES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


class Pdf:
    """A file that is read back.

    Parameters
    ----------
    content : bytes
        Of a whole file, with its text in embedded fonts.

    Raises
    ------
    ValueError
        Where it is no such file.
    """

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.objects = {int(one[1]): one[2] for one in OBJECT.finditer(content)}
        self._fonts = self._read_fonts()

    @property
    def pages(self) -> list[str]:
        """The text of each page in the order of drawing."""
        tree = self._one(b"/Type /Pages")
        kids = _found(re.search(rb"/Kids \[(.*?)\]", tree, re.DOTALL), "pages")
        return [self._page(int(number)) for number in re.findall(REFERENCE, kids[1])]

    @property
    def text(self) -> str:
        """The text of all pages."""
        return "\n".join(self.pages)

    @property
    def titles(self) -> list[str]:
        """The entries of the outline."""
        entries = (one for one in self.objects.values() if b"/Dest" in one and b"/Title" in one)
        return [self._string(re.search(rb"/Title \((.*?)\)\n?", one, re.DOTALL)) for one in entries]

    def info(self, key: str) -> str:
        """Return a value of the document's information."""
        value = rb"/%s \(((?:\\.|[^\\()])*)\)" % key.encode()
        return self._string(re.search(value, self._one(b"/CreationDate"), re.DOTALL))

    def stream(self, number: int) -> bytes:
        """Return the unpacked stream of an object."""
        head, _, rest = self.objects[number].partition(b"stream\n")
        data = rest[: rest.rindex(b"endstream")]
        try:
            return zlib.decompress(data) if b"Flate" in head else data
        except zlib.error as error:
            raise ValueError(f"object {number} is damaged: {error}") from None

    def _one(self, mark: bytes) -> bytes:
        held = [one for one in self.objects.values() if mark in one]
        if len(held) != 1:
            raise ValueError(f"there are {len(held)} objects with {mark.decode()}")
        return held[0]

    def _page(self, number: int) -> str:
        contents = _found(re.search(rb"/Contents " + REFERENCE, self.objects[number]), "contents")
        total = next(n for n, one in self.objects.items() if b"/Subtype /Form" in one)
        drawn = self._drawn(self.stream(int(contents[1])))
        return f"{drawn} {self._drawn(self.stream(total))}"

    def _drawn(self, stream: bytes) -> str:
        said: list[str] = []
        signs: dict[int, str] = {}
        for found in SHOWN.finditer(stream):
            if found[1] is not None:
                signs = self._fonts.get(found[1].decode(), {})
            else:
                said.append("".join(signs.get(code, "?") for code in _unescaped(found[2])))
        return " ".join(said)

    def _read_fonts(self) -> dict[str, dict[int, str]]:
        fonts = {}
        for held in self.objects.values():
            name = re.search(rb"/Name /(F\d+\+?\d*)", held)
            mapped = re.search(rb"/ToUnicode " + REFERENCE, held)
            if name and mapped:
                pairs = re.findall(rb"<(\w\w)> <(\w{4,8})>", self.stream(int(mapped[1])))
                fonts[name[1].decode()] = {
                    int(code, 16): bytes.fromhex(sign.decode()).decode("utf-16-be")
                    for code, sign in pairs
                }
        return fonts

    def _string(self, found: re.Match[bytes] | None) -> str:
        raw = _unescaped(_found(found, "string")[1])
        wide = raw.startswith(b"\xfe\xff")
        return raw[2:].decode("utf-16-be") if wide else raw.decode("latin-1")


def _found(match: re.Match[bytes] | None, what: str) -> re.Match[bytes]:
    if match is None:
        raise ValueError(f"there is no {what} where it should be")
    return match


def _unescaped(text: bytes) -> bytes:
    def plain(found: re.Match[bytes]) -> bytes:
        said = found[1]
        return bytes([int(said, 8)]) if said.isdigit() else PLACES.get(said, said)

    return ESCAPE.sub(plain, text)


def flat(text: str) -> str:
    """Return a text with every run of white space as one blank, as lines are broken anywhere."""
    return " ".join(text.split())
