"""Split and merged lesions: rows, sums, words, names, and the way the keys go through them."""

from decimal import Decimal

import pytest

from gui.state.commands import DeleteLesion, Measure, Refused, SetLesion, SetState, SplitLesion
from gui.state.consequences import consequences
from gui.state.document import Document, find_caliper, find_row, lesions_of
from gui.state.edits import apply
from gui.state.flow import steps_of
from gui.state.lesion_table import lesion_table
from gui.state.progress import progress_of
from gui.state.session import choose, course, do, present, undo
from gui.state.splitting import fragments_of, offered, parents_of
from recist.model.dates import ScanDate
from recist.model.lesion import Role
from recist.model.reading import (
    Absent,
    Merged,
    NotDone,
    NotEvaluable,
    Present,
    State,
    TooSmall,
    Unequivocal,
)
from recist.model.row import Row
from tests.gui.reads import DATES, PICTURE, PROTOCOL, SUBJECT, document, drawing, measured, row
from tests.gui.test_safeguards import session_of

SPLIT = SplitLesion(subject=SUBJECT, visit="week 16", lesion="T1")
UNREAD = NotDone("fragment not measured yet")
BEFORE = PICTURE[:4]
"""Baseline and week 8 of T1 and T2."""


def names(made: Document) -> list[str]:
    return [one.id for one in lesions_of(made, SUBJECT)]


def measuring(lesion: str, mm: float, visit: str = "week 16") -> Measure:
    return Measure(
        subject=SUBJECT,
        visit=visit,
        lesion=lesion,
        long_axis_lps_mm=((0.0, 0.0, 0.0), (mm, 0.0, 0.0)),
        precision_mm=Decimal("0.1"),
        date=ScanDate.parse(DATES[visit]),
    )


def fragment(name: str, state: State, visit: str = "week 16", **more: str) -> Row:
    made = row(visit, name, state)
    return Row(**{key: getattr(made, key) for key in made.__slots__} | {"parent": "T1"} | more)


def cell(rows: tuple[Row, ...], lesion: str, visit: str) -> tuple[str, str]:
    table = lesion_table(course(session_of(*rows)), visit)
    place = [one.visit for one in table.columns].index(visit)
    (found,) = (
        line.cells[place]
        for section in table.sections
        for line in section.lines
        if line.lesion == lesion
    )
    return found.text, found.tooltip


def test_an_unread_lesion_splits_into_two_that_wait_for_their_measurement() -> None:
    made = apply(document(*BEFORE), SPLIT)
    assert names(made) == ["T1", "T1.1", "T1.2", "T2"]
    parts = [one for one in made.rows if one.visit == "week 16"]
    assert [(one.lesion, one.parent, one.state, one.role) for one in parts] == [
        ("T1.1", "T1", UNREAD, Role.TARGET),
        ("T1.2", "T1", UNREAD, Role.TARGET),
    ]


def test_the_first_fragment_takes_over_what_was_drawn() -> None:
    drawn = apply(document(*BEFORE), drawing(34.2, 25.0, visit="week 16", lesion="T1"))
    made = apply(drawn, SPLIT)
    assert find_row(made, SUBJECT, "week 16", "T1") is None
    first = find_row(made, SUBJECT, "week 16", "T1.1")
    assert first is not None
    assert (first.state, first.parent) == (measured("34.2", "25.0"), "T1")
    assert find_caliper(made, SUBJECT, "week 16", "T1.1") is not None
    assert find_caliper(made, SUBJECT, "week 16", "T1") is None


def test_what_had_merged_waits_as_the_first_fragment_to_be_measured() -> None:
    merged = row("week 16", "T1", Merged("T2"))
    made = apply(document(*BEFORE, merged, row("week 16", "T2", measured("14.1"))), SPLIT)
    first = find_row(made, SUBJECT, "week 16", "T1.1")
    assert first is not None
    # A fragment that stays merged would be passed over for good.
    assert (first.state, first.reason, first.parent) == (UNREAD, UNREAD.reason, "T1")


