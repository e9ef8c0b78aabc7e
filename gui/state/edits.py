"""``apply(document, command)``: a new document, or `Refused` with the reason. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import assert_never

from gui.state.commands import (
    AddMarker,
    AssignStudy,
    Command,
    DeleteLesion,
    DeleteReading,
    MarkPoint,
    Measure,
    RedateVisit,
    Refused,
    RenameSubject,
    RenameVisit,
    SetComment,
    SetKeyImage,
    SetLesion,
    SetState,
    SplitLesion,
)
from gui.state.document import (
    Document,
    baseline_of,
    find_caliper,
    find_row,
    lesions_of,
    own_rows,
    visits_of,
)
from gui.state.markers import add_marker
from gui.state.pointing import mark_point
from gui.state.rewriting import (
    change_rows,
    drop_calipers,
    put_caliper,
    put_row,
    relabel,
    row_for,
    thickness_of,
    without,
)
from gui.state.splitting import demand_apart, family_of, names_after, parents_of, split
from gui.state.tongue import tr
from gui.state.visit_edits import rearrange, rename
from gui.state.words import PREFIXES, measured_in, state_in
from recist.measure.caliper import Axis, length_mm, rounded_length
from recist.model.lesion import Lesion, Role
from recist.model.reading import Assessed, Diameters, Sized, State, diameters_of
from recist.model.row import Row
from recist.trial.calipers import MANUAL, CaliperRecord, is_point

NODE = "lymph node"
KEPT = "kept as target: "
"""What stands before the reason for which a target passes that the protocol speaks against."""
_OWN_NAME = re.compile(r"(T|NT|N|M)\d+")


def apply(document: Document, command: Command) -> Document:
    """Return the document after a command.

    Raises
    ------
    Refused
        Where the command would spoil the document; nothing has changed then.
    """
    match command:
        case Measure():
            return _measure(document, command)
        case MarkPoint() | SplitLesion() | AddMarker():
            return _add(document, command)
        case SetState():
            return _set_state(document, command)
        case SetKeyImage():
            return _set_key_image(document, command)
        case SetLesion():
            return _set_lesion(document, command)
        case SetComment():
            return _set_comment(document, command)
        case DeleteLesion() | DeleteReading():
            return _delete(document, command)
        case RenameSubject() | RenameVisit():
            return rename(document, command)
        case RedateVisit() | AssignStudy():
            return rearrange(document, command)
        case _:
            assert_never(command)


def _add(document: Document, command: MarkPoint | SplitLesion | AddMarker) -> Document:
    match command:
        case MarkPoint():
            return mark_point(document, command, _known_or_new(document, command))
        case SplitLesion():
            return split(document, command)
        case AddMarker():
            return add_marker(document, command)


def next_name(document: Document, subject: str, role: Role) -> str:
    """Return the name that the next lesion of a role gives itself: T1, NT1, N1 and on."""
    prefix = PREFIXES[role]
    pattern = re.compile(rf"{prefix}(\d+)(\..*)?")
    taken = [pattern.fullmatch(lesion.id) for lesion in lesions_of(document, subject)]
    return f"{prefix}{max((int(one[1]) for one in taken if one), default=0) + 1}"


def diameters(long_axis: Axis, short_axis: Axis | None, precision_mm: Decimal) -> Diameters:
    """Return both axes as lengths, each rounded once; the longer one is the longest diameter."""
    lengths = [rounded_length(long_axis, precision_mm)]
    if short_axis is not None:
        lengths.append(rounded_length(short_axis, precision_mm))
    lengths.sort(reverse=True)
    return Diameters(longest=lengths[0], short=lengths[1] if len(lengths) > 1 else None)


def _measure(document: Document, command: Measure) -> Document:
    lesion = _known_or_new(document, command, command.organ)
    name = lesion.id
    demand_apart(document, command.subject, command.visit, name)
    row = row_for(document, command.subject, command.visit, lesion)
    measured = diameters(command.long_axis_lps_mm, command.short_axis_lps_mm, command.precision_mm)
    if measured.longest is not None and not measured.longest.um:
        raise Refused(tr("0 mm is no measurement; A says that {lesion} is absent.", lesion=name))
    if command.viable:
        measured = replace(measured, viable=measured.longest)
    row = replace(
        row,
        state=measured_in(lesion.role, row.state if row.source else None, measured),
        date=row.date if row.date.text else command.date,
        image=command.image,
        method=command.method or row.method,
        slice_thickness=thickness_of(command.slice_thickness_mm),
        reason="",
        comment=_joined(row.comment, command.comment),
        source=row.source or "reading room",
    )
    return put_caliper(put_row(document, row), _record(document, command, name))


def _known_or_new(document: Document, command: Measure | MarkPoint, organ: str = "") -> Lesion:
    known = {one.id: one for one in lesions_of(document, command.subject)}
    name = command.lesion or next_name(document, command.subject, command.role)
    new = Lesion(id=name, role=command.role, organ=organ, nodal=organ.casefold() == NODE)
    return known.get(name, new)


def _joined(comment: str, more: str) -> str:
    return "; ".join(part for part in (comment, more) if part)


def _record(document: Document, command: Measure, name: str) -> CaliperRecord:
    long, short = command.long_axis_lps_mm, command.short_axis_lps_mm
    if short is not None and length_mm(short) > length_mm(long):
        long, short = short, long
    return CaliperRecord(
        subject=command.subject,
        reader=document.reader,
        visit=command.visit,
        lesion=name,
        long_axis_lps_mm=long,
        short_axis_lps_mm=short,
        frame_of_reference=command.frame_of_reference,
        image=command.image,
        method=MANUAL,
    )


def _set_state(document: Document, command: SetState) -> Document:
    lesion = _lesion(document, command.subject, command.lesion)
    demand_apart(document, command.subject, command.visit, lesion.id)
    row = row_for(document, command.subject, command.visit, lesion)
    at = (command.subject, command.visit, command.lesion)
    record = find_caliper(document, *at)
    marked = record is not None and is_point(record) and isinstance(command.state, Sized)
    seen = _has_length(command.state) or marked
    thickness = thickness_of(command.slice_thickness_mm) or row.slice_thickness
    row = replace(
        row,
        state=command.state,
        reason=command.reason,
        # The image was that of the length that goes; a key image without a length stays.
        image=row.image if seen else command.image or ("" if _has_length(row.state) else row.image),
        method=row.method if seen and row.method else command.method or row.method,
        slice_thickness=row.slice_thickness if seen and row.slice_thickness else thickness,
        parent=getattr(command.state, "into", "") or row.parent,
        source=row.source or "reading room",
    )
    changed = put_row(document, row)
    if seen:
        return changed
    return drop_calipers(changed, lambda one: (one.subject, one.visit, one.lesion) == at)


def _has_length(state: State) -> bool:
    return diameters_of(state).longest is not None


def _set_key_image(document: Document, command: SetKeyImage) -> Document:
    at = (command.subject, command.visit, command.lesion)
    row = find_row(document, *at)
    if row is None:
        said = tr(
            "Say first what became of {lesion} at {visit}.",
            lesion=command.lesion,
            visit=command.visit,
        )
        raise Refused(said)
    record = find_caliper(document, *at)
    if record is not None and is_point(record):
        said = tr("The point of {lesion} says which image it was read on", lesion=command.lesion)
        raise Refused(said)
    if record is not None:
        said = tr("The caliper of {lesion} says which image it was read on.", lesion=command.lesion)
        raise Refused(said)
    return put_row(document, replace(row, image=command.image))


def _set_lesion(document: Document, command: SetLesion) -> Document:
    before = _lesion(document, command.subject, command.lesion)
    role = command.role or before.role
    label = command.label if command.label is not None else before.id
    if command.label is None and role is not before.role and _OWN_NAME.fullmatch(before.id):
        label = next_name(document, command.subject, role)
    label = label.strip()
    if not label:
        raise Refused(tr("A lesion needs a label."))
    names = names_after(parents_of(document, command.subject), before.id, label)
    others = {one.id for one in lesions_of(document, command.subject)} - set(names)
    taken = sorted(others & set(names.values()))
    if taken:
        raise Refused(tr("{label} exists already; choose another label.", label=taken[0]))
    organ, nodal = _organ_and_node(before, command)
    first = _first_visit(document, command.subject, before.id)

    def change(row: Row) -> Row:
        return replace(
            _described(row, command),
            lesion=names[row.lesion],
            role=role,
            organ=organ,
            nodal=nodal,
            state=row.state if role is before.role else state_in(role, row.state),
            comment=_joined(row.comment, command.comment)
            if (row.visit, row.lesion) == (first, before.id)
            else row.comment,
            findings=(),
        )

    def is_it(row: Row) -> bool:
        return row.lesion in names and row.role is not Role.VISIT

    changed = change_rows(document, command.subject, is_it, change)
    return relabel(changed, command.subject, names)


def _first_visit(document: Document, subject: str, lesion: str) -> str:
    """Return where a lesion was read first: what is said of it as a whole stands there."""
    labels = [one.label for one in visits_of(document, subject)]
    baseline = baseline_of(document, subject)
    if baseline is not None:
        labels.insert(0, baseline.label)
    return next((one for one in labels if find_row(document, subject, one, lesion) is not None), "")


def _described(row: Row, command: SetLesion) -> Row:
    """Return a row with what a command says of the lesion beside name, role and organ."""
    grown = command.progressed_since
    return replace(
        row,
        site=row.site if command.site is None else command.site.strip(),
        character=command.character or row.character,
        progressed_since=row.progressed_since if grown is None else grown,
    )


def _organ_and_node(before: Lesion, command: SetLesion) -> tuple[str, bool]:
    """Return organ and whether it is a node: where one of them is given, the other follows."""
    organ = before.organ if command.organ is None else command.organ.strip()
    nodal = before.nodal if command.nodal is None else command.nodal
    if command.organ is not None and command.nodal is None:
        nodal = organ.casefold() == NODE
    return (NODE if command.nodal and not organ else organ), nodal


def _set_comment(document: Document, command: SetComment) -> Document:
    row = find_row(document, command.subject, command.visit, command.lesion)
    if row is None:
        if command.lesion:
            raise Refused(tr("There is no reading here to comment on."))
        row = replace(
            row_for(document, command.subject, command.visit, Lesion(id="", role=Role.VISIT)),
            source="reading room",
        )
    comment = command.comment.strip()
    if row.role is Role.TARGET and KEPT in row.comment and not comment.partition(KEPT)[2].strip():
        said = tr(
            "The comment says why {lesion} is a target all the same: that reason stays",
            lesion=row.lesion,
        )
        raise Refused(said)
    others = any(one.lesion and one.visit == row.visit for one in own_rows(document, row.subject))
    if not comment and others and _says_nothing_else(row):
        # Without its comment the visit's own row says nothing that the lesions do not.
        return replace(document, rows=tuple(one for one in document.rows if one != row))
    return put_row(document, replace(row, comment=comment))


def _says_nothing_else(row: Row) -> bool:
    """Say whether a comment is all that a visit's own row holds; a scan may have a reason."""
    is_plain = row.role is Role.VISIT and isinstance(row.state, Assessed)
    return is_plain and not any((row.reason, row.image, row.change, row.extra))


def _lesion(document: Document, subject: str, name: str) -> Lesion:
    for lesion in lesions_of(document, subject):
        if lesion.id == name:
            return lesion
    raise Refused(tr("There is no lesion {lesion}.", lesion=name))


def _delete(document: Document, command: DeleteLesion | DeleteReading) -> Document:
    lesion = command.lesion
    if isinstance(command, DeleteReading):
        return without(
            document, command.subject, lambda at, name: (at, name) == (command.visit, lesion)
        )
    family = family_of(parents_of(document, command.subject), lesion)
    return without(document, command.subject, lambda _, name: name in family)
