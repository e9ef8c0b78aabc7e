"""Rows of the reading table, made of the records of one lesion at one visit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from recist.formats.sdtm_in.lengths import Note
from recist.formats.sdtm_in.lesions import Lesions, role_of, site_of
from recist.formats.sdtm_in.places import Course, date_of, day_in
from recist.formats.sdtm_in.records import Record, UnreadableError
from recist.formats.sdtm_in.results import LONGEST, SHORT, VIABLE, Result, result_of
from recist.formats.sdtm_in.said import Said, role_named
from recist.formats.sdtm_in.supplements import is_own
from recist.model.errors import InputError
from recist.model.finding import Finding, Severity
from recist.model.lesion import Role
from recist.model.row import Row
from recist.trial.row_cells import row_from_cells

COLUMN_OF = {
    "RCREADER": "reader",
    "RCVISIT": "visit",
    "RCDATE": "date",
    "RCLESION": "lesion",
    "RCROLE": "role",
    "RCORGAN": "organ",
    "RCSITE": "site",
    "RCNODAL": "nodal",
    "RCCHAR": "character",
    "RCSTATE": "state",
    "RCCHANGE": "change",
    "RCVIABLE": "viable_diameter_mm",
    "RCPARENT": "parent",
    "RCPROGSN": "progressed_since",
    "RCMETHOD": "method",
    "RCTHICK": "slice_thickness_mm",
    "RCFIELD": "field",
    "RCIMAGE": "image",
    "RCREASON": "reason",
    "RCCOMM": "comment",
}
"""Columns that the supplemental qualifiers of our own exports say, over the standard variables."""

AXES = {
    LONGEST: "longest_diameter_mm",
    SHORT: "short_axis_mm",
    VIABLE: "viable_diameter_mm",
}
METHODS = {"CT SCAN": "CT", "MRI SCAN": "MRI", "MAGNETIC RESONANCE IMAGING": "MRI"}
FLAGS, YES_NO = ("RCNODAL", "RCPROGSN"), {"Y": "yes", "N": "no"}
UNDATED = ("not-done", "not-evaluable")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A lesion at a visit of one read.

    ``day`` is the date of the visit, for a lesion that has none of its own; ``accepted`` is yes,
    no or empty.
    """

    course: Course
    visit: str
    link: str
    day: str = ""
    accepted: str = ""


def row_of(place: Place, records: Sequence[Record], lesions: Lesions) -> Row:
    """Make the row of a lesion out of its records in TR.

    Raises
    ------
    UnreadableError
        For a value that cannot be taken, or a lesion whose role nobody says.
    """
    first, told = records[0], _told(records)
    found = lesions.at(place.course, place.link, place.visit)
    site = site_of(found)
    located = found is not None and bool(site.organ)
    nodal = {"yes": True, "no": False}.get(told.get("RCNODAL", ""), site.nodal if located else None)
    result = result_of(records, nodal=nodal)
    role = _role(first, found, told, result, place)
    state = told.get("RCSTATE") or result.state(role)
    reason = result.reason if state in UNDATED else ""
    dates = [day for one in records if (day := date_of(one, "TR"))]
    own = dates[0] if dates else ("" if found is None else _day_there(found, place, lesions))
    cells = _base(place, found) | {
        "date": own or ("" if state in UNDATED else place.day),
        "role": role,
        "nodal": "yes" if result.nodal else "no",
        "state": state,
        "change": result.change() if role is not Role.TARGET else "",
        "parent": _parent(place, result, records, lesions),
        "method": _method(first.text("TRMETHOD") or _method_of(found)),
        "image": first.text("TRREFID"),
        "reason": reason,
    }
    if state != "absent":
        cells |= {AXES[test]: format(mm, "f") for test, mm in result.axes.items()}
    return made(cells, told, first.place, result.notes)