def test_the_tenth_fragment_comes_after_the_ninth() -> None:
    made = document(*BEFORE)
    for _ in range(9):
        made = apply(made, SPLIT)
    parts = [f"T1.{n}" for n in range(1, 11)]
    assert list(fragments_of(parents_of(made, SUBJECT), "T1")) == parts
    assert cell(made.rows, "T1", "week 16")[1].startswith(
        "T1 · split at week 16: " + ", ".join(f"{name} not done" for name in parts)
    )


def test_a_further_fragment_joins() -> None:
    made = apply(apply(document(*BEFORE), SPLIT), SPLIT)
    assert names(made) == ["T1", "T1.1", "T1.2", "T1.3", "T2"]


def test_a_fragment_stays_one_at_the_next_visit() -> None:
    at = SplitLesion(subject=SUBJECT, visit="week 8", lesion="T1")
    made = apply(apply(document(*PICTURE[:2]), at), measuring("T1.2", 12.0))
    later = find_row(made, SUBJECT, "week 16", "T1.2")
    assert later is not None
    assert later.parent == "T1"


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (SplitLesion(subject=SUBJECT, visit="baseline", lesion="T1"), "At baseline every lesion"),
        (SplitLesion(subject=SUBJECT, visit="week 16", lesion="N1"), "N1 does not split"),
        (SplitLesion(subject=SUBJECT, visit="week 16", lesion="T9"), "T9 does not split"),
    ],
)
def test_what_does_not_split_is_refused(command: SplitLesion, says: str) -> None:
    new = row("week 8", "N1", Present(), role=Role.NEW)
    with pytest.raises(Refused, match=says):
        apply(document(*BEFORE, new), command)


@pytest.mark.parametrize(
    ("states", "text"),
    [
        ((measured("20.0"), measured("14.2")), "34.2"),
        ((measured("20.0"), TooSmall()), "25.0"),  # too small counts 5 mm
        ((measured("20.0"), Absent()), "20.0"),
        ((Absent(), Absent()), "0.0"),
        ((measured("20.0"), Merged("T1.1")), "20.0"),
        ((measured("20.0"), NotEvaluable("artefact")), "split"),  # one missing: the lesion is
        ((measured("20.0"), UNREAD), "split"),
    ],
)
def test_the_parents_cell_has_the_sum_of_its_fragments(
    states: tuple[State, State], text: str
) -> None:
    rows = (*BEFORE, *(fragment(f"T1.{n}", state) for n, state in enumerate(states, start=1)))
    shown, tooltip = cell(rows, "T1", "week 16")
    assert shown == text
    assert tooltip.startswith("T1 · split at week 16: T1.1 ")


def test_the_sum_in_the_cell_is_that_in_the_footer() -> None:
    rows = (
        *BEFORE,
        fragment("T1.1", measured("20.0")),
        fragment("T1.2", measured("14.2")),
        row("week 16", "T2", measured("14.1")),
    )
    one = course(session_of(*rows)).judged("week 16")
    assert one is not None
    assert (one.sum_um, one.complete) == (48_300, True)
    assert cell(rows, "T1", "week 16")[1].endswith("together 34.2 mm")


def test_a_fragment_is_one_with_its_parent_before_the_split() -> None:
    rows = (*BEFORE, fragment("T1.1", measured("20.0")), fragment("T1.2", measured("14.2")))
    assert cell(rows, "T1.2", "week 8") == ("in T1", "T1.2 is still one with T1 at week 8")


def test_a_visit_is_read_when_the_fragments_are() -> None:
    rows = (*BEFORE, fragment("T1.1", measured("20.0")), fragment("T1.2", measured("14.2")))
    found = progress_of(document(*rows), SUBJECT)["week 16"]
    assert (found.done, found.due) == (3, 4)  # T2 is missing


