"""Collecting: every literal that goes through `tr` or `later`, as a template of Qt Linguist."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

GUI = Path(__file__).resolve().parents[1]
TEMPLATE = Path(__file__).with_name("recist.ts")
CONTEXT = "recist"
MARKERS = frozenset({"tr", "later"})
HEAD = f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" sourcelanguage="en">
<context>
    <name>{CONTEXT}</name>
"""
TAIL = "</context>\n</TS>\n"


def marked_in(tree: ast.AST) -> Iterator[ast.expr]:
    """Return what `tr` and `later` are given in a module, literals and others."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name), args=[first, *_]) if name in MARKERS:
                yield first


def literals_in(one: ast.expr) -> Iterator[str]:
    """Return the texts of an argument: itself, or both sides of a choice."""
    if isinstance(one, ast.IfExp):
        yield from literals_in(one.body)
        yield from literals_in(one.orelse)
    elif isinstance(one, ast.Constant) and isinstance(one.value, str):
        yield one.value


def collected(folder: Path = GUI) -> dict[str, list[str]]:
    """Return every text of the screen with the files that say it, both in order."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for one in marked_in(tree):
            for text in literals_in(one):
                files = found.setdefault(text, [])
                name = path.relative_to(folder).as_posix()
                if name not in files:
                    files.append(name)
    return dict(sorted(found.items()))


def template(texts: dict[str, list[str]]) -> str:
    """Return the template: one message for each text, where it is said, nothing translated."""
    return HEAD + "".join(map(_message, texts, texts.values())) + TAIL


def _message(text: str, files: list[str]) -> str:
    lines = [
        "    <message>",
        # No line numbers: the template changes when a text does, and not when it moves.
        *(f'        <location filename="../{escape(file)}"/>' for file in files),
        f"        <source>{escape(text)}</source>",
        '        <translation type="unfinished"></translation>',
        "    </message>",
    ]
    return "\n".join(lines) + "\n"
