"""Commands on the document: each leaves what it does not name, and undo brings all back."""

from dataclasses import replace

import pytest

from gui.state import session as sessions
from gui.state.commands import (
    AssignStudy,
    Command,
    DeleteLesion,
    DeleteReading,
    RedateVisit,
    Refused,
    RenameSubject,
    RenameVisit,
    SetComment,
    SetKeyImage,
    SetLesion,
    SetState,
)
from gui.state.consequences import consequences
from gui.state.document import (
    Document,
    History,
    commit,
    find_caliper,
    find_row,
    lesions_of,
    redo,
    role_at,
    subjects_of,
    undo,
    visits_of,
)
from gui.state.edits import apply, next_name
from gui.state.session import choose, do, new_session, present, show_series
from recist.model.dates import NO_DATE, ScanDate
from recist.model.length import Length
from recist.model.lesion import Role
from recist.model.reading import (
    Absent,
    Measured,
    Merged,
    NotDone,
    NotEvaluable,
    Present,
    State,
    TooSmall,
    Unequivocal,
    diameters_of,
)
from recist.trial.visits import PlannedVisit
from tests.gui.reads import (
    PICTURE,
    PROTOCOL,
    SUBJECT,
    document,
    drawing,
    measured,
    row,
    with_calipers,
)


def state_of(made: Document, visit: str, lesion: str) -> State:
    found = find_row(made, SUBJECT, visit, lesion)
    assert found is not None
    return found.state


@pytest.mark.parametrize(
    ("drawn", "longest_um", "short_um"),
    [
        ((34.2499, 21.04), 34200, 21000),
        ((34.25, 21.06), 34200, 21100),  # half to even, once
        ((20.0, 30.0), 30000, 20000),  # the two swap by length, never by name
        ((34.2, None), 34200, None),
    ],
)
def test_a_caliper_is_rounded_once_and_its_ends_are_kept(
    drawn: tuple[float, float | None], longest_um: int, short_um: int | None
) -> None:
    made = apply(document(), drawing(*drawn))
    axes = diameters_of(state_of(made, "baseline", "T1"))
    assert axes.longest == Length(longest_um)
    assert axes.short == (None if short_um is None else Length(short_um))
    record = find_caliper(made, SUBJECT, "baseline", "T1")
    assert record is not None
    assert (
        max(drawn[0], drawn[1] or 0.0)
        == record.long_axis_lps_mm[1][0] + (record.long_axis_lps_mm[1][1])
    )


def test_new_rows_name_themselves_by_role() -> None:
    made = with_calipers(
        drawing(30), drawing(20), drawing(12, role=Role.NON_TARGET), drawing(9, role=Role.NEW)
    )
    assert [one.id for one in lesions_of(made, SUBJECT)] == ["T1", "T2", "NT1", "N1"]
    assert isinstance(state_of(made, "baseline", "NT1"), Present)
    assert isinstance(state_of(made, "baseline", "N1"), Unequivocal)


def test_a_name_follows_the_highest_number_also_of_fragments() -> None:
    made = document(row("baseline", "T3", measured("20")), row("baseline", "T4.1", measured("10")))
    assert next_name(made, SUBJECT, Role.TARGET) == "T5"


def test_after_baseline_a_drawn_lesion_is_new() -> None:
    made = document(*PICTURE)
    roles = [role_at(made, SUBJECT, visit) for visit in ("baseline", "week 8")]
    assert roles == [Role.TARGET, Role.NEW]


def test_a_lesion_measured_again_keeps_what_is_known_of_it() -> None:
    made = apply(document(*PICTURE), drawing(30, visit="week 16", lesion="T1"))
    found = find_row(made, SUBJECT, "week 16", "T1")
    assert found is not None
    assert (found.organ, found.role, len(made.rows)) == ("liver", Role.TARGET, len(PICTURE))


