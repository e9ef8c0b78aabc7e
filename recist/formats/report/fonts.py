"""The fonts of the report, and which characters they have.

DejaVu Sans covers Latin, Greek and Cyrillic, may be embedded, and comes with matplotlib.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

PLAIN, BOLD = "RecistSans", "RecistSans-Bold"
FILES = {PLAIN: "DejaVuSans.ttf", BOLD: "DejaVuSans-Bold.ttf"}
# ReportLab maps what lies beyond wrongly back from signs to characters.
LAST_COPIED = 0xFFFF


@cache
def register() -> None:
    """Make the fonts known to ReportLab, once, and have it write bytes as they are."""
    # Its way of writing them as letters takes longer than all else together.
    rl_config.useA85 = 0
    found = find_spec("matplotlib")  # found, not imported: that would cost half a second
    if found is None or found.origin is None:
        raise FileNotFoundError("matplotlib, whose fonts the report is set in, is not installed")
    folder = Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"
    for name, file in FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(folder / file)))
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=PLAIN, boldItalic=BOLD)


@cache
def has_glyph(sign: str) -> bool:
    """Say whether both fonts have a sign for a character, and a copied text will have it, too."""
    register()
    if ord(sign) > LAST_COPIED:
        return False
    faces = (pdfmetrics.getFont(name).face for name in FILES)
    return all(face.charToGlyph.get(ord(sign), 0) for face in faces)
