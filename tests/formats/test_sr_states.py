"""Every state, role and response has its place in a report, and hostile texts stay texts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from recist.formats.sr import codes
from recist.formats.sr.organs import ORGANS, organ_code, organ_word, side_of
from recist.formats.sr.paths import report_paths
from recist.formats.sr.texts import long_text, person_name, short_text
from recist.formats.sr.uids import is_uid, uid_of
from recist.model.response import Response
from recist.trial.calipers import POINT
from tests.formats.sr_reports import (
    CALIPER,
    as_read_by_dcmqi,
    coded,
    complaints,
    exported,
    faults,
    groups,
    kept,
    only,
    origin,
    read,
    record,
    row,
)

AT_WEEK_8 = {"visit": "week 8", "date": "2024-03-01", "longest_diameter_mm": ""}
NOT_THERE = [
    # role, state, further cells
    ("target", "too-small", {}),
    ("target", "absent", {}),
    ("target", "merged", {"parent": "T2"}),
    ("target", "not-evaluable", {"reason": "motion"}),
    ("target", "not-done", {"reason": "no scan", "date": "2024-03"}),
    ("non-target", "present", {"change": "unchanged"}),
    ("non-target", "suspected", {"change": "increased"}),
    ("non-target", "progression", {"change": "increased"}),
    ("non-target", "absent", {}),
    ("new", "equivocal", {}),
    ("new", "unequivocal", {"longest_diameter_mm": "12.3"}),
    ("new-target", "unequivocal", {"longest_diameter_mm": "15"}),
    ("new-non-target", "unequivocal", {"change": "decreased"}),
    ("marker", "raised", {"organ": ""}),
    ("marker", "normal", {"organ": ""}),
    ("visit", "not-done", {"organ": "", "lesion": "", "reason": "patient away"}),
    ("visit", "assessed", {"organ": "", "lesion": ""}),
]


@pytest.mark.parametrize(("role", "state", "cells"), NOT_THERE)
def test_what_was_not_measured_has_a_group_too(
    tmp_path: Path, role: str, state: str, cells: dict[str, str]
) -> None:
    later = row(**(AT_WEEK_8 | {"role": role, "state": state, "lesion": "X"} | cells))
    rows = [row(), row(lesion="T2"), row(**(AT_WEEK_8 | {"longest_diameter_mm": "28"})), later]
    held = record(rows)
    kept(exported(held), tmp_path)
    path = tmp_path / "sr/01/week-8_A.dcm"
    group = groups(read(path)[1])[later.lesion or "(visit)"]
    assert group.text(codes.STATE.key) == coded(codes.STATES[state])
    assert group.text(codes.ROLE.key) == coded(codes.ROLES[later.role])
    assert group.text(codes.REASON.key) == cells.get("reason", "")
    assert group.text(codes.PARENT.key) == cells.get("parent", "")
    assert faults(held, tmp_path) == []
    assert complaints(path) == []


def test_a_marked_place_is_a_point(tmp_path: Path) -> None:
    place = (1.0, 2.0, 3.0)
    point = replace(CALIPER, long_axis_lps_mm=(place, place), method=POINT)
    held = record(
        [row(role="non-target", state="present", longest_diameter_mm="")], calipers=[point]
    )
    path = only(held, tmp_path)
    found = groups(read(path)[1])["T1"].one(codes.PLACE.key)
    assert found is not None
    assert (found.kind, found.points) == ("SCOORD3D", place)
    assert complaints(path) == []


def test_the_viable_diameter_is_measured_on_the_same_line(tmp_path: Path) -> None:
    held = record([row(viable_diameter_mm="30.1")], ["mrecist"], calipers=[CALIPER])
    path = only(held, tmp_path)
    group = groups(read(path)[1])["T1"]
    for name in (codes.LONG_AXIS, codes.VIABLE_DIAMETER):
        axis = group.one(name.key)
        assert axis is not None
        assert axis.value == "30.1"
        assert axis.children[0].points == pytest.approx((0, 0, 5, 30.06, 0, 5))
    assert groups(read(path)[1])["mrecist, all"].text(codes.METHOD.key) == "NCIt C126032"
    assert complaints(path) == []


def test_each_protocol_and_scope_has_its_response(tmp_path: Path) -> None:
    later = {"visit": "week 8", "date": "2024-03-01"}
    rows = [
        row(),
        row(lesion="T2", organ="lung"),
        row(**later, longest_diameter_mm="10"),
        row(**later, lesion="T2", organ="lung", longest_diameter_mm="60"),
    ]
    held = record(rows, ["nct01387295", "irecist"])
    kept(exported(held), tmp_path)
    path = tmp_path / "sr/01/week-8_A.dcm"
    found = groups(read(path)[1])
    said = {
        name: group.text(codes.OVERALL.key)
        for name, group in found.items()
        if group.text(codes.FINDING.key) == coded(codes.RESPONSE)
    }
    assert said == {
        "nct01387295, liver": coded(codes.RESPONSES[Response.PR]),
        "nct01387295, not-liver": coded(codes.RESPONSES[Response.PD]),
        "nct01387295, all": coded(codes.RESPONSES[Response.SD]),
        "irecist, all": coded(codes.RESPONSES[Response.ISD]),
    }
    assert found["irecist, all"].text(codes.METHOD.key) == coded(codes.CRITERIA["iRECIST"])
    assert faults(held, tmp_path) == []
    assert complaints(path) == []


HOSTILE = [
    "=cmd|' /C calc'!A0",
    "back\\slash",
    "nul\x00, bell\x07, escape\x1b[31m, delete\x7f, next line\x85",
    "line\none, tab\t, return\r\n",
    "lone \ud800 surrogate",
    "\u202eright to left\u202c, שלום, Ελλάδα, 中文, 🩻",
    "  blanks around  ",
    "^caret=equals",
    "x" * 10_000,
    "../../etc/passwd",
    "CON",
    ".",
    "   ",
    "\\",
]


@pytest.mark.parametrize("text", HOSTILE, ids=[ascii(one)[:24] for one in HOSTILE])
def test_a_hostile_text_is_held_or_shown_by_other_signs(tmp_path: Path, text: str) -> None:
    bad = replace(
        row(),
        subject=text,
        reader=text,
        visit=text,
        lesion=text,
        organ=text,
        site=text,
        comment=text,
        reason=text,
        method=text,
        field=text,
        image=text,
        extra=((text, text),),
    )
    held = record([bad], told=origin(trial=text, head=text))
    files = exported(held)
    path = kept(files, tmp_path)[0]
    assert tmp_path in path.resolve().parents
    assert complaints(path) == []
    assert faults(held, tmp_path) == []
    group = groups(read(path)[1])[long_text(text).text]
    assert group.text(codes.COMMENT.key) == long_text(text).text
    if long_text(text).text != text:
        assert any("other signs" in note for note in files[0].notes)
    assert as_read_by_dcmqi(path, tmp_path)["Measurements"]


SHOWN = [
    ("plain, ü and 中", "plain, ü and 中"),
    ("a\x00b\x1b\x7f", "a\u2400b\u241b\u2421"),
    ("two\r\nlines\f", "two\r\nlines\f"),
    ("\n \r", "\u240a \u240d"),
    ("tab\t", "tab\u2409"),
    ("\ud800", "\ufffd"),
    ("back\\slash", "back\\slash"),
    ("end  ", "end\u2420\u2420"),
]


@pytest.mark.parametrize(("text", "held"), SHOWN)
def test_long_texts(text: str, held: str) -> None:
    assert long_text(text).text == held
    assert bool(long_text(text).note) == (held != text)


def test_short_texts_that_are_cut_stay_apart() -> None:
    one, other = (short_text("x" * 70 + end) for end in "ab")
    assert one.text != other.text
    assert len(one.text.encode()) == len(other.text.encode()) == 64
    assert one.note == "cut to 64 bytes"
    assert len(short_text("中" * 64).text.encode()) <= 64
    assert short_text("a\\b\nc").text == "a\uff3cb\u240ac"


def test_names_of_persons_have_one_part() -> None:
    assert person_name("Dr. Anna-Maria O'Neill").text == "Dr. Anna-Maria O'Neill^"
    assert person_name("a^b=c\\d").text == "a\uff3eb\uff1dc\uff3cd^"
    assert person_name("").text == "unnamed^"
    assert len(person_name("n" * 200).text.encode()) == 64


def test_reports_whose_names_are_alike_have_places_of_their_own() -> None:
    keys = [
        ("a/b", "v", "r"),
        ("a:b", "v", "r"),
        ("A-B", "v", "r"),
        ("s", "week 8", "x"),
        ("s", "week-8", "x"),
        ("s", "week", "8_x"),
        ("s", "week_8", "x"),
        ("CON", "", ""),
        ("..", "", ""),
        ("\x00", "", ""),
        ("l" * 500, "", ""),
        ("l" * 501, "", ""),
    ]
    places = report_paths(keys)
    assert len({str(place).casefold() for place in places.values()}) == len(keys)
    for place in places.values():
        assert place.parts[0] == "sr"
        assert place.parts[1] != "CON"
        assert all(part.strip(".") and len(part.encode()) < 255 for part in place.parts)


def test_uids_stand_for_their_parts() -> None:
    found = [
        uid_of("lesion", "t", "s", "r", "T1"),
        uid_of("lesion", "t", "sr", "", "T1"),
        uid_of("visit", "t", "s", "r", "T1"),
        uid_of("lesion", "t", "s", "r", "T2"),
    ]
    assert len(set(found)) == len(found)
    assert all(is_uid(one) for one in found)
    # Written down: a release that makes others would lose every lesion between two exports.
    assert found[0] == "2.25.307019436586307782830691174064348831241"


@pytest.mark.parametrize(
    "text", ["", "1", "3.1", "1.02", "1..2", "1.2.", "sha256:12", "1.2\n", "1." + "2" * 64]
)
def test_what_is_no_uid(text: str) -> None:
    assert not is_uid(text)


SIDES = [
    ("left upper lobe", codes.LEFT),
    ("segment 7, right lobe", codes.RIGHT),
    ("bilateral", codes.BOTH_SIDES),
    ("Left and right", codes.BOTH_SIDES),
    ("segment 4", None),
    ("bright spot, cleft", None),
]


@pytest.mark.parametrize(("site", "side"), SIDES)
def test_sides(site: str, side: codes.Coded | None) -> None:
    assert side_of(site) == side


def test_organs_lead_to_their_codes_and_back() -> None:
    assert {organ_word(*code.key) for code in ORGANS.values()} == set(ORGANS)
    assert organ_code(" Lymph  NODES") == ORGANS["lymph node"]


def test_an_unknown_organ_keeps_its_name(tmp_path: Path) -> None:
    held = record([row(organ="Spigelian lobe")])
    path = only(held, tmp_path)
    group = groups(read(path)[1])["T1"]
    code = organ_code("spigelian LOBE")
    assert group.text(codes.FINDING_SITE.key) == coded(code)
    assert code.scheme == codes.OWN_SCHEME
    assert group.text(codes.ORGAN.key) == "Spigelian lobe"
    assert any("Spigelian lobe" in note for note in exported(held)[0].notes)
    assert complaints(path) == []