@pytest.mark.parametrize(
    "state", [Absent(), TooSmall(), NotEvaluable("artefact"), NotDone("not scanned")]
)
def test_a_word_takes_the_place_of_the_caliper(state: State) -> None:
    made = with_calipers(drawing(30))
    said = apply(made, SetState(subject=SUBJECT, visit="baseline", lesion="T1", state=state))
    assert state_of(said, "baseline", "T1") == state
    assert said.calipers == ()


def test_a_key_image_names_the_slice_of_a_lesion_without_a_caliper() -> None:
    named = SetKeyImage(subject=SUBJECT, visit="week 8", lesion="T1", image="1.2.3#4")
    found = find_row(apply(document(*PICTURE), named), SUBJECT, "week 8", "T1")
    assert found is not None
    assert found.image == "1.2.3#4"


def test_a_key_image_never_contradicts_a_caliper() -> None:
    named = SetKeyImage(subject=SUBJECT, visit="baseline", lesion="T1", image="other")
    with pytest.raises(Refused, match="caliper of T1"):
        apply(with_calipers(drawing(30)), named)


def test_another_role_renames_and_keeps_diameters() -> None:
    made = apply(
        with_calipers(drawing(30, 20)),
        SetLesion(subject=SUBJECT, lesion="T1", role=Role.NON_TARGET),
    )
    assert [one.id for one in lesions_of(made, SUBJECT)] == ["NT1"]
    assert state_of(made, "baseline", "NT1") == Present(measured("30", "20").diameters)
    assert [record.lesion for record in made.calipers] == ["NT1"]
    back = apply(made, SetLesion(subject=SUBJECT, lesion="NT1", role=Role.TARGET))
    assert state_of(back, "baseline", "T1") == measured("30", "20")


def test_a_renamed_carrier_still_carries_the_merged_lesion() -> None:
    made = document(
        row("baseline", "T1", measured("50")),
        row("baseline", "T2", measured("20")),
        replace(row("week 8", "T2", Merged("T1")), parent="T1"),
    )
    made = apply(made, SetLesion(subject=SUBJECT, lesion="T1", label="T9"))
    assert state_of(made, "week 8", "T2") == Merged("T9")


def test_a_seen_lesion_that_becomes_a_target_is_not_done_and_never_zero() -> None:
    made = document(row("baseline", "NT1", Present(), Role.NON_TARGET))
    said = apply(made, SetLesion(subject=SUBJECT, lesion="NT1", role=Role.TARGET))
    assert isinstance(state_of(said, "baseline", "T1"), NotDone)


def test_a_lymph_node_counts_by_its_short_axis_by_itself() -> None:
    made = with_calipers(drawing(30, 20))
    said = apply(made, SetLesion(subject=SUBJECT, lesion="T1", organ="lymph node"))
    assert lesions_of(said, SUBJECT)[0].nodal


@pytest.mark.parametrize(
    "command",
    [
        SetLesion(subject=SUBJECT, lesion="T1", label="T2"),
        SetLesion(subject=SUBJECT, lesion="T1", label=" "),
        SetLesion(subject=SUBJECT, lesion="T9", organ="lung"),
        RenameVisit(subject=SUBJECT, visit="week 8", label="baseline"),
        RenameVisit(subject=SUBJECT, visit="week 8", label=""),
        RenameSubject(subject=SUBJECT, label="2"),
        RenameSubject(subject=SUBJECT, label=" "),
        SetComment(subject=SUBJECT, visit="week 8", lesion="T9", comment="?"),
    ],
)
def test_what_would_spoil_the_document_is_refused(command: Command) -> None:
    with pytest.raises(Refused):
        apply(document(*PICTURE, replace(PICTURE[0], subject="2", reader="B")), command)


def test_deleting_a_lesion_takes_readings_and_calipers_of_all_visits() -> None:
    made = with_calipers(drawing(30), drawing(20), drawing(25, visit="week 8", lesion="T1"))
    gone = apply(made, DeleteLesion(subject=SUBJECT, lesion="T1"))
    assert {row.lesion for row in gone.rows} == {"T2"}
    assert {record.lesion for record in gone.calipers} == {"T2"}


