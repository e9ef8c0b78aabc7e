"""docs/sdtm.md and the code say the same: variables, terms, qualifiers, states and rules."""

import re
from pathlib import Path

import pytest

from recist.formats.sdtm.codelists import CODELISTS, PACKAGE
from recist.formats.sdtm.conformance import RULES
from recist.formats.sdtm.methods import METHODS
from recist.formats.sdtm.responses import SYMPTOMS
from recist.formats.sdtm.supplemental import QUALIFIERS
from recist.formats.sdtm.tables import response_rows
from recist.formats.sdtm.terms import CRITERIA
from recist.formats.sdtm.variables import DOMAINS
from recist.formats.sdtm.words import GROUPS
from recist.model.words import WORDS_OF_ROLE
from tests.formats.sdtm_records import EVERYTHING, record, rows

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "sdtm.md").read_text(encoding="utf-8")


def table(heading: str) -> list[tuple[str, ...]]:
    """Return the rows of the tables of a section, without their heads."""
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    return [tuple(part.strip() for part in line.strip("| ").split("|")) for line in lines]


def first(heading: str) -> list[str]:
    """Return what stands between backticks in the first column."""
    return [row[0].strip("`") for row in table(heading) if row[0].startswith("`")]


def test_every_variable_stands_there_in_its_order() -> None:
    told = {row[0]: row[1] for row in table("Variables") if row[0] in DOMAINS}
    assert list(told) == list(DOMAINS)
    for name, domain in DOMAINS.items():
        listed = told["SUPPTU"] if told[name] == "as SUPPTU" else told[name]
        assert tuple(listed.split(", ")) == domain.names


def test_every_state_of_a_reading_stands_there() -> None:
    words = {word for listed in WORDS_OF_ROLE.values() for word in listed}
    assert sorted(first("Readings: TR and LB")) == sorted(words)


def test_every_qualifier_stands_there_once() -> None:
    assert sorted(first("Supplemental qualifiers")) == sorted(QUALIFIERS)


def test_every_codelist_stands_there_and_whether_it_is_whole() -> None:
    told = {row[0].strip("`"): row[2] for row in table("Codelists") if row[0].startswith("`")}
    assert told == {
        name: "yes" if held.is_whole else "what is used" for name, held in CODELISTS.items()
    }
    assert PACKAGE in PAGE


def test_every_rule_stands_there_in_order() -> None:
    told = [(row[0].strip("`"), row[1]) for row in table("Conformance") if row[0].startswith("`")]
    assert told == [(rule.id, rule.text) for rule in RULES]


def test_criteria_and_tests_of_responses_stand_there() -> None:
    told = {row[0].strip("`"): row[1] for row in table("Responses: RS")}
    for criteria, term in CRITERIA.items():
        assert told[criteria].startswith(term)
    written = {
        str(one.values["RSTESTCD"])
        for one in response_rows(record(rows(EVERYTHING), ["nct01387295"]))
    }
    # SYMPTDTR is made of the subject table alone.
    assert written | {SYMPTOMS} == {
        name for name in told if re.fullmatch("[A-Z]{8}|TRGRESP", name)
    } - {"RSTESTCD"}


@pytest.mark.parametrize("word", [*METHODS, *GROUPS.values(), "TUMIDENT", "TUSPLIT", "TUMERGE"])
def test_tests_and_groups_are_named(word: str) -> None:
    assert word in PAGE
