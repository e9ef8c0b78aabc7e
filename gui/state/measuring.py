"""Between tools and document: which lesion a drawn caliper belongs to, and what the tiles show."""

from __future__ import annotations

import numpy as np

from gui.state import document as docs
from gui.state.commands import MarkPoint, Measure
from gui.state.counting import counts_short, wants_viable
from gui.state.edits import next_name
from gui.state.layout import Role as TileRole
from gui.state.matching import Match, differences
from gui.state.session import Session, present, series_for, visit_in
from gui.state.tile import Mark
from gui.state.tongue import tr
from gui.state.words import said_of
from recist.imaging.geometry import lps_from_kji, normal
from recist.imaging.series import Series
from recist.imaging.slices import slice_geometry
from recist.measure.caliper import Caliper, Diameter, Plane, centre_lps_mm
from recist.measure.vectors import Vector
from recist.model.dates import NO_DATE, ScanDate
from recist.model.lesion import Role
from recist.model.reading import Absent, Merged, NotEvaluable, TooSmall
from recist.trial.calipers import CaliperRecord, is_point

_METHODS = {"CT": "CT", "MR": "MRI", "PT": "PET", "CR": "X-RAY", "DX": "X-RAY"}
_ALONG_Z: Vector = (0.0, 0.0, 1.0)
GAP_FROM = 1.02


def lesion_for(session: Session, visit: str, grabbed: str | None, selected: str | None) -> str:
    """Return the lesion that a caliper measures; empty for a new one.

    A grabbed caliper stays its lesion's. A drawn one goes to the selected lesion if that has
    no caliper at this visit yet, or a point alone; otherwise it is another lesion. What the reader
    has said of the selected lesion there is not replaced unasked: see `replaced_word`.
    """
    if grabbed is not None:
        return grabbed
    known = {one.id for one in docs.lesions_of(present(session), session.subject)}
    if selected is None or selected not in known:
        return ""
    drawn = docs.find_caliper(present(session), session.subject, visit, selected)
    return selected if drawn is None or is_point(drawn) else ""


def replaced_word(session: Session, visit: str, lesion: str) -> str:
    """Say what a caliper would take the place of, if the reader has said it in a word.

    Empty where it replaces nothing, or a judgement that stays with the measured lesion.
    """
    row = docs.find_row(present(session), session.subject, visit, lesion) if lesion else None
    if row is None or not isinstance(row.state, Absent | TooSmall | NotEvaluable | Merged):
        return ""
    word = said_of(row.state)
    said = tr("{lesion} is {word} at {visit}", lesion=lesion, word=word, visit=visit)
    reason = getattr(row.state, "reason", "") or row.reason
    return f"{said}: {reason}" if reason else said


def adds_a_target(session: Session, command: Measure) -> bool:
    """Say whether a caliper makes a target that visits read already know nothing of."""
    if command.lesion or command.role is not Role.TARGET:
        return False
    rows = docs.own_rows(present(session), session.subject)
    return any(row.visit != command.visit and row.role is not Role.VISIT for row in rows)


def measure(
    session: Session,
    visit: str,
    series: Series,
    caliper: Caliper,
    lesion: str,
    role: Role | None = None,
) -> Measure:
    """Return the command that writes a drawn caliper.

    ``role`` is what the reader chose beforehand for a new lesion; None lets the visit decide.
    """
    document = present(session)
    day = series.study_date
    return Measure(
        subject=session.subject,
        visit=visit,
        lesion=lesion,
        role=role or docs.role_at(document, session.subject, visit),
        long_axis_lps_mm=caliper.long_axis_lps_mm,
        short_axis_lps_mm=caliper.short_axis_lps_mm,
        precision_mm=session.protocol.measurement_precision_mm,
        frame_of_reference=caliper.plane.frame_of_reference,
        image=caliper.plane.image,
        date=NO_DATE if day is None else ScanDate.of(day),
        method=method_of(series),
        slice_thickness_mm=thickness_that_counts_mm(series),
        viable=wants_viable(session.protocol),
    )


def mark(
    session: Session, visit: str, series: Series, point: Caliper, lesion: str, role: Role
) -> MarkPoint:
    """Return the command that keeps a place that was clicked, or to which a point was moved."""
    day = series.study_date
    return MarkPoint(
        subject=session.subject,
        visit=visit,
        lesion=lesion,
        role=role,
        point_lps_mm=point.long_axis_lps_mm[0],
        frame_of_reference=point.plane.frame_of_reference,
        image=point.plane.image,
        date=NO_DATE if day is None else ScanDate.of(day),
        method=method_of(series),
        slice_thickness_mm=thickness_that_counts_mm(series),
    )