def test_deleting_a_reading_leaves_the_other_visits() -> None:
    made = with_calipers(drawing(30), drawing(25, visit="week 8", lesion="T1"))
    gone = apply(made, DeleteReading(subject=SUBJECT, visit="week 8", lesion="T1"))
    assert [row.visit for row in gone.rows] == ["baseline"]
    assert [record.visit for record in gone.calipers] == ["baseline"]


def test_a_renamed_visit_takes_rows_and_calipers_along() -> None:
    made = with_calipers(drawing(30), drawing(25, visit="week 8", lesion="T1"))
    said = apply(made, RenameVisit(subject=SUBJECT, visit="week 8", label="month 2"))
    assert [one.label for one in visits_of(said, SUBJECT)] == ["baseline", "month 2"]
    assert find_caliper(said, SUBJECT, "month 2", "T1") is not None


def test_a_renamed_visit_takes_the_readings_of_every_reader_along() -> None:
    made = with_calipers(drawing(30), drawing(25, visit="week 8", lesion="T1"))
    others = tuple(replace(one, reader="B") for one in made.rows)
    drawn = tuple(replace(one, reader="B") for one in made.calipers)
    both = replace(made, rows=(*made.rows, *others), calipers=(*made.calipers, *drawn))
    said = apply(both, RenameVisit(subject=SUBJECT, visit="week 8", label="month 2"))
    for reader in ("A", "B"):
        here = replace(said, reader=reader)
        assert [one.label for one in visits_of(here, SUBJECT)] == ["baseline", "month 2"]
        assert find_caliper(here, SUBJECT, "month 2", "T1") is not None
    only_theirs = replace(both, rows=(*made.rows[:1], *others), reader="A")
    with pytest.raises(Refused, match="week 8 already"):
        apply(only_theirs, RenameVisit(subject=SUBJECT, visit="baseline", label="week 8"))


def test_an_open_visit_stays_open_under_its_new_name_with_the_series_that_was_chosen() -> None:
    undated = tuple(PlannedVisit(subject=SUBJECT, label=one, date=NO_DATE) for one in "abc")
    session = choose(new_session(PROTOCOL, visits=undated, reader="A"), SUBJECT, "a")
    session = show_series(session, "a", "portal")
    renamed = do(session, RenameVisit(subject=SUBJECT, visit="a", label="z"))
    # Without dates the name decides the order, so that the place is another one.
    assert [one.label for one in visits_of(present(renamed), SUBJECT)] == ["b", "c", "z"]
    assert (renamed.visit, renamed.shown) == ("z", (((SUBJECT, "z"), "portal"),))
    back = sessions.undo(renamed)
    assert (back.visit, back.shown) == (session.visit, session.shown)


def test_a_renamed_subject_takes_visits_and_every_readers_rows_along() -> None:
    planned = PlannedVisit(subject=SUBJECT, label="week 8", date=ScanDate.parse("2024-03-05"))
    read = with_calipers(drawing(30))
    other = replace(read.rows[0], reader="B")
    stranger = replace(read.rows[0], subject="2")
    before = replace(read, visits=(planned,), rows=(*read.rows, other, stranger))
    said = apply(before, RenameSubject(subject=SUBJECT, label=" 001 "))
    assert subjects_of(said) == ("001", "2")
    assert [one.label for one in visits_of(said, "001")] == ["baseline", "week 8"]
    assert {row.reader for row in said.rows if row.subject == "001"} == {"A", "B"}
    assert find_caliper(said, "001", "baseline", "T1") is not None
    assert apply(before, RenameSubject(subject=SUBJECT, label=SUBJECT)) == before


def test_a_redated_visit_moves_in_the_order() -> None:
    made = document(*PICTURE)
    later = RedateVisit(subject=SUBJECT, visit="week 8", date=ScanDate.parse("2024-06-01"))
    labels = [one.label for one in visits_of(apply(made, later), SUBJECT)]
    assert labels == ["baseline", "week 16", "week 8"]


