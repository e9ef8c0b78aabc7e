"""docs/scans.md and the code name the same codes: all that can be emitted, and no other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from recist.formats.dicom.companions import DIFFERENCES
from recist.imaging.series import NO_THICKNESS, UNREADABLE_SLICE, Verdict
from recist.imaging.verdicts import INFORMS_ON_MR, VERDICTS

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "scans.md").read_text(encoding="utf-8")
ROOMS = ("imaging", "formats")
# The classes that carry a code.
REASON, REFUSED = "Reason", ("Rejected", "RefusedError")
# Reports, annotations and tables are formats too; what is refused of them is no scan.
NO_SCANS = frozenset({"sr_in", "aim", "sdtm_in"})
NAMED = {"NO_THICKNESS": NO_THICKNESS, "UNREADABLE_SLICE": UNREADABLE_SLICE}
WORDS = {
    Verdict.ACCEPT: "informs",
    Verdict.WARN: "warns",
    Verdict.QUARANTINE: "quarantines",
}


def rows(heading: str) -> dict[str, str]:
    """Return the codes of a table and the second column beside them."""
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    found = re.findall(r"^\| `([a-z0-9-]+)` \| ([^|]+) \|", section, flags=re.MULTILINE)
    assert len(found) == len(dict(found)), "a code stands there twice"
    return dict(found)


def literals(node: ast.expr, function: ast.AST) -> set[str]:
    """Return the codes that an expression can be, following a name through its function."""
    if isinstance(node, ast.Constant):
        return {node.value} if isinstance(node.value, str) else set()
    if isinstance(node, ast.IfExp):
        return literals(node.body, function) | literals(node.orelse, function)
    if not isinstance(node, ast.Name):
        return set()
    if node.id in NAMED:
        return {NAMED[node.id]}
    return {code for value in assigned(node.id, function) for code in literals(value, function)}


def assigned(name: str, function: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        if not isinstance(node, ast.Assign):
            continue
        for target in node.targets:
            if isinstance(target, ast.Name) and target.id == name:
                yield node.value
            elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                for part, value in zip(target.elts, node.value.elts, strict=True):
                    if isinstance(part, ast.Name) and part.id == name:
                        yield value


def emitted() -> tuple[set[str], set[str]]:
    """Return the codes of reasons and of refusals that stand in the code."""
    reasons: set[str] = set()
    refusals: set[str] = set()
    for room in ROOMS:
        for path in sorted((ROOT / "recist" / room).rglob("*.py")):
            if NO_SCANS.intersection(path.parts):
                continue
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for scope in ast.walk(tree):
                if not isinstance(scope, ast.FunctionDef):
                    continue
                for call in ast.walk(scope):
                    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
                        continue
                    if call.func.id == REASON:
                        reasons |= codes_of(call, scope)
                    elif call.func.id in REFUSED:
                        refusals |= codes_of(call, scope)
    return reasons, refusals


def codes_of(call: ast.Call, scope: ast.AST) -> set[str]:
    named = [one.value for one in call.keywords if one.arg == "code"]
    given = named or call.args[:1]
    return literals(given[0], scope) if given else set()


def tabled_differences() -> set[str]:
    """Return the codes that stand in a table rather than in a call."""
    return {one.code for one in DIFFERENCES}


def test_the_search_finds_codes_of_every_shape() -> None:
    reasons, refusals = emitted()
    # A literal, a conditional, a constant of another module; an argument, a name set twice.
    assert {"gantry-tilt", "missing-slice", "uneven-spacing", "no-thickness"} <= reasons
    assert {"truncated", "same-uid", "duplicate-instance"} <= refusals


def test_every_reason_stands_on_the_page_and_every_row_can_be_emitted() -> None:
    told = set(rows("Reasons of a series")) | set(rows("Reasons of a segmentation"))
    assert told == emitted()[0] | tabled_differences()


def test_every_reason_has_a_verdict_and_the_page_says_which() -> None:
    assert rows("Reasons of a series") == {
        code: WORDS[verdict] + (", informs on MR" if code in INFORMS_ON_MR else "")
        for code, verdict in VERDICTS.items()
    }


def test_every_refusal_stands_on_the_page_and_every_row_can_be_emitted() -> None:
    assert set(rows("Files that are refused")) == emitted()[1]
