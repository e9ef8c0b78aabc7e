"""Tumour markers: followed beside the lesions, where the protocol follows them (rules §1.5)."""

from __future__ import annotations

from dataclasses import replace

from gui.state.commands import AddMarker, Refused
from gui.state.document import Document, baseline_of, lesions_of
from gui.state.rewriting import put_row, row_for
from gui.state.tongue import tr
from recist.model.lesion import Lesion, Role
from recist.model.reading import NotDone

NO_VALUE = NotDone("no value entered yet")


def add_marker(document: Document, command: AddMarker) -> Document:
    """Add a marker without a value at baseline, from where its course is judged.

    Raises
    ------
    Refused
        Without a name, or where the subject has something of that name.
    """
    name = " ".join(command.name.split())
    baseline = baseline_of(document, command.subject)
    if not name:
        raise Refused(tr("A marker needs a name, such as CA 15-3."))
    if baseline is None:
        raise Refused(tr("There is no visit yet to enter a marker at."))
    if any(one.id == name for one in lesions_of(document, command.subject)):
        raise Refused(tr("{name} exists already; choose another name.", name=name))
    marker = Lesion(id=name, role=Role.MARKER)
    row = row_for(document, command.subject, baseline.label, marker)
    return put_row(
        document, replace(row, state=NO_VALUE, reason=NO_VALUE.reason, source="reading room")
    )
