"""Whatever stands in a table, every criterion gives an answer and never a crash."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recist.criteria.conformance.checks import conformance
from recist.criteria.registry import assess, criteria
from recist.criteria.wording import explain
from recist.endpoints.best import best_response
from recist.endpoints.eligibility import eligibility
from recist.model.assemble import assemble_case
from recist.model.dates import NO_DATE, ScanDate
from recist.model.length import Length
from recist.model.lesion import NEW_ROLES, Character, Role
from recist.model.protocol import Confirmation, LocalTreatment, Options, Protocol
from recist.model.reading import Change, Diameters
from recist.model.row import Row
from recist.model.scope import in_scope
from recist.model.subject import SubjectInfo
from recist.model.treatment import Treatment, TreatmentKind
from recist.model.words import WORDS_OF_ROLE, state_from_word

START = date(2024, 1, 2)
NAMES = ("T1", "T1.1", "T2", "NT1", "N1", "N1.1", "X")
VISITS = ("baseline", "screening", "week 8", "UNSCHEDULED", "week 16", "week 8 ")
ORGANS = ("", "liver", "lung", "lymph node", "Lymph nodes", "bone")
METHODS = ("", "CT", "PET", "X-RAY", "CLINICAL")
LENGTHS = st.none() | st.integers(0, 2_000_000).map(Length)
DATES = st.one_of(
    st.integers(-40, 400).map(lambda days: ScanDate.of(START + timedelta(days=days))),
    st.sampled_from((NO_DATE, ScanDate.parse("2024-02"), ScanDate.parse("2024"))),
)


@st.composite
def wild_rows(draw: st.DrawFn) -> Row:
    role = draw(st.sampled_from(Role))
    word = draw(st.sampled_from(WORDS_OF_ROLE[role]))
    sizes = Diameters(longest=draw(LENGTHS), short=draw(LENGTHS), viable=draw(LENGTHS))
    parent = draw(st.sampled_from(("", *NAMES)))
    return Row(
        subject="1",
        visit=draw(st.sampled_from(VISITS)),
        date=draw(DATES),
        lesion="" if role is Role.VISIT else draw(st.sampled_from(NAMES)),
        role=role,
        organ=draw(st.sampled_from(ORGANS)),
        nodal=draw(st.booleans()),
        character=draw(st.sampled_from(Character)),
        state=state_from_word(word, sizes, parent, ""),
        change=draw(st.none() | st.sampled_from(Change)) if role in NEW_ROLES else None,
        parent=parent,
        progressed_since=draw(st.booleans()),
        method=draw(st.sampled_from(METHODS)),
        slice_thickness=draw(LENGTHS),
        reason=draw(st.sampled_from(("", "new-symptom"))),
    )


TABLES = st.lists(
    wild_rows(), min_size=1, max_size=14, unique_by=lambda row: (row.visit.strip(), row.lesion)
)
TREATMENTS = st.lists(
    st.builds(
        Treatment,
        subject=st.just("1"),
        lesion=st.sampled_from(("", *NAMES)),
        date=st.integers(-40, 400).map(lambda days: START + timedelta(days=days)),
        kind=st.sampled_from(TreatmentKind),
    ),
    max_size=2,
)


@pytest.mark.parametrize("criterion", sorted(criteria()))
@given(
    rows=TABLES,
    treatments=TREATMENTS,
    mode=st.sampled_from(LocalTreatment),
    confirmed=st.booleans(),
    scope=st.sampled_from(("all", "liver", "not-liver")),
)
def test_every_course_has_an_answer(
    criterion: str,
    rows: list[Row],
    treatments: list[Treatment],
    mode: LocalTreatment,
    confirmed: bool,
    scope: str,
) -> None:
    protocol = Protocol(
        id=criterion,
        criteria=criterion,
        options=Options(local_treatment=mode),
        confirmation=Confirmation(required=confirmed),
    )
    info = SubjectInfo(subject="1", reference_date=START)
    case = in_scope(assemble_case(rows, window_days=14, info=info, treatments=treatments), scope)
    assessed = assess(case, protocol)
    labels = {visit.visit for visit in assessed.visits}
    assert all(visit.overall is not None and visit.rules for visit in assessed.visits[1:])
    assert all(explain(assessed, index) for index in range(1, len(assessed.visits)))
    best = best_response(assessed)
    assert set(best.visits) <= labels
    noted = (
        *assessed.findings,
        *conformance(case, protocol),
        *eligibility(case, protocol).findings,
    )
    assert all(note.message and note.code for note in noted)
