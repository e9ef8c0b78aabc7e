"""Two reads side by side as values: what differs, in plain words, without names or hidden dates."""

from __future__ import annotations

from pathlib import Path

import pytest

from gui.state.lesion_table import LesionTable, lesion_table
from gui.state.trial.adjudication_case import AdjudicationCase, adjudication_case
from gui.state.trial.reads_apart import places_apart
from recist.model.row import Row
from recist.store.trial_file import TrialFile
from recist.trial.adjudication import Choice, adjudicate
from recist.trial.blinding import reader_behind
from recist.trial.errors import NotAllowedError
from recist.trial.people import Actor, Role
from tests.gui.reads import course, measured, row
from tests.gui.trial_looks_scenes import ARM, JO, apart, desk_of, read, sign_visits, study
from tests.trial_files import ANNA, BEN, CORA

B, W8, W16 = "baseline", "week 8", "week 16"
NAMES = ("anna", "ben", "Anna", "Ben")


def case_of(trial: TrialFile, actor: Actor = JO, subject: str = "01") -> AdjudicationCase:
    desk = desk_of(trial, actor)
    with trial.view() as view:
        return adjudication_case(view, actor, desk.protocol, subject)


def behind(trial: TrialFile) -> list[str | None]:
    with trial.view() as view:
        return [reader_behind(view, "01", name) for name in ("Read 1", "Read 2")]


def test_differences_in_words_stand_in_the_order_of_the_reads(tmp_path: Path) -> None:
    trial = apart(tmp_path)
    case = case_of(trial)
    said = {"anna": "PR", "ben": "SD"}
    assert [one.name for one in case.reads] == ["Read 1", "Read 2"]
    best, progression, by_visit = case.differences
    assert (best.what, best.answers) == (
        "Best response",
        tuple(said[str(name)] for name in behind(trial)),
    )
    assert sorted(progression.answers) == ["none", "week 16 (2026-04-27)"]
    assert sorted(by_visit.answers) == ["week 8 PR, week 16 PR", "week 8 SD, week 16 PD"]
    assert best.why == "At week 8 they measured the same targets differently."
    assert (case.first_visit, case.visits, case.decision) == (W8, (B, W8, W16), None)


def test_no_name_and_no_arm_is_in_a_case(tmp_path: Path) -> None:
    said = repr(case_of(apart(tmp_path)))
    assert [name for name in (*NAMES, ARM) if name in said] == []


def test_hidden_dates_are_in_no_table(tmp_path: Path) -> None:
    case = case_of(apart(tmp_path, hide_dates=True))
    shown = repr([one.table(W8) for one in case.reads])
    said = repr([(one.answers, one.why) for one in case.differences])
    assert "2026" not in shown + said + repr([one.summary for one in case.reads])
    assert sorted(case.differences[1].answers) == ["none", "week 16"]


def test_names_are_kept_back_in_an_open_trial_too(tmp_path: Path) -> None:
    trial = apart(tmp_path, blinded=False)
    both = Actor(user="jo", roles=frozenset({Role.ADJUDICATOR, Role.COORDINATOR}))
    case = case_of(trial, both)
    assert [one.course.document.reader for one in case.reads] == ["Read 1", "Read 2"]


def test_a_third_read_that_is_not_finished_is_not_compared(tmp_path: Path) -> None:
    trial = apart(tmp_path)
    carl = Actor(user="carl", roles=ANNA.roles)
    read(trial, carl, "01", [("T1", "target", "50")])
    case = case_of(trial)
    assert len(case.reads) == 2
    assert len(case.differences) == 3
    assert {one.summary.split(" · ")[0] for one in case.reads} == {
        "best response PR",
        "best response SD",
    }


def test_what_was_decided_is_told_by_the_name_of_the_read(tmp_path: Path) -> None:
    trial = apart(tmp_path)
    protocol = desk_of(trial, JO).protocol
    choice = Choice(subject="01", accepted="ben", reason="N1 is real")
    trial.do(JO, lambda work: adjudicate(work, JO, protocol, choice))
    decision = case_of(trial).decision
    assert decision is not None
    assert behind(trial)[int(decision.read[-1]) - 1] == "ben"
    assert decision.reason == "N1 is real"


@pytest.mark.parametrize("actor", [ANNA, CORA])
def test_only_adjudicators_look(tmp_path: Path, actor: Actor) -> None:
    with pytest.raises(NotAllowedError, match="may not adjudicate"):
        case_of(apart(tmp_path), actor)


def test_unfinished_reads_are_no_case(tmp_path: Path) -> None:
    trial = study(tmp_path)
    for actor in (ANNA, BEN):
        read(trial, actor, "01", [("T1", "target", "50, 40, 30")])
    sign_visits(trial, ANNA, "01", 3)
    assert (len(case_of(trial).reads), case_of(trial).differences) == (1, ())


def test_of_the_visits_only_those_that_differ_are_named(tmp_path: Path) -> None:
    trial = study(tmp_path)
    for actor, last in ((ANNA, "50"), (BEN, "30")):
        read(trial, actor, "01", [("T1", "target", f"50, 45, {last}")])
        sign_visits(trial, actor, "01", 3)
    by_visit = case_of(trial).differences[-1]
    assert by_visit.what == "Response by visit"
    assert sorted(by_visit.answers) == ["week 16 PR", "week 16 SD"]


# what one reader has measured at week 8, what the other has, and whether that is marked
LENGTHS = [
    ("30.0", "30.0", False),
    ("30.0", "34.9", False),  # 16 %
    ("30.0", "36.0", True),  # 20 % and 6 mm
    ("10.0", "14.0", False),  # 40 %, 4 mm only
    ("100.0", "115.0", False),  # 15 mm, 15 % only
    ("100.0", "120.0", True),
]


@pytest.mark.parametrize(("one", "other", "marked"), LENGTHS)
def test_lengths_are_apart_by_a_fifth_and_five_mm(one: str, other: str, marked: bool) -> None:
    tables = [
        table_of(row(B, "T1", measured("50")), row(W8, "T1", measured(length)))
        for length in (one, other)
    ]
    found = places_apart(tables[0], tables[1])
    assert [("T1", W8) in places for places in found] == [marked, marked]


def test_lesions_are_the_same_where_organ_and_site_are() -> None:
    mine = table_of(
        row(B, "T1", measured("50"), organ="liver"), row(B, "T2", measured("20"), organ="lung")
    )
    theirs = table_of(
        row(B, "T1", measured("20"), organ="lung"), row(B, "T2", measured("90"), organ="spleen")
    )
    here, there = places_apart(mine, theirs)
    assert [one for one in here if one[0].startswith("T") and one[1] == B] == [("T1", B)]
    assert [one for one in there if one[0].startswith("T") and one[1] == B] == [("T2", B)]


def table_of(*rows: Row) -> LesionTable:
    return lesion_table(course(*rows), W8)
