"""What single rows get wrong: the row made sound, and the finding that says so."""

import pytest

from recist.model.finding import Finding
from recist.model.reading import (
    Absent,
    Assessed,
    Diameters,
    Measured,
    Merged,
    NotDone,
    NotEvaluable,
    Present,
    State,
)
from recist.model.row import Row
from recist.model.row_checks import checked
from recist.model.visits import VisitRows
from tests.model.rows import WEEK_8, axes, error, measured, row, visit_rows, warning


def absurd(mm: str) -> Finding:
    message = f"T1 has {mm} mm, which cannot be true: the length does not count"
    return error("absurd-length", message, "T1")


ZERO = warning("measured-as-zero", "T1 is measured as 0 mm: taken as absent", "T1")
LONGER = warning(
    "short-axis-longer",
    "T1 has a short axis of 20.1 mm, longer than its longest diameter of 20.0 mm",
    "T1",
)
CARRIERLESS = error("merged-without-carrier", "T1 is merged, but no other lesion carries it", "T1")


@pytest.mark.parametrize(
    ("given", "believed", "findings"),
    [
        pytest.param(axes(1000, 1000, 1000), axes(1000, 1000, 1000), [], id="a metre is believed"),
        pytest.param(
            axes("1000.001", 10, 5), axes(None, 10, 5), [absurd("1000.001")], id="longest"
        ),
        pytest.param(axes(20, 2000, 5), axes(20, None, 5), [absurd("2000.0")], id="short axis"),
        pytest.param(axes(20, 10, 3000), axes(20, 10), [absurd("3000.0")], id="viable"),
        pytest.param(
            axes(2000, 3000, 5), axes(None, None, 5), [absurd("3000.0")], id="the largest"
        ),
        pytest.param(axes(20, 20), axes(20, 20), [], id="both axes alike"),
        pytest.param(axes(20, "20.1"), axes(20, "20.1"), [LONGER], id="short axis longer"),
        pytest.param(axes(None, 10), axes(None, 10), [], id="a short axis alone"),
    ],
)
@pytest.mark.parametrize("kind", [Measured, Present])
def test_lengths_are_believed_or_dropped(
    kind: type[Measured | Present], given: Diameters, believed: Diameters, findings: list[Finding]
) -> None:
    rows = visit_rows(row("T1", kind(given)))
    assert checked(rows) == (visit_rows(row("T1", kind(believed))), findings)


@pytest.mark.parametrize(
    ("state", "nodal", "sound", "findings"),
    [
        pytest.param(Measured(axes(0)), False, Absent(), [ZERO], id="longest diameter of zero"),
        pytest.param(Measured(axes(5, 0)), False, Measured(axes(5, 0)), [], id="short one of zero"),
        pytest.param(Measured(axes(5, 0)), True, Absent(), [ZERO], id="node: short axis of zero"),
        pytest.param(
            Measured(axes(0)), True, Measured(axes(0)), [], id="node: the longest is zero"
        ),
        pytest.param(
            Measured(axes("0.001")), False, Measured(axes("0.001")), [], id="small is not zero"
        ),
        pytest.param(Measured(axes()), False, Measured(axes()), [], id="missing is not zero"),
        pytest.param(Present(axes(0)), False, Present(axes(0)), [], id="no target"),
    ],
)
def test_a_target_of_zero_is_absent(
    state: State, nodal: bool, sound: State, findings: list[Finding]
) -> None:
    rows = visit_rows(row("T1", state, nodal=nodal))
    assert checked(rows) == (visit_rows(row("T1", sound, nodal=nodal)), findings)


@pytest.mark.parametrize(
    ("state", "sound", "findings"),
    [
        (Merged("T2"), Merged("T2"), []),
        (Merged(""), NotEvaluable("merged into nothing"), [CARRIERLESS]),
        (Merged("T1"), NotEvaluable("merged into nothing"), [CARRIERLESS]),
    ],
)
def test_another_lesion_carries_what_is_merged(
    state: State, sound: State, findings: list[Finding]
) -> None:
    assert checked(visit_rows(row("T1", state))) == (visit_rows(row("T1", sound)), findings)


def test_one_row_may_get_several_things_wrong() -> None:
    rows = visit_rows(row("T1", Measured(axes(0, 2000))), row("T2", NotDone()))
    sound = visit_rows(row("T1", Absent()), row("T2", NotDone()))
    no_reason = warning("reason-missing", "T2 is not-done, without a reason", "T2")
    assert checked(rows) == (sound, [absurd("2000.0"), ZERO, no_reason])


@pytest.mark.parametrize(
    ("read", "findings"),
    [
        (
            row("NT1", NotEvaluable()),
            [warning("reason-missing", "NT1 is not-evaluable, without a reason", "NT1")],
        ),
        (
            row("", NotDone()),
            [warning("reason-missing", f"{WEEK_8} is not-done, without a reason")],
        ),
        (row("NT1", NotEvaluable("artefact")), []),
        (row("", NotDone("no show")), []),
        (row("NT1", Absent()), []),
    ],
)
def test_what_was_not_read_needs_a_reason(read: Row, findings: list[Finding]) -> None:
    assert checked(visit_rows(read)) == (visit_rows(read), findings)


NO_SHOW = row("", NotDone("no show"))
CONTRADICTED = warning("visit-contradicted", f"{WEEK_8} is called not done, but T1 was read there")


@pytest.mark.parametrize(
    ("rows", "findings"),
    [
        pytest.param([NO_SHOW, row("T1", measured())], [CONTRADICTED], id="not done, yet read"),
        pytest.param(
            [row("NT1", NotDone("x")), row("T1", Absent()), NO_SHOW, row("T2", measured())],
            [CONTRADICTED],
            id="the first that was read is named",
        ),
        pytest.param([NO_SHOW], [], id="not done"),
        pytest.param(
            [NO_SHOW, row("T1", NotDone("x")), row("T2", NotEvaluable("x"))], [], id="nothing read"
        ),
        pytest.param([NO_SHOW, row("", Assessed())], [], id="the visit's own rows read no lesion"),
        pytest.param(
            [row("", Assessed()), row("T1", measured())], [], id="assessed and read agree"
        ),
        pytest.param(
            [row("T2", NotDone("x")), row("T1", measured())], [], id="only one lesion not done"
        ),
    ],
)
def test_a_visit_that_was_not_done_has_no_readings(
    rows: list[Row], findings: list[Finding]
) -> None:
    visit = VisitRows(label=WEEK_8, rows=tuple(rows))
    assert checked(visit) == (visit, findings)