@pytest.mark.parametrize(
    ("command", "left"),
    [
        (SetLesion(subject=SUBJECT, lesion="T1", label="T9"), ["T2", "T9", "T9.1", "T9.2"]),
        (SetLesion(subject=SUBJECT, lesion="T1", role=Role.NON_TARGET), ["T2", "NT1", "NT1.1"]),
        (DeleteLesion(subject=SUBJECT, lesion="T1"), ["T2"]),
        (DeleteLesion(subject=SUBJECT, lesion="T1.1"), ["T1", "T1.2", "T2"]),
    ],
)
def test_the_fragments_go_with_their_lesion(
    command: SetLesion | DeleteLesion, left: list[str]
) -> None:
    made = apply(apply(document(*BEFORE), SPLIT), command)
    assert [name for name in names(made) if name in left or name == "T1.1"] == left
    named = {name: parent for name, parent in parents_of(made, SUBJECT).items() if "." in name}
    assert set(named) == {name for name in names(made) if "." in name}


def test_a_label_is_not_taken_from_anothers_fragment() -> None:
    rows = (*BEFORE, row("baseline", "T9.1", measured("20.0")))
    with pytest.raises(Refused, match=r"T9\.1 exists already"):
        apply(apply(document(*rows), SPLIT), SetLesion(subject=SUBJECT, lesion="T1", label="T9"))


def test_consequences_name_what_goes_and_what_is_called_otherwise() -> None:
    made = apply(document(*BEFORE), SPLIT)
    gone = consequences(made, DeleteLesion(subject=SUBJECT, lesion="T1"), PROTOCOL)
    assert gone[0].startswith("Removes 4 readings and 0 calipers of T1, T1.1, T1.2 (")
    called = SetLesion(subject=SUBJECT, lesion="T1", label="T9")
    assert consequences(made, called, PROTOCOL)[0] == (
        "In the table, with the calipers and in every export, at baseline, week 8, week 16: "
        "T1 → T9, T1.1 → T9.1, T1.2 → T9.2"
    )


def test_undo_makes_it_whole_again() -> None:
    session = session_of(*PICTURE)
    assert present(undo(do(session, SPLIT))) == present(session)


@pytest.mark.parametrize(
    ("rows", "steps"),
    [
        (BEFORE, ("T1", "T2")),
        ((*BEFORE, row("week 16", "T2", Merged("T1"))), ("T1",)),
        (
            (*BEFORE, fragment("T1.1", measured("20.0")), fragment("T1.2", measured("9.0"))),
            ("T1.1", "T1.2", "T2"),
        ),
        (
            # As at week 8, where nothing is read yet at week 16.
            (
                *(one for one in BEFORE if (one.visit, one.lesion) != ("week 8", "T1")),
                fragment("T1.1", measured("20.0"), "week 8"),
                fragment("T1.2", measured("9.0"), "week 8"),
            ),
            ("T1.1", "T1.2", "T2"),
        ),
    ],
)
def test_n_skips_what_is_read_with_another(rows: tuple[Row, ...], steps: tuple[str, ...]) -> None:
    session = session_of(*rows)
    assert session.visit == "week 16" or not any(one.visit == "week 16" for one in rows)
    assert steps_of(session) == steps


@pytest.mark.parametrize("visit", ["baseline", "week 8"])
def test_n_goes_to_the_whole_lesion_before_it_splits(visit: str) -> None:
    rows = (*BEFORE, fragment("T1.1", measured("20.0")), fragment("T1.2", measured("9.0")))
    assert steps_of(choose(session_of(*rows), SUBJECT, visit)) == ("T1", "T2")


def test_the_menu_offers_what_can_be_split() -> None:
    made = apply(document(*BEFORE), SPLIT)
    by_name = {one.id: one for one in lesions_of(made, SUBJECT)}
    split, more = "Split {lesion} at {visit}…", "Another fragment of {lesion} at {visit}…"
    assert offered(made, SUBJECT, "week 16", by_name["T1"]) == (("T1", more),)
    assert offered(made, SUBJECT, "week 16", by_name["T1.1"]) == (("T1.1", split), ("T1", more))
    assert offered(made, SUBJECT, "week 16", by_name["T2"]) == (("T2", split),)
    assert offered(made, SUBJECT, "baseline", by_name["T2"]) == ()