def test_a_study_moves_to_another_subject_and_its_empty_visit_goes() -> None:
    visit = PlannedVisit(
        subject="X", label="baseline", date=ScanDate.parse("2024-01-09"), studies=("1",)
    )
    made = Document(visits=(visit,))
    said = apply(
        made,
        AssignStudy(study_uid="1", origin="X", subject="1004", visit="baseline", date=visit.date),
    )
    assert [(one.subject, one.studies) for one in said.visits] == [("1004", ("1",))]


def test_a_study_moves_alone_and_leaves_what_it_does_not_concern() -> None:
    visits = (
        PlannedVisit(subject="P", label="baseline", date=NO_DATE, studies=("1", "2")),
        PlannedVisit(subject="P", label="planned", date=NO_DATE),
        PlannedVisit(subject="Q", label="baseline", date=NO_DATE, studies=("1",)),
    )
    moved = AssignStudy(study_uid="1", origin="P", subject="P", visit="week 8", date=NO_DATE)
    said = apply(Document(visits=visits), moved)
    assert [(one.subject, one.label, one.studies) for one in said.visits] == [
        ("P", "baseline", ("2",)),
        ("P", "planned", ()),
        # Two patients may share a UID.
        ("Q", "baseline", ("1",)),
        ("P", "week 8", ("1",)),
    ]


def test_a_study_stays_where_it_was_measured_on() -> None:
    read = with_calipers(drawing(30))
    visit = PlannedVisit(subject=SUBJECT, label="baseline", date=NO_DATE, studies=("1",))
    (image,) = {row.image for row in read.rows}
    moved = AssignStudy(
        study_uid="1",
        origin=SUBJECT,
        subject=SUBJECT,
        visit="week 8",
        date=NO_DATE,
        images=frozenset({image}),
    )
    with pytest.raises(Refused, match="T1 at baseline was measured on this study"):
        apply(replace(read, visits=(visit,)), moved)


def test_a_visit_has_one_date_whoever_reads() -> None:
    day = ScanDate.parse("2024-06-01")
    made = document(*PICTURE)
    other = replace(made.rows[0], reader="B")
    said = apply(
        replace(made, rows=(*made.rows, other)),
        RedateVisit(subject=SUBJECT, visit=other.visit, date=day),
    )
    dates = {(row.reader, row.date.text) for row in said.rows if row.visit == other.visit}
    assert dates == {("A", "2024-06-01"), ("B", "2024-06-01")}


def test_rows_of_another_reader_are_left_alone() -> None:
    other = row("baseline", "T1", measured("99"))
    made = Document(reader="B", rows=(other,))
    assert apply(made, DeleteLesion(subject=SUBJECT, lesion="T1")).rows == (other,)


def test_undo_and_redo_bring_back_the_very_same_document() -> None:
    first = document()
    second = apply(first, drawing(30))
    history = commit(commit(History(present=first), second), apply(second, drawing(20)))
    back = undo(undo(history))
    assert back.present == first
    assert redo(redo(back)).present == history.present
    assert undo(History(present=first)).present == first


def test_a_change_after_undo_forgets_what_was_undone() -> None:
    history = commit(History(present=document()), apply(document(), drawing(30)))
    again = commit(undo(history), apply(document(), drawing(10)))
    assert redo(again) == again


def test_consequences_name_what_goes_and_what_changes() -> None:
    made = document(*PICTURE)
    lines = consequences(made, DeleteLesion(subject=SUBJECT, lesion="T1"), PROTOCOL)
    assert lines == (
        "Removes 3 readings and 0 calipers of T1 (baseline, week 8, week 16).",
        "baseline: sum 81.7 mm → 28.6 mm",
        "week 8: sum 51.2 mm → 15.2 mm",
        "week 16: sum 48.3 mm → 14.1 mm",
    )


def test_a_measured_target_is_measured() -> None:
    assert isinstance(state_of(with_calipers(drawing(30)), "baseline", "T1"), Measured)


def test_a_caliper_of_no_length_is_no_measurement() -> None:
    with pytest.raises(Refused, match="0 mm is no measurement; A says that T1 is absent"):
        apply(document(), drawing(0.0))
