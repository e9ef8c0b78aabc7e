"""Made-up courses for properties: any mixture of lesions, states and sizes over some visits."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from recist.model.assemble import assemble_case
from recist.model.case import Case
from recist.model.dates import ScanDate
from recist.model.length import Length
from recist.model.lesion import Role
from recist.model.reading import (
    Absent,
    Diameters,
    Equivocal,
    Measured,
    NotDone,
    NotEvaluable,
    Present,
    Progression,
    State,
    Suspected,
    TooSmall,
    Unequivocal,
    diameters_of,
    with_diameters,
)
from recist.model.row import Row
from recist.model.subject import SubjectInfo

START = date(2024, 1, 2)
INFO = SubjectInfo(subject="1", reference_date=START)
INTERVAL_DAYS = 56
SIZES_UM = st.sampled_from((*range(0, 16_000, 1_000), *range(16_000, 60_000, 2_000)))
UNREAD = st.sampled_from((NotEvaluable("artefact"), NotDone("no contrast")))


def axes(size_um: int) -> Diameters:
    """All three alike, so that every criterion measures the same."""
    length = Length(size_um)
    return Diameters(longest=length, short=length, viable=length)


MEASURED = SIZES_UM.map(lambda size_um: Measured(axes(size_um)))
BASELINE_TARGET = st.sampled_from(range(10_000, 60_000, 1_000)).map(lambda um: Measured(axes(um)))
SMALL = st.sampled_from((TooSmall(), Absent()))
TARGET: st.SearchStrategy[State] = st.one_of(MEASURED, MEASURED, MEASURED, SMALL, UNREAD)
NON_TARGET: st.SearchStrategy[State] = st.one_of(
    st.sampled_from((Present(), Present(), Absent(), Suspected(), Progression())), UNREAD
)
NEW = st.sampled_from((None, None, Equivocal(), Unequivocal(), Absent()))


def row(visit: int, lesion: str, role: Role, state: State, *, nodal: bool = False) -> Row:
    """One row of the reading table."""
    return Row(
        subject="1",
        visit=f"v{visit}" if visit else "baseline",
        date=ScanDate.of(START + timedelta(days=INTERVAL_DAYS * visit)),
        lesion=lesion,
        role=role,
        organ="lymph node" if nodal else "liver",
        nodal=nodal,
        state=state,
        reason="",
    )


@st.composite
def tables(draw: st.DrawFn) -> tuple[Row, ...]:
    """Rows of one subject: up to three targets, two non-targets and a new lesion."""
    targets = [(f"T{n}", draw(st.booleans())) for n in range(draw(st.integers(0, 3)))]
    non_targets = [(f"NT{n}", draw(st.booleans())) for n in range(draw(st.integers(0, 2)))]
    visits = draw(st.integers(1, 5))
    rows: list[Row] = []
    for visit in range(visits + 1):
        for name, nodal in targets:
            state: State = draw(TARGET if visit else BASELINE_TARGET)
            rows.append(row(visit, name, Role.TARGET, state, nodal=nodal))
        for name, nodal in non_targets:
            state = draw(NON_TARGET) if visit else Present()
            rows.append(row(visit, name, Role.NON_TARGET, state, nodal=nodal))
        new = draw(NEW) if visit else None
        if new is not None:
            rows.append(row(visit, "N1", Role.NEW, new))
    return tuple(rows)


def case_of(rows: tuple[Row, ...]) -> Case:
    """The case of a made-up table."""
    return assemble_case(rows, window_days=14, info=INFO)


def scaled(rows: tuple[Row, ...], factor: int) -> tuple[Row, ...]:
    """The same table with every length times a whole factor."""
    return tuple(replace(one, state=_scaled(one.state, factor)) for one in rows)


def _scaled(state: State, factor: int) -> State:
    longest = diameters_of(state).longest
    return state if longest is None else with_diameters(state, axes(longest.um * factor))