def method_of(series: Series) -> str:
    """Return the reading table's word for how a series was made, empty where it has none."""
    return _METHODS.get(series.modality, "")


def thickness_that_counts_mm(series: Series) -> float | None:
    """Return the slice thickness by which a lesion is measurable, None where it is not known.

    On MR the gap between slices belongs to it (RECIST 1.1, Appendix II).
    """
    thickness_mm, grid = series.slice_thickness_mm, series.geometry
    if series.modality != "MR" or thickness_mm is None or grid is None:
        return thickness_mm
    step_mm = abs(float(np.dot(grid.axis_k, normal(grid)))) * grid.spacing_kji_mm[0]
    # A header's last digits are no gap.
    return round(step_mm, 2) if step_mm > thickness_mm * GAP_FROM else thickness_mm


def name_of(session: Session, command: Measure | MarkPoint) -> str:
    """Return the name of the lesion that a command measures or marks, a new one's too."""
    return command.lesion or next_name(present(session), command.subject, command.role)


def advice(session: Session, visit: str, series: Series) -> str:
    """Say in what the measured series differs from the baseline's; empty where in nothing."""
    baseline = visit_in(session, TileRole.BASELINE)
    reference = None if visit == baseline else series_for(session, baseline)
    if reference is None:
        return ""
    found = differences(series, reference.series)
    return tr("Not as at baseline: {differences}", differences=", ".join(found)) if found else ""


def marks_of(session: Session, visit: str, series: Series | None) -> tuple[Mark, ...]:
    """Return the saved calipers of a visit for its tile."""
    document = present(session)
    lesions = docs.lesions_of(document, session.subject)
    marks = []
    for lesion in lesions:
        record = docs.find_caliper(document, session.subject, visit, lesion.id)
        if record is None:
            continue
        marks.append(
            Mark(
                lesion_id=lesion.id,
                caliper=caliper_of(record, series),
                colour=docs.colour_number(lesion.id, lesion.role),
                counting=Diameter.SHORT
                if counts_short(session.protocol, lesion)
                else Diameter.LONG,
            )
        )
    return tuple(marks)


def caliper_of(record: CaliperRecord, series: Series | None) -> Caliper:
    """Return a kept caliper as the tools hold it."""
    known = series is not None and series.geometry is not None
    across = normal(series.geometry) if known and series and series.geometry else _ALONG_Z
    return Caliper(
        long_axis_lps_mm=record.long_axis_lps_mm,
        short_axis_lps_mm=record.short_axis_lps_mm,
        plane=Plane(
            normal_lps=across, frame_of_reference=record.frame_of_reference, image=record.image
        ),
    )


def points_of(session: Session, lesion: str) -> dict[str, Vector]:
    """Return by visit the middle of a lesion's caliper, or of its key image."""
    document = present(session)
    points = {
        row.visit: point
        for row in docs.own_rows(document, session.subject)
        if row.lesion == lesion and row.image
        for point in _middle_of(series_for(session, row.visit), row.image)
    }
    return points | {
        record.visit: centre_lps_mm(caliper_of(record, None))
        for record in docs.calipers_of(document, session.subject)
        if record.lesion == lesion and _is_known_there(series_for(session, record.visit), record)
    }


def _is_known_there(match: Match | None, record: CaliperRecord) -> bool:
    """Say whether a place means something in the shown series: in its space, or on its image.

    Another frame of reference has other millimetres, and a series without any has none.
    """
    if match is None:
        return True
    series, frame = match.series, record.frame_of_reference
    if series.geometry is not None and frame and frame == series.frame_of_reference:
        return True
    in_its_unit = series.geometry is not None or not frame
    return in_its_unit and any(piece.image == record.image for piece in series.slices)


def _middle_of(match: Match | None, image: str) -> tuple[Vector, ...]:
    """Return the middle of an image, if the series that is shown holds it."""
    if match is None or match.series.geometry is None:
        return ()
    for k, piece in enumerate(match.series.slices):
        if piece.image == image:
            grid = slice_geometry(match.series, k)
            _, rows, columns = grid.shape_kji
            middle = lps_from_kji(grid, np.array([0.0, (rows - 1) / 2.0, (columns - 1) / 2.0]))
            return ((float(middle[0]), float(middle[1]), float(middle[2])),)
    return ()
