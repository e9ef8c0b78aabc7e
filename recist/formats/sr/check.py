"""Reads the reports back with pydicom alone and compares them with the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

from recist.formats.sr import codes
from recist.formats.sr.check_expected import Expected, Images, Tracking, expected_of, images_of
from recist.formats.sr.check_lines import line_faults
from recist.formats.sr.codes import Coded
from recist.formats.sr.evidence import is_dicom_day
from recist.formats.sr.organs import organ_code
from recist.formats.sr.paths import FOLDER, report_paths
from recist.formats.sr.texts import long_text
from recist.formats.sr.tree import Node, node_of
from recist.model.assessment import VisitAssessment
from recist.model.lesion import Role
from recist.model.reading import diameters_of
from recist.model.row import Row
from recist.model.words import word_of
from recist.trial.calipers import CaliperRecord
from recist.trial.record import ExportRecord

WITHOUT_CHARACTER = (Role.MARKER, Role.VISIT)
NO_CHAIN = "reading table, no audit chain"


def check(record: ExportRecord, folder: Path) -> Iterable[str]:
    """Yield a line for each difference between the reports in a folder and the record."""
    expected = expected_of(record)
    places = report_paths(one.key for one in expected)
    known = {folder / place for place in places.values()}
    for found in sorted((folder / FOLDER).rglob("*.dcm")):
        if found not in known:
            yield f"{found.relative_to(folder).as_posix()}: stands for nothing in the record"
    images, tracking = images_of(record), Tracking()
    for one in expected:
        place = places[one.key]
        for fault in _faults(one, folder / place, images, tracking):
            yield f"{place.as_posix()}: {fault}"


def _faults(expected: Expected, path: Path, images: Images, tracking: Tracking) -> Iterator[str]:
    from pydicom import dcmread

    from recist.formats.dicom.values import DAMAGE

    try:
        read = dcmread(path)
        root, verified = node_of(read), str(read.get("VerificationFlag"))
    except DAMAGE as error:
        yield f"cannot be read back ({error})"
        return
    yield from _document(expected, verified, root)
    measured = root.one(codes.IMAGING_MEASUREMENTS.key)
    groups = [] if measured is None else list(measured.all(codes.MEASUREMENT_GROUP.key))
    response = " ".join(codes.RESPONSE.key)
    lesions = [one for one in groups if one.text(codes.FINDING.key) != response]
    answers = [one for one in groups if one.text(codes.FINDING.key) == response]
    yield from _lesions(expected, lesions, images, tracking)
    yield from _responses(expected, answers)


def _document(expected: Expected, verification: str, root: Node) -> Iterator[str]:
    origin = root.one(codes.EVALUATIONS.key)
    if origin is None:
        yield "does not say where it comes from"
        return
    record = expected.record
    said = record.origin
    names = [held.protocol.id for held in record.judged]
    accepted = record.is_accepted(expected.subject, expected.reader)
    for what, found, wanted in (
        ("trial", origin.texts(codes.TRIAL.key), _held(said.trial)),
        ("program", origin.texts(codes.PROGRAM.key), _held(said.program)),
        ("head", origin.texts(codes.HEAD.key), _held(said.head or NO_CHAIN)),
        ("protocols", origin.texts(codes.PROTOCOL.key), _held(*names)),
        ("subject", root.texts(codes.SUBJECT_ID.key), _held(expected.subject)),
        ("reader", root.texts(codes.LOGIN_NAME.key), _held(expected.reader)),
        ("accepted", origin.texts(codes.ACCEPTED.key), _yes(accepted)),
        ("verification", [verification], ["VERIFIED" if expected.signed else "UNVERIFIED"]),
    ):
        yield from _differ(what, found, wanted)


def _lesions(
    expected: Expected, groups: list[Node], images: Images, tracking: Tracking
) -> Iterator[str]:
    labels = [_held(row.lesion or "(visit)")[0] for row in expected.rows]
    found = [one.text(codes.TRACKING_ID.key) for one in groups]
    if found != labels:
        yield f"has the lesions {', '.join(found)}, not {', '.join(labels)}"
        return
    for row, group in zip(expected.rows, groups, strict=True):
        caliper = expected.calipers.get(row.lesion)
        tracked = tracking.fault(expected, row.lesion, group.text(codes.TRACKING_UID.key))
        for fault in (
            *([tracked] if tracked else []),
            *_row(row, group, expected.visit),
            *_lines(group, caliper, images),
        ):
            yield f"{row.lesion or 'visit'}: {fault}"


def _row(row: Row, group: Node, visit: str) -> Iterator[str]:
    axes = diameters_of(row.state)
    for name, length in (
        (codes.LONG_AXIS, axes.longest),
        (codes.SHORT_AXIS, axes.short),
        (codes.VIABLE_DIAMETER, axes.viable),
        (codes.SLICE_THICKNESS, row.slice_thickness),
    ):
        yield from _length(name, group, None if length is None else length.um)
    yield from _differ("visit", group.texts(codes.TIME_POINT.key), _held(visit))
    for what, name, wanted in (
        ("role", codes.ROLE, _code(codes.ROLES[row.role])),
        ("state", codes.STATE, _code(codes.STATES[word_of(row.state)])),
        ("finding", codes.FINDING, _finding(row)),
        ("character", codes.CHARACTER, _character(row)),
        ("change", codes.CHANGE, _code(codes.CHANGES[row.change]) if row.change else []),
        ("accepted", codes.ACCEPTED, [] if row.accepted is None else _yes(row.accepted)),
        ("date", codes.STUDY_DATE if is_dicom_day(row.date.day) else codes.PARTIAL_DATE, _day(row)),
        ("organ", codes.FINDING_SITE, _code(organ_code(row.organ)) if row.organ else []),
        ("site", codes.SITE, _held(row.site)),
        ("method", codes.METHOD_READ, _held(row.method)),
        ("radiation field", codes.FIELD, _held(row.field)),
        ("comment", codes.COMMENT, _held(row.comment)),
        ("reason", codes.REASON, _held(row.reason or getattr(row.state, "reason", ""))),
        ("parent", codes.PARENT, _held(row.parent or getattr(row.state, "into", ""))),
    ):
        yield from _differ(what, group.texts(name.key), wanted)
    # An image that is not at hand is named in a text.
    image = [*group.texts(codes.SOURCE_IMAGE.key), *group.texts(codes.IMAGE.key)]
    yield from _differ("image", image, _held(row.image))


def _lines(group: Node, caliper: CaliperRecord | None, images: Images) -> Iterator[str]:
    for name in (codes.LONG_AXIS, codes.SHORT_AXIS, codes.VIABLE_DIAMETER):
        item = group.one(name.key)
        if item is not None:
            yield from line_faults(name, item, caliper, images)


def _responses(expected: Expected, groups: list[Node]) -> Iterator[str]:
    found = {(one.text(codes.PROTOCOL.key), one.text(codes.SCOPE.key)): one for one in groups}
    wanted = {
        (_held(protocol)[0], _held(scope)[0]): visit
        for (protocol, scope), visit in expected.answers.items()
    }
    if found.keys() != wanted.keys():
        yield f"has responses for {sorted(found)}, not {sorted(wanted)}"
        return
    for key, visit in wanted.items():
        for fault in _response(visit, found[key]):
            yield f"{', '.join(key)}: {fault}"


def _response(visit: VisitAssessment, group: Node) -> Iterator[str]:
    for name, um in (
        (codes.SUM, visit.sum_um),
        (codes.BASELINE_SUM, visit.baseline_sum_um),
        (codes.NADIR_SUM, visit.nadir_sum_um),
        (codes.NEW_SUM, visit.new_sum_um),
    ):
        yield from _length(name, group, um)
    for name, table, answer in (
        (codes.TARGET, codes.TARGET_RESPONSES, visit.target),
        (codes.NON_TARGET, codes.NON_TARGET_RESPONSES, visit.non_target),
        (codes.OVERALL, codes.RESPONSES, visit.overall),
        (codes.OVERALL_AS_READ, codes.RESPONSES, visit.overall_as_read),
    ):
        given = [] if answer is None else _code(table[answer])
        yield from _differ(name.meaning.lower(), group.texts(name.key), given)
    new = _code(codes.NEW_LESIONS[visit.new_lesion])
    yield from _differ("new lesion", group.texts(codes.NEW_LESION.key), new)
    whole = _yes(visit.new_complete) if visit.new_targets else []
    yield from _differ("sum of new lesions", group.texts(codes.NEW_COMPLETE.key), whole)


def _length(name: Coded, group: Node, um: int | None) -> Iterator[str]:
    item = group.one(name.key)
    if item is None or um is None:
        if (item is None) != (um is None):
            yield f"{name.meaning.lower()} is {'missing' if item is None else 'there, unread'}"
        return
    if item.unit != codes.MM.key:
        yield f"{name.meaning.lower()} is in {item.unit}, not in mm"
    try:
        same = Decimal(item.value) * 1000 == um
    except InvalidOperation:
        same = False
    if not same:
        yield f"{name.meaning.lower()} is {item.value} mm, not {um} µm"


def _differ(what: str, found: list[str], wanted: list[str]) -> Iterator[str]:
    if found != wanted:
        yield f"{what} is {', '.join(found) or 'missing'}, not {', '.join(wanted) or 'empty'}"


def _held(*texts: str) -> list[str]:
    return [long_text(text).text for text in texts if text]


def _finding(row: Row) -> list[str]:
    if row.role in WITHOUT_CHARACTER:
        return _code(codes.ROLES[row.role])
    return _code(codes.NODE if row.nodal else codes.LESION)


def _character(row: Row) -> list[str]:
    return [] if row.role in WITHOUT_CHARACTER else _code(codes.CHARACTERS[row.character])


def _day(row: Row) -> list[str]:
    text = row.date.text
    return _held(text.replace("-", "") if is_dicom_day(row.date.day) else text)


def _code(code: Coded) -> list[str]:
    return [" ".join(code.key)]


def _yes(is_so: bool) -> list[str]:
    return _code(codes.YES if is_so else codes.NO)
