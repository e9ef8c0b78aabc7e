"""Texts on paper: what a font cannot show, or would steer the text around it, is written out."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from xml.sax.saxutils import escape

SPACES = "\t\n\r\x0b\x0c\x85\u2028\u2029"
# Of these no glyph tells anything, or it would steer the text around it.
STEERING = ("Cc", "Cf", "Cs", "Co", "Cn")
RIGHT_TO_LEFT = ("R", "AL")

HasGlyph = Callable[[str], bool]


class Words:
    """Turns texts into what paper can show, and remembers what it could not.

    Parameters
    ----------
    has_glyph : callable
        Says whether the font has a sign for a character.
    """

    def __init__(self, has_glyph: HasGlyph) -> None:
        self._has_glyph = has_glyph
        self._notes: dict[str, None] = {}

    @property
    def notes(self) -> tuple[str, ...]:
        """What stands there instead of something else, each once."""
        return tuple(self._notes)

    def plain(self, text: str, most: int = 300) -> str:
        """Return a text whose characters all have a glyph, cut where it is very long."""
        if text.isascii() and text.isprintable() and len(text) <= most:
            return text
        shown = "".join(map(self._sign, text[: most + 1]))
        if len(shown) <= most and len(text) <= most:
            return shown
        left_out = len(text) - min(len(text), most)
        self._note("texts of great length are cut; where, '…' and the number of characters say")
        return f"{shown[:most]}… (+{left_out} characters)" if left_out else f"{shown[:most]}…"

    def short(self, text: str, most: int) -> str:
        """Return the beginning of a text that stands in full elsewhere."""
        shown = self.plain(text[: most + 1], 10 * most)
        return shown if len(shown) <= most else f"{shown[: most - 1]}…"

    def markup(self, text: str, most: int = 300) -> str:
        """Return a text as ReportLab's markup shows it as it is."""
        return escape(self.plain(text, most))

    def _sign(self, sign: str) -> str:
        if sign in SPACES:
            return " "
        if unicodedata.category(sign) in STEERING or not self._has_glyph(sign):
            self._note(f"U+{ord(sign):04X} is written [U+{ord(sign):04X}]: the font has no sign")
            return f"[U+{ord(sign):04X}]"
        if unicodedata.bidirectional(sign) in RIGHT_TO_LEFT:
            self._note("text from right to left stands in the order of its letters")
        return sign

    def _note(self, note: str) -> None:
        self._notes.setdefault(note)
