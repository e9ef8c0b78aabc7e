"""Lesions that are marked by a point: where one is, without a length."""

from __future__ import annotations

from dataclasses import replace

from gui.state.commands import MarkPoint, Refused
from gui.state.document import Document
from gui.state.rewriting import put_caliper, put_row, row_for, thickness_of
from gui.state.splitting import demand_apart
from gui.state.tongue import tr
from gui.state.words import measured_in
from recist.model.lesion import Lesion, Role
from recist.model.reading import Diameters
from recist.trial.calipers import POINT, CaliperRecord


def mark_point(document: Document, command: MarkPoint, lesion: Lesion) -> Document:
    """Keep where a lesion is, which is there then; the reader's judgement of it stays.

    Raises
    ------
    Refused
        For a target, which is measured, for what is no lesion, and for a fragment where the
        lesion that it is of is whole.
    """
    if lesion.role is Role.TARGET:
        raise Refused(tr("{lesion} is a target: drag its longest diameter", lesion=lesion.id))
    if lesion.role in (Role.MARKER, Role.VISIT):
        raise Refused(tr("{lesion} is no lesion with a place", lesion=lesion.id))
    demand_apart(document, command.subject, command.visit, lesion.id)
    row = row_for(document, command.subject, command.visit, lesion)
    known = row.state if row.source else None
    row = replace(
        row,
        state=measured_in(lesion.role, known, Diameters()),
        date=row.date if row.date.text else command.date,
        image=command.image,
        method=command.method or row.method,
        slice_thickness=thickness_of(command.slice_thickness_mm),
        reason="",
        source=row.source or "reading room",
    )
    record = CaliperRecord(
        subject=command.subject,
        reader=document.reader,
        visit=command.visit,
        lesion=lesion.id,
        long_axis_lps_mm=(command.point_lps_mm, command.point_lps_mm),
        short_axis_lps_mm=None,
        frame_of_reference=command.frame_of_reference,
        image=command.image,
        method=POINT,
    )
    return put_caliper(put_row(document, row), record)
