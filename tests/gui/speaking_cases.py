"""Lesions that the protocol speaks against, and lesions that it lets pass."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from PyQt6.QtWidgets import QWidget

from gui.state.commands import SetLesion
from gui.widgets.dialogs import REASONS
from gui.widgets.questions import Questions
from recist.imaging.series import Series
from recist.measure.vectors import Vector
from recist.model.length import Length
from recist.model.lesion import Character, Role
from recist.model.reading import Present
from recist.model.row import Row
from recist.model.treatment import Treatment, TreatmentKind
from tests.gui.reads import SUBJECT, measured, row
from tests.gui.viewing import CORONAL, make_geometry, make_series

DAYS = {"baseline": date(2024, 1, 9), "week 8": date(2024, 3, 5)}


class Answers(Questions):
    """A reader who agrees to everything and writes the same reason, or gives up."""

    def __init__(self, reason: str | None) -> None:
        super().__init__(QWidget())
        self._reason = reason
        self.asked: list[str] = []

    def agree(self, title: str, consequences: tuple[str, ...], act: str) -> bool:
        return True

    def reason(self, title: str, word: str, suggestions: tuple[str, ...] = REASONS) -> str | None:
        self.asked.append(title)
        return self._reason


def scan(visit: str, step_mm: float = 5.0, **changed: object) -> Series:
    grid = make_geometry(shape=(9, 80, 90), spacing=(step_mm, 2.0, 1.0))
    made = make_series("1.1" if visit == "baseline" else "1.2", grid)
    known = replace(made, study_uid=visit, study_date=DAYS[visit])
    return replace(known, **changed)  # type: ignore[arg-type]


def in_plane(axes: tuple[Vector, Vector, Vector], visit: str) -> Series:
    made = make_series("1.2", make_geometry(axes=axes, shape=(9, 80, 90)))
    return replace(made, study_uid=visit, study_date=DAYS[visit])


def node(visit: str) -> Row:
    return row(visit, "T1", measured("30.0", "20.0"), organ="lymph node", nodal=True)


def livers(count: int, *organs: str) -> tuple[Row, ...]:
    named = organs or ("liver",) * count
    return tuple(
        row("baseline", f"T{n}", measured("30"), organ=organ)
        for n, organ in enumerate(named, start=1)
    )


@dataclass(frozen=True, kw_only=True)
class Case:
    """What is there, what is drawn or changed, and what is said."""

    rows: tuple[Row, ...] = ()
    treatments: tuple[Treatment, ...] = ()
    visit: str = "baseline"
    scans: tuple[Series, ...] = field(default_factory=lambda: (scan("baseline"), scan("week 8")))
    selected: str | None = None
    length_mm: float = 30.0
    line: bool = False
    change: SetLesion | None = None
    lesion: str = "T1"
    says: str
    code: str = ""


def change(
    lesion: str,
    *,
    organ: str | None = None,
    role: Role | None = None,
    character: Character | None = None,
) -> SetLesion:
    return SetLesion(subject=SUBJECT, lesion=lesion, organ=organ, role=role, character=character)


def seen_by(method: str) -> Row:
    """A non-target of 30 mm that another technique has found."""
    found = row("baseline", "NT1", Present(measured("30").diameters), role=Role.NON_TARGET)
    return replace(found, method=method)


TREATED = Treatment(
    subject=SUBJECT, lesion="T1", date=date(2023, 6, 1), kind=TreatmentKind.RADIOTHERAPY
)
BLOCKING = {
    "too small for a target": Case(
        length_mm=9.0,
        says="T1 is too small for a target: longest diameter 9.0 mm, needs 10.0 mm",
        code="target-too-small",
    ),
    "slices too thick": Case(
        scans=(scan("baseline", slice_thickness_mm=8.0), scan("week 8")),
        length_mm=15.0,
        says="needs 16.0 mm with slices of 8",
        code="target-too-small",
    ),
    "gaps between slices of MR": Case(
        scans=(scan("baseline", step_mm=5.5, modality="MR", slice_thickness_mm=4.0),),
        length_mm=10.9,
        says="needs 11.0 mm with slices of 5.5",
        code="target-too-small",
    ),
    "the third in an organ": Case(
        rows=(*livers(2), row("baseline", "T3", measured("30"), organ="lung")),
        change=change("T3", organ="liver"),
        lesion="T3",
        says="T3 is target 3 in liver: at most 2 in an organ",
        code="too-many-in-organ",
    ),
    "the sixth in all": Case(
        rows=livers(5, "liver", "lung", "bone", "brain", "adrenal"),
        lesion="T6",
        says="T6 is target 6: at most 5 in all",
        code="too-many-targets",
    ),
    "a node by its long axis": Case(
        rows=(node("baseline"),),
        visit="week 8",
        selected="T1",
        line=True,
        says="T1 is a node without a short axis: its long axis does not count",
        code="node-by-long-axis",
    ),
    "treated before": Case(
        treatments=(TREATED,),
        says="T1 had radiotherapy on 2023-06-01",
        code="target-treated-earlier",
    ),
    "a node between thick slices": Case(
        rows=(
            replace(row("baseline", "T1", measured("30", "15.5")), slice_thickness=Length.of_mm(8)),
        ),
        change=change("T1", organ="lymph node"),
        says="short axis of 15.5 mm, less than twice the slice thickness of 8.0 mm",
        code="node-below-two-slices",
    ),
    "a cyst": Case(
        rows=livers(1),
        change=change("T1", character=Character.SIMPLE_CYST),
        says="T1 is a simple cyst: no disease, and no target lesion",
        code="simple-cyst",
    ),
    "what nobody can measure": Case(
        rows=livers(1),
        change=change("T1", character=Character.BLASTIC),
        says="T1 is blastic: it cannot be a target",
        code="target-not-measurable",
    ),
    "by ultrasound": Case(
        rows=(*livers(1), seen_by("ULTRASOUND")),
        change=change("NT1", role=Role.TARGET),
        lesion="T2",
        says="T2 is a target by ultrasound, which does not measure",
        code="method-does-not-measure",
    ),
    "felt and not imaged": Case(
        rows=(*livers(1), seen_by("CALIPERS")),
        change=change("NT1", role=Role.TARGET),
        lesion="T2",
        says="T2 is measured by calipers and not called superficial",
        code="felt-only",
    ),
}
UNSPOKEN = {
    "gaps between thin slices of MR": Case(
        scans=(scan("baseline", step_mm=5.0, modality="MR", slice_thickness_mm=4.0),),
        length_mm=10.0,
        says="",
    ),
    "a distance of CT slices is no thickness": Case(
        scans=(scan("baseline", step_mm=8.0, slice_thickness_mm=5.0),), length_mm=10.0, says=""
    ),
    "as thick as slices may be": Case(
        scans=(scan("baseline", slice_thickness_mm=5.0),), length_mm=10.0, says=""
    ),
}
SPOKEN = {
    "another plane": Case(
        rows=livers(1),
        visit="week 8",
        scans=(scan("baseline"), in_plane(CORONAL, "week 8")),
        selected="T1",
        says="Not as at baseline: coronal instead of axial",
    ),
    "another modality": Case(
        rows=livers(1),
        visit="week 8",
        scans=(scan("baseline"), scan("week 8", modality="MR")),
        selected="T1",
        says="Not as at baseline: MR instead of CT",
    ),
    "another phase": Case(
        rows=livers(1),
        visit="week 8",
        scans=(scan("baseline"), scan("week 8", description="CT arterial")),
        selected="T1",
        says="Not as at baseline: described as 'CT arterial', not 'CT portal'",
    ),
    "another thickness": Case(
        rows=livers(1),
        visit="week 8",
        scans=(scan("baseline"), scan("week 8", slice_thickness_mm=2.0)),
        selected="T1",
        says="Not as at baseline: slices of 2 mm instead of 5 mm",
    ),
}
