"""docs/sdtm-in.md and the code name the same words, findings and columns."""

from __future__ import annotations

import re
from pathlib import Path

from recist.formats.sdtm_in.said import SPELLINGS, said_by
from recist.trial.stated_words import COLUMNS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "sdtm-in.md").read_text("utf-8")
CODE = "".join(
    path.read_text("utf-8") for path in sorted((ROOT / "recist/formats/sdtm_in").glob("*.py"))
)


def table(head: str) -> dict[str, str]:
    """The rows of the table under a head, by their first cell."""
    lines = PAGE.partition(f"| {head} |")[2].partition("\n\n")[0].splitlines()[2:]
    rows = (line.strip("| ").split(" | ") for line in lines)
    return {cells[0]: cells[1] for cells in rows}


def test_the_page_has_every_word_and_no_other() -> None:
    told = {
        (said, word) for said, words in table("is read as").items() for word in words.split(", ")
    }
    assert told == {(str(said), word) for said, words in SPELLINGS.items() for word in words}


def test_every_word_says_one_thing() -> None:
    for said, words in SPELLINGS.items():
        assert {said_by(word) for word in words} == {said}


def test_the_page_has_every_finding_and_no_other() -> None:
    pattern = r'Severity\.\w+,\s*"([a-z-]+)"|code="([a-z-]+)"'
    emitted = {first or second for first, second in re.findall(pattern, CODE)}
    assert {name.strip("`") for name in table("code")} == emitted


def test_the_page_has_every_column_that_states_a_response() -> None:
    assert all(f"`{name}`" in PAGE for name in COLUMNS)
