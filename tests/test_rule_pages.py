"""Table and documentation keep together: each row has its heading and a reason written by hand."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from recist.criteria.registry import criteria

RULES = Path(__file__).resolve().parent.parent / "docs" / "rules"
SHORTEST_REASON = 20


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("rule_pages", RULES / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look themselves up there
    spec.loader.exec_module(module)
    return module


MAKE = script()
PAGES = [page for page in MAKE.PAGES if page.file in MAKE.pages()]


def test_every_criterion_has_a_page() -> None:
    assert {page.criterion for page in PAGES} - {None} == set(criteria())


@pytest.mark.parametrize("page", PAGES, ids=[page.file for page in PAGES])
def test_every_row_has_a_reason_and_every_reason_a_row(page: Any) -> None:
    _, reasons = MAKE.reasons(page)
    assert set(reasons) == {row.id for row in page.rows()}
    assert [id for id, reason in reasons.items() if len(reason) < SHORTEST_REASON] == []


@pytest.mark.parametrize("page", PAGES, ids=[page.file for page in PAGES])
def test_headings_are_the_rows(page: Any) -> None:
    text = (RULES / page.file).read_text("utf-8")
    assert sorted(re.findall(r"(?m)^### (\S+)$", text)) == sorted(row.id for row in page.rows())


@pytest.mark.parametrize("page", PAGES, ids=[page.file for page in PAGES])
def test_the_page_is_what_the_script_makes(page: Any) -> None:
    written = (RULES / page.file).read_text("utf-8")
    assert written == MAKE.pages()[page.file], "run docs/rules/make.py"


def test_no_page_without_rows() -> None:
    made = {page.file for page in MAKE.PAGES}
    assert {path.name for path in RULES.glob("*.md")} - {"README.md"} <= made
