"""Texts that break exports: formulas, control characters, markup, paths, other scripts, length."""

from __future__ import annotations

import random
from collections.abc import Iterator

FORMULAS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x.invalid","y")',
    "+1+1",
    "-1+1",
    "-2",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "'=1+1",
    '"=1+1',
    "＝1+1",
    "＋1",
    "−1+1",
    "＠SUM(1)",
    "=1+1;=2",
    "a,=1+1",
    "{=1+1}",
    "%0A=1",
    "=DDE(1;2;3)",
    "\u00a0=1",
    "\u200b=1",
    "\ufeff=1",
)
MARKUP = (
    "<b>bold",
    "</para>",
    "<a href='x'>y</a>",
    "&amp;&lt;",
    "&#0;",
    "]]>",
    "<!--",
    "<?xml?>",
    "<![CDATA[",
    "$x^2$",
    "$\\frac{1",
    "\\n",
    "\\",
    "%s %d {0} {x}",
    "'; DROP TABLE row; --",
    "<img src=/etc/passwd>",
    "&quot;",
    "_x0041_",
    "_x000D_",
    "{}",
    "NaN",
    "null",
    "None",
    "TRUE",
    "1E5",
    "0012",
    "1/2",
    "2024-01-01",
    "12.50",
    "#N/A",
    "#REF!",
)
PATHS = (
    "../../etc/passwd",
    "/etc/passwd",
    "a/b",
    "a\\b",
    "..",
    ".",
    "CON",
    "nul.txt",
    "a:b",
    "a*b?",
    "~",
    "-rf",
    ".hidden",
    "name.",
    "x" * 300,
    "C:\\x",
    "a|b",
    "a\nb",
)
SCRIPTS = (
    "Ünïcödé",
    "Ελληνικά",
    "Русский",
    "中文字符",
    "日本語",
    "한국어",
    "العربية",
    "עברית",
    "हिन्दी",
    "🩻🫁",
    "👩‍⚕️",
    "e\u0301",
    "\u202egnp.exe",
    "\u2066x\u2069",
    "ﬁ",
    "İı",
    "ß",
    "\U0001f600" * 40,
    "𝔘𝔫𝔦",
    "\ufffd",
    "\uffff",
    "\ue000",
)
CONTROLS = tuple(f"a{chr(code)}b" for code in [*range(32), *range(0x7F, 0xA0), 0x2028, 0x2029])
LONG = ("x" * 10_000, "é" * 500, "word " * 3_000, "=" * 40_000, "\\" * 300, "^" * 70, "a=b" * 100)
BROKEN = ("\ud800", "a\udfffb", "\udc80abc")

KINDS = (FORMULAS, MARKUP, PATHS, SCRIPTS, CONTROLS, LONG[:2], BROKEN)


def hostile_texts(count: int, seed: int = 7) -> Iterator[str]:
    """Yield so many different texts: each of the lists, then pieces of them put together."""
    seen: set[str] = set()
    rng = random.Random(seed)
    plain = [text for kind in (*KINDS, LONG) for text in kind]
    for text in dict.fromkeys(plain[:count]):
        seen.add(text)
        yield text
    while len(seen) < count:
        pieces = [rng.choice(rng.choice(KINDS)) for _ in range(rng.randint(1, 3))]
        text = rng.choice(("", " ", ",", ";", "=", "\t")).join(pieces)
        if text not in seen:
            seen.add(text)
            yield text
