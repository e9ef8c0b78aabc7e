"""One lesion at one visit as a measurement group (TID 1501), measured or not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from recist.formats.sr import codes
from recist.formats.sr.codes import Coded
from recist.formats.sr.evidence import Image, Images
from recist.formats.sr.items import CONTAINS, CONTEXT, INFERRED, MODIFIER, Item, Maker, under
from recist.formats.sr.organs import ORGANS, organ_code, side_of
from recist.formats.sr.pixel_points import pixels_of
from recist.formats.sr.time_point import TimePoint, time_point
from recist.formats.sr.uids import is_uid, uid_of
from recist.model.length import Length
from recist.model.lesion import Role
from recist.model.reading import Diameters, Merged, NotDone, NotEvaluable, diameters_of
from recist.model.row import Row
from recist.model.words import word_of
from recist.trial.calipers import Axis, CaliperRecord, is_point

WITHOUT_LESION = "(visit)"
WITHOUT_LINE = "no end points, since no line was drawn or its image is not there"
NO_LESION = (Role.MARKER, Role.VISIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a group is made of: the row, and the caliper where there is one."""

    trial: str
    row: Row
    caliper: CaliperRecord | None
    when: TimePoint


def tracking_uid(trial: str, row: Row) -> str:
    """Return the UID of a lesion: the same at every visit, one for each reader's own lesion."""
    kind = "visit" if row.role is Role.VISIT else "lesion"
    return uid_of(kind, trial, row.subject, row.reader, row.lesion)


def lesion_group(make: Maker, told: Told, images: Images) -> Item:
    """Return the measurement group of a row of the reading table."""
    row = told.row
    items = [
        *make.text(codes.TRACKING_ID, row.lesion or WITHOUT_LESION, CONTEXT),
        make.uid(codes.TRACKING_UID, tracking_uid(told.trial, row)),
        make.code(codes.FINDING, _finding(row)),
        *time_point(make, told.when),
        *_site(make, row),
        *_lengths(make, told, images),
        make.code(codes.ROLE, codes.ROLES[row.role]),
        make.code(codes.STATE, codes.STATES[word_of(row.state)]),
        *_particulars(make, row),
        *_place(make, told.caliper, images),
        *_image(make, row, images),
    ]
    return make.container(codes.MEASUREMENT_GROUP, items, template="1501")


def _finding(row: Row) -> Coded:
    if row.role in NO_LESION:
        return codes.ROLES[row.role]
    return codes.NODE if row.nodal else codes.LESION


def _site(make: Maker, row: Row) -> list[Item]:
    if not row.organ:
        return []
    code = organ_code(row.organ)
    if code.scheme == codes.OWN_SCHEME:
        make.note("no public code is known here, one of our own stands for it", row.organ)
    item = make.code(codes.FINDING_SITE, code, MODIFIER)
    side = side_of(row.site)
    under(item, [make.code(codes.LATERALITY, side, MODIFIER)] if side else [])
    return [item]


def _lengths(make: Maker, told: Told, images: Images) -> list[Item]:
    """Return each axis that was read, and the line that it was measured on where there is one."""
    axes = diameters_of(told.row.state)
    items = []
    for name, length, line in _axes(axes, told.caliper):
        if length is None:
            continue
        item = make.length(name, length.um)
        found = [] if line is None else _line(make, line, told, images)
        if not found:
            make.note(WITHOUT_LINE, f"{told.row.lesion} {name.meaning.lower()}")
        items.append(under(item, found))
    thickness = told.row.slice_thickness
    if thickness is not None:
        items.append(make.length(codes.SLICE_THICKNESS, thickness.um))
    return items


def _axes(
    axes: Diameters, caliper: CaliperRecord | None
) -> Iterable[tuple[Coded, Length | None, Axis | None]]:
    drawn = caliper if caliper is not None and not is_point(caliper) else None
    long = drawn.long_axis_lps_mm if drawn else None
    # The reading room takes the long axis of a caliper for the viable diameter too, so that the
    # line belongs to both as long as they are equal.
    viable = long if axes.longest is None or axes.viable == axes.longest else None
    yield codes.LONG_AXIS, axes.longest, long
    yield codes.SHORT_AXIS, axes.short, drawn.short_axis_lps_mm if drawn else None
    yield codes.VIABLE_DIAMETER, axes.viable, viable


def _line(make: Maker, line: Axis, told: Told, images: Images) -> list[Item]:
    assert told.caliper is not None
    return _coordinates(make, codes.PATH, line, told.caliper, images, INFERRED)


def _coordinates(
    make: Maker,
    name: Coded,
    points: tuple[tuple[float, float, float], ...],
    caliper: CaliperRecord,
    images: Images,
    relation: str,
) -> list[Item]:
    """Return points on their image; in patient space where they lie on none; else nothing."""
    image = images.find(caliper.image)
    if image is not None and image.geometry is not None and _same_space(image, caliper):
        pixels = pixels_of(image.geometry, points)
        if pixels is not None:
            return [make.on_image(name, pixels, image, relation)]
    if is_uid(caliper.frame_of_reference):
        return [make.in_patient(name, points, caliper.frame_of_reference, relation)]
    return []


def _same_space(image: Image, caliper: CaliperRecord) -> bool:
    return caliper.frame_of_reference in ("", image.frame_of_reference)


def _place(make: Maker, caliper: CaliperRecord | None, images: Images) -> list[Item]:
    if caliper is None or not is_point(caliper):
        return []
    place = (caliper.long_axis_lps_mm[0],)
    return _coordinates(make, codes.PLACE, place, caliper, images, CONTAINS)


def _particulars(make: Maker, row: Row) -> list[Item]:
    items = []
    if row.change is not None:
        items.append(make.code(codes.CHANGE, codes.CHANGES[row.change]))
    if row.role not in NO_LESION:
        items.append(make.code(codes.CHARACTER, codes.CHARACTERS[row.character]))
    if row.progressed_since:
        items.append(make.code(codes.PROGRESSED_SINCE, codes.YES))
    if row.accepted is not None:
        items.append(make.code(codes.ACCEPTED, codes.YES if row.accepted else codes.NO))
    items += make.day(codes.STUDY_DATE, row.date, codes.PARTIAL_DATE)
    if row.organ and ORGANS.get(row.organ) != organ_code(row.organ):
        items += make.text(codes.ORGAN, row.organ)
    items += make.text(codes.SITE, row.site)
    items += make.text(codes.PARENT, _parent(row))
    items += make.text(codes.REASON, _reason(row))
    items += make.text(codes.METHOD_READ, row.method)
    items += make.text(codes.FIELD, row.field)
    items += make.text(codes.COMMENT, row.comment)
    for column, text in row.extra:
        items += make.text(codes.OTHER_COLUMN, f"{column}\n{text}")
    return items


def _parent(row: Row) -> str:
    return row.parent or (row.state.into if isinstance(row.state, Merged) else "")


def _reason(row: Row) -> str:
    held = row.state.reason if isinstance(row.state, NotDone | NotEvaluable) else ""
    return row.reason or held


def _image(make: Maker, row: Row, images: Images) -> list[Item]:
    """Return the image that the row names; its name as text where it is not there."""
    if not row.image:
        return []
    image = images.find(row.image)
    if image is not None:
        return [make.image(codes.SOURCE_IMAGE, image)]
    make.note("an image that is not there is named, and not referred to", row.image)
    return make.text(codes.IMAGE, row.image)
