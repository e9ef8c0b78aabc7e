"""One report as a DICOM file: its content tree, and the modules around it."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from typing import Any

from recist.formats.sr import codes
from recist.formats.sr.evidence import Header, Image, Images
from recist.formats.sr.items import CONTEXT, MODIFIER, Item, Maker
from recist.formats.sr.lesions import Told, lesion_group
from recist.formats.sr.responses import response_group
from recist.formats.sr.texts import person_name, short_text
from recist.formats.sr.uids import uid_of
from recist.formats.sr.visits import Report

MAKER = "recist"
WITHOUT_CHAIN = "reading table, no audit chain"
NOT_STATED = "not stated"
COMPREHENSIVE = "1.2.840.10008.5.1.4.1.1.88.33"
COMPREHENSIVE_3D = "1.2.840.10008.5.1.4.1.1.88.34"
SERIES_NUMBER = 9000
UNICODE = "ISO_IR 192"


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
        make.note(f"name of the reader: {name.note}")
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


def file_of(report: Report, images: Images) -> tuple[bytes, list[str]]:
    """Return a report as the bytes of its file, and what it could not hold as it was."""
    make = Maker()
    content = content_of(make, report, images)
    study = next(iter(make.images.values()), None) or _study(report, images)
    document = _dataset(make, report, content, study)
    _stamp(document, report, None)
    # The instance is what it says: another content is another instance, of which no archive has
    # heard, and the same content made at another time is the same.
    digest = sha256(_bytes(document)).hexdigest()
    document.SOPInstanceUID = uid_of("instance", digest)
    document.file_meta.MediaStorageSOPInstanceUID = document.SOPInstanceUID
    _stamp(document, report, datetime.fromisoformat(report.record.origin.made_at))
    return _bytes(document), make.notes


def _study(report: Report, images: Images) -> Image | None:
    """Return an image of the study of this visit where no group refers to one."""
    known = [
        name
        for name, one in report.record.images.items()
        if (one.subject, one.visit.casefold()) == (report.subject, report.visit.casefold())
    ]
    days = {row.date.day for row in report.rows} - {None}
    same_day = [
        one.slices[0].image
        for one in report.record.series
        if one.subject == report.subject and one.study_date in days and one.slices
    ]
    return images.first([*known, *same_day])


def _dataset(make: Maker, report: Report, content: Item, study: Image | None) -> Any:
    from highdicom.sr.sop import Comprehensive3DSR, ComprehensiveSR
    from pydicom.uid import UID

    kind, uid = (
        (Comprehensive3DSR, COMPREHENSIVE_3D) if make.in_space else (ComprehensiveSR, COMPREHENSIVE)
    )
    trial, program = report.record.origin.trial, report.record.origin.program
    parts = (trial, report.subject, report.reader, report.visit)
    header = _header(report, study)
    document = kind(
        evidence=[
            _evidence(header, report),
            *(_evidence(one.header, report) for one in make.images.values()),
        ],
        content=content,
        series_instance_uid=uid_of("series", *parts, header.study),
        series_number=SERIES_NUMBER,
        sop_instance_uid=uid_of("instance", *parts),
        instance_number=1,
        manufacturer=MAKER,
        is_complete=True,
        is_final=True,
        content_date="19700101",
        content_time="000000",
        series_description=_short(make, f"{program}: {report.visit}, reader {report.reader}"),
        manufacturer_model_name=MAKER,
        software_versions=_short(make, program),
        specific_character_set=UNICODE,
    )
    assert document.SOPClassUID == uid
    if not make.images:
        document.pop("CurrentRequestedProcedureEvidenceSequence", None)
    _patient(make, document, report)
    _trial(make, document, report)
    _verified(make, document, report)
    document.file_meta.ImplementationClassUID = UID(uid_of("implementation", MAKER))
    document.file_meta.ImplementationVersionName = MAKER.upper()
    return document


def _header(report: Report, study: Image | None) -> Header:
    if study is not None:
        return study.header
    day = next((row.date.day for row in report.rows if row.date.day is not None), None)
    parts = (report.record.origin.trial, report.subject, report.visit)
    return Header(
        sop_class=COMPREHENSIVE,
        instance=uid_of("no image", *parts),
        study=uid_of("study", *parts),
        series=uid_of("no series", *parts),
        study_date="" if day is None else f"{day:%Y%m%d}",
        study_time="",
        study_id="",
        frames=1,
    )


def _evidence(header: Header, report: Report) -> Any:
    """Return what highdicom asks of an image; nothing of its patient is passed on."""
    from pydicom.dataset import Dataset

    image = Dataset()
    image.SOPClassUID = header.sop_class
    image.SOPInstanceUID = header.instance
    image.StudyInstanceUID = header.study
    image.SeriesInstanceUID = header.series
    image.PatientID = short_text(report.subject).text
    image.PatientName = image.PatientBirthDate = image.PatientSex = ""
    image.AccessionNumber = image.ReferringPhysicianName = ""
    image.StudyID, image.StudyDate, image.StudyTime = (
        header.study_id,
        header.study_date,
        header.study_time,
    )
    return image


def _patient(make: Maker, document: Any, report: Report) -> None:
    document.PatientID = _short(make, report.subject) or NOT_STATED
    document.PatientIdentityRemoved = "YES"
    document.DeidentificationMethod = "the subject of the trial stands for the patient"


def _trial(make: Maker, document: Any, report: Report) -> None:
    """Fill the modules Clinical Trial Subject, Study and Series (PS3.3 C.7.1.3, C.7.2.3)."""
    record = report.record
    document.ClinicalTrialSponsorName = NOT_STATED
    document.ClinicalTrialProtocolID = _short(make, record.protocol.id) or NOT_STATED
    document.ClinicalTrialProtocolName = _short(make, record.origin.trial)
    document.ClinicalTrialSiteID = ""
    document.ClinicalTrialSiteName = ""
    document.ClinicalTrialSubjectID = _short(make, report.subject) or NOT_STATED
    document.ClinicalTrialTimePointID = _short(make, report.visit)
    document.ClinicalTrialCoordinatingCenterName = ""


def _verified(make: Maker, document: Any, report: Report) -> None:
    from pydicom.dataset import Dataset

    signature = report.signature
    if signature is None:
        return
    observer = Dataset()
    observer.VerifyingObserverName = person_name(signature.printed_name).text
    observer.VerifyingObserverIdentificationCodeSequence = []
    observer.VerifyingOrganization = _short(make, report.record.origin.trial) or NOT_STATED
    signed = datetime.fromisoformat(signature.at)
    observer.VerificationDateTime = f"{signed.astimezone(UTC):%Y%m%d%H%M%S}+0000"
    document.VerificationFlag = "VERIFIED"
    document.VerifyingObserverSequence = [observer]


def _short(make: Maker, text: str) -> str:
    held = short_text(text)
    if held.note:
        make.note(f"{held.text!r}: {held.note}")
    return held.text


def _stamp(document: Any, report: Report, made: datetime | None) -> None:
    """Set the one time stamp of a file: when the export was made; none for the digest."""
    day, time = ("19700101", "000000") if made is None else (f"{made:%Y%m%d}", f"{made:%H%M%S}")
    document.InstanceCreationDate = document.ContentDate = document.SeriesDate = day
    document.InstanceCreationTime = document.ContentTime = document.SeriesTime = time


def _bytes(document: Any) -> bytes:
    stream = BytesIO()
    document.save_as(stream, enforce_file_format=True)
    return stream.getvalue()