def identified_row(place: Place, record: Record) -> Row:
    """Make the row of a lesion that TU identifies at a visit, and TR says nothing of there.

    That it was found is what is read of a non-target or new lesion; a target has no value.
    """
    role = role_of(record)
    if role is None and "RCROLE" not in record.more:
        raise record.fault("TUORRES", f"{record.text('TUORRES')!r} is no role that is known")
    states = {Role.TARGET: "not-done", Role.NON_TARGET: "present"}
    notes: list[Note] = []
    if role is Role.TARGET:
        notes.append(
            (Severity.WARNING, "not-measured", "is identified here, and no record measures it")
        )
    cells = _base(place, record) | {
        "date": date_of(record, "TU") or place.day,
        "role": role or "",
        "nodal": "yes" if site_of(record).nodal else "no",
        "state": states.get(role or Role.NEW, "unequivocal"),
        "method": _method(record.text("TUMETHOD")),
        "reason": "identified, not measured" if role is Role.TARGET else "",
    }
    return made(cells, _told([record]), record.place, notes)


def made(
    cells: Mapping[str, str], told: Mapping[str, str], where: str, notes: Iterable[Note]
) -> Row:
    """Make a row of the cells, our own qualifiers over them, with what was noticed."""
    own = {COLUMN_OF[name]: text for name, text in told.items() if name in COLUMN_OF}
    if own.get("reader", "") == "":
        own.pop("reader", None)
    try:
        # A visit without a full date is judged as far as it can be, with an error finding.
        row = row_from_cells({**cells, **own}, where, is_kept=True)
    except InputError as error:
        raise UnreadableError(where, str(error).removeprefix(where).lstrip(", ")) from None
    noticed = tuple(finding(row, note) for note in notes)
    return replace(row, findings=(*row.findings, *noticed))


def finding(row: Row, note: Note) -> Finding:
    """Say of a row what was noticed."""
    severity, code, message = note
    return Finding(
        severity=severity,
        code=code,
        message=f"{row.lesion or row.visit} {message}",
        lesion=row.lesion or None,
        visit=row.visit,
    )


def _base(place: Place, found: Record | None) -> dict[str, str]:
    site = site_of(found)
    subject, reader = place.course
    return {
        "subject": subject,
        "reader": reader,
        "visit": place.visit,
        "lesion": place.link,
        "organ": site.organ,
        "site": site.site,
        "accepted": place.accepted,
        "progressed_since": "yes" if _progressed(found) else "",
    }


def _told(records: Iterable[Record]) -> dict[str, str]:
    told: dict[str, str] = {}
    for record in records:
        told |= record.more
    for name in FLAGS:
        if name in told:
            told[name] = YES_NO.get(told[name].upper(), told[name])
    return told


def _role(
    first: Record,
    found: Record | None,
    told: Mapping[str, str],
    result: Result,
    place: Place,
) -> Role:
    if "RCROLE" in told:
        try:
            return Role(told["RCROLE"])
        except ValueError:
            raise UnreadableError(first.place, f"RCROLE {told['RCROLE']!r} is no role") from None
    group, identified = role_named(first.word("TRGRPID")), role_of(found)
    if identified is not None:
        if group is not None and group is not identified:
            said = f"is {identified} in TU and {group} in TRGRPID: TU is taken"
            result.notes.append((Severity.WARNING, "role-differs", said))
        return identified
    if group is None:
        raise first.fault(
            "TRGRPID",
            f"nobody says whether {place.link} is TARGET, NON-TARGET or NEW: no record of TU "
            f"identifies it, and TRGRPID is {first.text('TRGRPID') or 'empty'}",
        )
    return group


def _parent(place: Place, result: Result, records: Sequence[Record], lesions: Lesions) -> str:
    """Return what a merged lesion has merged with, or what a fragment comes from."""
    if Said.MERGED not in result.said:
        return lesions.parent_of(place.course, place.link)
    names = ("TRREASND", "TRORRES", "TRSTRESC")
    texts = [one.text(name) for one in records for name in names]
    texts.append(lesions.merged_into(place.course, place.link))
    return lesions.named_in(place.course, " ".join(texts), place.link)


def _day_there(found: Record, place: Place, lesions: Lesions) -> str:
    at = lesions.places.visit(found, "TU")
    return day_in(found.text("TUDTC")) if at == place.visit else ""


def _method_of(found: Record | None) -> str:
    """Return the method by which a lesion was identified, where TR may say it once for all."""
    return "" if found is None or is_own(found) else found.text("TUMETHOD")


def _method(text: str) -> str:
    return METHODS.get(text.upper(), text)


def _progressed(found: Record | None) -> bool:
    if found is None:
        return False
    return any(found.more.get(name, "").upper() == "Y" for name in ("TUPRVIRP", "PRVIRP"))