def test_a_merged_lesion_says_into_which_and_counts_with_that() -> None:
    rows = (*BEFORE, row("week 16", "T1", measured("40.0")), row("week 16", "T2", Merged("T1")))
    text, tooltip = cell(rows, "T2", "week 16")
    assert text == "merged (T1)"
    assert "merged (T1)" in tooltip
    one = course(session_of(*rows)).judged("week 16")
    assert one is not None
    assert (one.sum_um, one.complete) == (40_000, True)


@pytest.mark.parametrize("state", [Absent(), TooSmall(), NotEvaluable("artefact")])
def test_a_fragment_that_was_merged_is_one_again(state: State) -> None:
    made = apply(document(*BEFORE), SPLIT)
    for said in (Merged("T1.1"), state):
        command = SetState(subject=SUBJECT, visit="week 16", lesion="T1.2", state=said)
        made = apply(made, command)
    found = find_row(made, SUBJECT, "week 16", "T1.2")
    assert found is not None
    # Its own row there is the only one: the name alone tells what it is a part of.
    assert found.parent == ""
    assert parents_of(made, SUBJECT)["T1.2"] == "T1"


def test_a_split_non_target_has_no_sum() -> None:
    seen = [row(visit, "NT1", Present(), role=Role.NON_TARGET) for visit in ("baseline", "week 8")]
    made = apply(
        document(*BEFORE, *seen), SplitLesion(subject=SUBJECT, visit="week 16", lesion="NT1")
    )
    assert cell(made.rows, "NT1", "week 16") == (
        "split",
        "NT1 · split at week 16: NT1.1 not done, NT1.2 not done",
    )


@pytest.mark.parametrize("visit", ["baseline", "week 8"])
def test_a_fragment_is_not_read_where_its_lesion_is_whole(visit: str) -> None:
    """At baseline it would be a target of its own, and the sum would count it twice."""
    made = apply(document(*BEFORE), SPLIT)
    gone = SetState(subject=SUBJECT, visit=visit, lesion="T1.1", state=Absent())
    for command in (measuring("T1.1", 20.0, visit), gone):
        with pytest.raises(Refused, match=f"T1.1 is still one with T1 at {visit}"):
            apply(made, command)


def test_what_is_not_followed_from_baseline_does_not_split() -> None:
    made = document(*BEFORE, row("week 8", "T3", measured("20.0")))
    command = SplitLesion(subject=SUBJECT, visit="week 8", lesion="T3")
    with pytest.raises(Refused, match="T3 has no reading at baseline"):
        apply(made, command)
    lesion = next(one for one in lesions_of(made, SUBJECT) if one.id == "T3")
    assert offered(made, SUBJECT, "week 8", lesion) == ()


def test_a_fragment_takes_no_name_that_another_lesion_was_given_by_hand() -> None:
    other = row("week 16", "T1.1", Unequivocal(), role=Role.NEW)
    made = apply(document(*BEFORE, other), SPLIT)
    assert find_row(made, SUBJECT, "week 16", "T1.1") == other
    assert names(made)[:3] == ["T1", "T1.2", "T1.3"]


def test_a_label_may_be_that_of_an_own_fragment() -> None:
    drawn = apply(document(*BEFORE), drawing(34.2, 25.0, visit="week 16", lesion="T1"))
    made = apply(apply(drawn, SPLIT), measuring("T1.2", 12.0))
    made = apply(made, drawing(36.0, visit="week 8", lesion="T1"))
    called = apply(made, SetLesion(subject=SUBJECT, lesion="T1", label="T1.1"))
    drawn_at = {one.lesion: one.visit for one in called.calipers}
    assert drawn_at == {"T1.1": "week 8", "T1.1.1": "week 16", "T1.1.2": "week 16"}
