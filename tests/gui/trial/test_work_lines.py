"""The work list as lines: what each may see, in which order, and what waits for what."""

from pathlib import Path

import pytest

from gui.state.trial.comparing import Comparisons
from gui.state.trial.work_lines import (
    Sight,
    WorkLine,
    chosen,
    counts,
    marks_of,
    merged,
    subject_line,
    work_lines,
)
from recist.store.trial_file import TrialFile
from recist.trial.people import Actor
from recist.trial.worklist import Work
from tests.gui.trial_looks_scenes import JO, TWICE, apart, desk_of, study
from tests.trial_files import ADA, ANNA, BEN, CORA

B, W8, W16 = "baseline", "week 8", "week 16"
DONE = [("01", B, "signed"), ("01", W8, "signed"), ("01", W16, "signed")]
LISTED: list[tuple[Actor, list[tuple[str, str, str]]]] = [
    (
        ANNA,
        [
            ("03", B, "query"),
            ("02", W8, "in progress"),
            ("02", W16, "waiting"),
            ("03", W8, "waiting"),
            ("03", W16, "waiting"),
            *DONE,
            ("02", B, "signed"),
        ],
    ),
    (
        BEN,
        [
            ("02", B, "to read"),
            ("03", B, "to read"),
            ("02", W8, "waiting"),
            ("02", W16, "waiting"),
            ("03", W8, "waiting"),
            ("03", W16, "waiting"),
            *DONE,
        ],
    ),
    (JO, []),
    (ADA, []),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("trial")
    apart(made)
    return made


def lines_of(folder: Path, actor: Actor) -> tuple[WorkLine, ...]:
    desk = desk_of(opened(folder), actor)
    with desk.look() as records:
        return work_lines(records, actor, desk.protocol).lines


def opened(folder: Path) -> TrialFile:
    return TrialFile.open(folder / "trial.recist")


@pytest.mark.parametrize(("actor", "listed"), LISTED, ids=lambda one: getattr(one, "user", ""))
def test_what_is_to_be_done_comes_first(
    folder: Path, actor: Actor, listed: list[tuple[str, str, str]]
) -> None:
    lines = lines_of(folder, actor)
    assert [(one.subject, one.visit, str(one.sight)) for one in lines] == listed


def test_a_visit_that_waits_says_what_for(folder: Path) -> None:
    said = {(one.subject, one.visit): one.why for one in lines_of(folder, ANNA) if one.why}
    assert said == {
        ("02", W16): "week 8 is to be signed first",
        ("03", W8): "baseline is to be signed first",
        ("03", W16): "baseline is to be signed first",
    }


def test_the_coordinator_sees_who_reads_and_the_reads_worth_comparing(folder: Path) -> None:
    desk = desk_of(opened(folder), CORA)
    with desk.look() as records:
        work = work_lines(records, CORA, desk.protocol)
        found = Comparisons(desk.protocol)
        found.want(work.to_compare, work.progress.changed)
        found.go_on(records, lambda: True)
    # A subject that nobody has begun has no reader yet.
    assert {one.reader for one in work.lines} == {"", "anna", "ben"}
    assert (work.to_compare, found.apart, found.waiting) == (("01",), ["01"], 0)


def test_reads_are_compared_once_until_one_of_them_changes(folder: Path) -> None:
    desk = desk_of(opened(folder), JO)
    found = Comparisons(desk.protocol)
    with desk.look() as records:
        found.want(["01"], {"01": 7})
        found.go_on(records, lambda: False)
    found.want(["01"], {"01": 7})
    assert (found.apart, found.waiting) == (["01"], 0)
    found.want(["01"], {"01": 8})
    assert (found.apart, found.waiting) == ([], 1)


def test_dates_are_kept_from_readers_where_the_protocol_says_so(tmp_path: Path) -> None:
    trial = apart(tmp_path, hide_dates=True)
    dates = {}
    for actor in (ANNA, CORA):
        desk = desk_of(trial, actor)
        with desk.look() as records:
            lines = work_lines(records, actor, desk.protocol).lines
        dates[actor.user] = {one.date for one in lines if one.subject == "01"}
    assert dates == {"anna": {""}, "cora": {"2026-01-05", "2026-03-02", "2026-04-27"}}


CHOSEN = [
    (None, "", 9),
    (Sight.SIGNED, "", 4),
    (None, "anna baseline", 3),
    (None, "WEEK 16", 3),
    (None, "week 16 waiting", 2),
    (None, "2026-01", 3),
    (Sight.SIGNED, "waiting", 0),
]


@pytest.mark.parametrize(("sight", "text", "number"), CHOSEN)
def test_lines_are_chosen_by_state_and_words(
    folder: Path, sight: Sight | None, text: str, number: int
) -> None:
    assert len(chosen(lines_of(folder, ANNA), sight, text)) == number


def test_lines_are_counted_by_state(folder: Path) -> None:
    assert counts(lines_of(folder, ANNA)) == {
        Sight.QUERY: 1,
        Sight.IN_PROGRESS: 1,
        Sight.WAITING: 3,
        Sight.SIGNED: 4,
    }


def test_subjects_stand_in_the_order_of_their_numbers() -> None:
    subjects = ["S-10", "S-9", "S-2"]
    lines = merged((), (subject_line(one, Work.TO_ADJUDICATE) for one in subjects))
    assert [one.subject for one in lines] == ["S-2", "S-9", "S-10"]


MARKS = [
    (ANNA, "02", {B: Work.SIGNED, W8: Work.IN_PROGRESS, W16: Work.TO_READ}),
    (BEN, "02", {B: Work.TO_READ, W8: Work.TO_READ, W16: Work.TO_READ}),
    (CORA, "01", {B: Work.SIGNED, W8: Work.SIGNED, W16: Work.SIGNED}),
    (ANNA, "03", {B: Work.QUERY, W8: Work.TO_READ, W16: Work.TO_READ}),
    (ADA, "01", {}),
]


@pytest.mark.parametrize(("actor", "subject", "marks"), MARKS)
def test_marks_of_the_visits_of_a_subject(
    folder: Path, actor: Actor, subject: str, marks: dict[str, Work]
) -> None:
    with desk_of(opened(folder), actor).look() as records:
        assert marks_of(records, actor, subject) == marks


def test_without_an_order_nothing_waits(tmp_path: Path) -> None:
    trial = study(tmp_path, protocol=TWICE.replace("sequential = true", "sequential = false"))
    desk = desk_of(trial, ANNA)
    with desk.look() as records:
        lines = work_lines(records, ANNA, desk.protocol).lines
    assert [(one.visit, one.sight) for one in lines] == [
        (B, Sight.TO_READ),
        (W8, Sight.TO_READ),
        (W16, Sight.TO_READ),
    ]
