"""The part of a case that an organ-limited assessment sees."""

from dataclasses import replace

import pytest

from recist.model.case import Case, Visit
from recist.model.dates import ScanDate
from recist.model.lesion import Lesion, Role
from recist.model.reading import Absent, Assessed, Raised, Reading, State, Unequivocal
from recist.model.scope import in_scope, is_in_scope
from recist.model.subject import SubjectInfo
from tests.model.rows import measured, row, warning


@pytest.mark.parametrize(
    ("organ", "scope", "belongs"),
    [
        ("liver", "all", True),
        ("", "all", True),
        ("liver", "liver", True),
        (" Liver ", "liver", True),
        ("liver", "LIVER", True),
        ("lung", "liver", False),
        ("liver", "not-liver", False),
        (" LIVER ", "not-Liver", False),
        ("lung", "not-liver", True),
        ("", "not-liver", True),
        ("", "liver", False),
        ("not-liver", "liver", False),
    ],
)
def test_a_lesion_belongs_by_its_organ(organ: str, scope: str, belongs: bool) -> None:
    assert is_in_scope(organ, scope) is belongs


def lesion(name: str, role: Role, organ: str) -> Lesion:
    return Lesion(id=name, role=role, organ=organ)


T1, T2 = lesion("T1", Role.TARGET, "liver"), lesion("T2", Role.TARGET, "lung")
NT1, NT2 = lesion("NT1", Role.NON_TARGET, "lung"), lesion("NT2", Role.NON_TARGET, "liver")
L1, L2 = lesion("L1", Role.NEW, "Liver"), lesion("L2", Role.NEW, "lung")
MARKER = lesion("M1", Role.MARKER, "liver")

STATES: dict[str, State] = {
    "T1": measured(),
    "T2": measured(),
    "NT1": Absent(),
    "NT2": Absent(),
    "M1": Raised(),
    "L2": Unequivocal(),
}
READ = {name: Reading(lesion=name, state=state) for name, state in STATES.items()}
ROWS = {
    "T1": row("T1", measured(), organ="liver"),
    "T2": row("T2", measured(), organ="lung"),
    "NT1": row("NT1", Absent(), organ="lung"),
    "NT2": row("NT2", Absent(), organ="liver"),
    "L2": row("L2", Unequivocal(), organ="lung"),
    "M1": row("M1", Raised(), organ="liver"),
    "": row("", Assessed()),
}
OF_COURSE, OF_T1, OF_T2, OF_M1 = (
    warning("code", "message", name) for name in (None, "T1", "T2", "M1")
)
VISIT = Visit(
    label="week 8",
    date=ScanDate.parse("2024-02-27"),
    last_date=ScanDate.parse("2024-02-28"),
    assessed=True,
    targets=((READ["T1"],), (READ["T2"],)),
    non_targets=((READ["NT1"],), (READ["NT2"],)),
    markers=((READ["M1"],),),
    new=(None, READ["L2"]),
    left=frozenset({"T2"}),
)
CASE = Case(
    subject="1",
    reader="A",
    targets=(T1, T2),
    non_targets=(NT1, NT2),
    markers=(MARKER,),
    new_lesions=(L1, L2),
    visits=(VISIT, replace(VISIT, label="week 16")),
    info=SubjectInfo(subject="1", arm="X"),
    rows=tuple(ROWS.values()),
    findings=(OF_COURSE, OF_T1, OF_T2, OF_M1),
)


def test_all_is_the_whole_case() -> None:
    assert in_scope(CASE, "all") is CASE


def test_an_organ_keeps_its_own_lesions_and_what_was_noticed_of_them() -> None:
    visit = replace(
        VISIT,
        targets=((READ["T1"],),),
        non_targets=((READ["NT2"],),),
        markers=(),
        new=(None,),
    )
    assert in_scope(CASE, "liver") == replace(
        CASE,
        scope="liver",
        targets=(T1,),
        non_targets=(NT2,),
        markers=(),
        new_lesions=(L1,),
        visits=(visit, replace(visit, label="week 16")),
        rows=(ROWS["T1"], ROWS["NT2"], ROWS[""]),
        findings=(OF_COURSE, OF_T1),
    )


def test_not_an_organ_keeps_the_others_without_markers() -> None:
    visit = replace(
        VISIT,
        targets=((READ["T2"],),),
        non_targets=((READ["NT1"],),),
        markers=(),
        new=(READ["L2"],),
    )
    assert in_scope(CASE, "not-liver") == replace(
        CASE,
        scope="not-liver",
        targets=(T2,),
        non_targets=(NT1,),
        markers=(),
        new_lesions=(L2,),
        visits=(visit, replace(visit, label="week 16")),
        rows=(ROWS["T2"], ROWS["NT1"], ROWS["L2"], ROWS[""]),
        findings=(OF_COURSE, OF_T2),
    )


@pytest.mark.parametrize("column", ["targets", "non_targets", "new"])
def test_a_visit_that_is_not_aligned_is_refused(column: str) -> None:
    short = replace(VISIT, **{column: getattr(VISIT, column)[:1]})
    with pytest.raises(ValueError, match="shorter"):
        in_scope(replace(CASE, visits=(short,)), "lung")
