"""One report as a DICOM file: its content tree, and where it comes from."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from recist.formats.sr import codes
from recist.formats.sr.evidence import Images
from recist.formats.sr.items import CONTEXT, MODIFIER, Item, Maker
from recist.formats.sr.lesions import Told, lesion_group
from recist.formats.sr.modules import MAKER, dataset_of
from recist.formats.sr.responses import response_group
from recist.formats.sr.texts import person_name
from recist.formats.sr.uids import uid_of
from recist.formats.sr.visits import Report

WITHOUT_CHAIN = "reading table, no audit chain"


def content_of(make: Maker, report: Report, images: Images) -> Item:
    """Return the content tree (TID 1500)."""
    trial = report.record.origin.trial
    groups = [
        lesion_group(
            make,
            Told(trial=trial, row=row, caliper=report.calipers.get(row.lesion), when=report.when),
            images,
        )
        for row in report.rows
    ]
    groups += [response_group(make, one) for one in report.answers]
    items = [
        make.code(codes.LANGUAGE, codes.ENGLISH, MODIFIER),
        *_observers(make, report),
        make.code(codes.SUBJECT_CLASS, codes.PATIENT, CONTEXT),
        *make.text(codes.SUBJECT_ID, report.subject, CONTEXT),
        make.code(codes.PROCEDURE, codes.IMAGING_PROCEDURE, MODIFIER),
        make.container(codes.IMAGING_MEASUREMENTS, groups),
        make.container(codes.EVALUATIONS, _origin(make, report)),
    ]
    return make.container(codes.TITLE, items, template="1500", root=True)


def reader_name(report: Report) -> str:
    """Return the printed name of who has signed; the reader's id where nobody has."""
    if report.signature is not None:
        return report.signature.printed_name
    return report.reader or "reader"


def _observers(make: Maker, report: Report) -> list[Item]:
    name = person_name(reader_name(report))
    if name.note:
        make.note(name.note, "name of the reader")
    program = report.record.origin.program
    return [
        make.code(codes.OBSERVER_TYPE, codes.PERSON, CONTEXT),
        make.person(codes.PERSON_NAME, name.text),
        *make.text(codes.LOGIN_NAME, report.reader, CONTEXT),
        make.code(codes.OBSERVER_TYPE, codes.DEVICE, CONTEXT),
        make.uid(codes.DEVICE_UID, uid_of("device", program)),
        *make.text(codes.DEVICE_NAME, program, CONTEXT),
        *make.text(codes.DEVICE_MANUFACTURER, MAKER, CONTEXT),
        *make.text(codes.DEVICE_MODEL, MAKER, CONTEXT),
    ]


def _origin(make: Maker, report: Report) -> list[Item]:
    """Return where the report comes from, in full length."""
    record = report.record
    accepted = record.is_accepted(report.subject, report.reader)
    return [
        make.code(codes.ACCEPTED, codes.YES if accepted else codes.NO),
        *make.text(codes.TRIAL, record.origin.trial),
        *make.text(codes.PROGRAM, record.origin.program),
        *make.text(codes.HEAD, record.origin.head or WITHOUT_CHAIN),
        *(one for held in record.judged for one in make.text(codes.PROTOCOL, held.protocol.id)),
    ]


def file_of(report: Report, images: Images) -> tuple[bytes, tuple[str, ...]]:
    """Return a report as the bytes of its file, and what it could not hold as it was."""
    make = Maker()
    content = content_of(make, report, images)
    study = next(iter(make.images.values()), None) or images.first(report.nearby)
    document = dataset_of(make, report, content, study)
    return _bytes(document), make.notes


def _bytes(document: Any) -> bytes:
    stream = BytesIO()
    document.save_as(stream, enforce_file_format=True)
    return stream.getvalue()
