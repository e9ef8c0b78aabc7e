"""The codes are those of the public dictionaries, and the page about them is complete."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydicom.sr._concepts_dict import concepts

from recist.formats.sr import codes
from recist.formats.sr.codes import Coded
from recist.formats.sr.organs import ORGANS
from recist.model.lesion import Character, Role
from recist.model.reading import Change
from recist.model.response import NewLesion, Response
from recist.model.words import WORDS_OF_ROLE

PAGE = Path(__file__).resolve().parents[2] / "docs" / "dicom-sr.md"
CID = re.compile(r"CID (\d+)")


def all_codes() -> list[Coded]:
    """Return every code that a report may bear, each once."""
    held = list(vars(codes).values()) + list(ORGANS.values())
    tables = [list(one.values()) for one in held if isinstance(one, dict)]
    found = [*held, *(one for table in tables for one in table)]
    return list(dict.fromkeys(one for one in found if isinstance(one, Coded)))


ALL = all_codes()
PUBLIC = {"DCM", "SCT", "UMLS"}


def known(scheme: str) -> dict[str, list[tuple[str, list[int]]]]:
    """Return pydicom's dictionary of a scheme: meanings and context groups of each code."""
    found: dict[str, list[tuple[str, list[int]]]] = {}
    dictionary: dict[str, dict[str, tuple[str, list[int]]]] = concepts[scheme]  # type: ignore[assignment]
    for named in dictionary.values():
        for value, (meaning, groups) in named.items():
            found.setdefault(value, []).append((meaning, groups))
    return found


KNOWN = {scheme: known(scheme) for scheme in PUBLIC}
# Concept names of templates that pydicom's dictionary does not hold; from PS3.16 and its copies.
NOT_IN_PYDICOM = {"C0034375", "C2348792"}


def name_of(code: Coded) -> str:
    return f"{code.scheme} {code.value}"


@pytest.mark.parametrize("code", [one for one in ALL if one.scheme in PUBLIC], ids=name_of)
def test_a_public_code_means_what_we_say(code: Coded) -> None:
    if code.value in NOT_IN_PYDICOM:
        return
    entries = KNOWN[code.scheme][code.value]
    meanings = {meaning.casefold() for meaning, _ in entries}
    # SNOMED's full names end in what kind of thing it is: "Source (attribute)".
    assert code.meaning.casefold() in meanings | {one.partition(" (")[0] for one in meanings}
    group = CID.search(code.source)
    if group is not None:
        assert int(group[1]) in {one for _, groups in entries for one in groups}


@pytest.mark.parametrize("code", ALL, ids=name_of)
def test_a_code_fits_into_its_attributes(code: Coded) -> None:
    assert 0 < len(code.meaning.encode()) <= 64
    assert code.source
    if code.scheme != codes.OWN_SCHEME:
        assert len(code.value) <= 16


def test_no_two_concepts_share_a_code() -> None:
    """Within what may stand at one place: names of items, and the values of each table."""
    tables = [one for one in vars(codes).values() if isinstance(one, dict) and one]
    tables = [one for one in tables if isinstance(next(iter(one.values())), Coded)]
    names = {one.key for one in vars(codes).values() if isinstance(one, Coded)}
    assert len(names) == sum(isinstance(one, Coded) for one in vars(codes).values())
    for table in (*tables, ORGANS):
        assert len({one.key for one in table.values()}) == len(table)


def test_every_word_has_its_code() -> None:
    assert codes.ROLES.keys() == set(Role)
    assert codes.STATES.keys() == {word for words in WORDS_OF_ROLE.values() for word in words}
    assert codes.CHANGES.keys() == set(Change)
    assert codes.CHARACTERS.keys() == set(Character)
    assert codes.NEW_LESIONS.keys() == set(NewLesion)
    for table in (codes.RESPONSES, codes.TARGET_RESPONSES, codes.NON_TARGET_RESPONSES):
        assert table.keys() == set(Response)


# Submission values and codes of CDISC's codelists 2025-03-28, typed in here once more.
CDISC = {
    "CR": "C4870",
    "PR": "C18058",
    "SD": "C18213",
    "PD": "C35571",
    "NE": "C62222",
    "NED": "C40413",
    "NON-CR/NON-PD": "C96700",
    "iCR": "C142357",
    "iPR": "C142358",
    "iSD": "C142359",
    "iUPD": "C142360",
    "iCPD": "C142356",
    "NON-iCR/NON-iUPD": "C142361",
}


def test_responses_have_the_codes_of_cdisc() -> None:
    assert {str(one): code.value for one, code in codes.RESPONSES.items()} == CDISC
    assert {code.scheme for code in codes.RESPONSES.values()} == {"NCIt"}


def test_lesion_responses_have_the_codes_of_dicom() -> None:
    targets = [codes.TARGET_RESPONSES[Response(one)].value for one in ("CR", "PR", "PD", "SD")]
    others = [
        codes.NON_TARGET_RESPONSES[Response(one)].value for one in ("CR", "NON-CR/NON-PD", "PD")
    ]
    assert [*targets, *others] == [str(one) for one in range(112041, 112048)]


def in_page(code: Coded) -> str:
    return f"| {code.meaning} | {code.value} | {code.scheme} | {code.source} |"


def test_the_page_lists_every_code_and_no_other() -> None:
    listed = [line for line in PAGE.read_text("utf-8").splitlines() if line.count("|") == 5]
    listed = [line for line in listed if not line.startswith(("| meaning", "|---"))]
    assert sorted(listed) == sorted(in_page(code) for code in ALL)
