"""The modules around a report's content: patient, study, trial, equipment, verification."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from recist.formats.sr import codes
from recist.formats.sr.evidence import Header, Image, is_dicom_day
from recist.formats.sr.items import Item, Maker
from recist.formats.sr.texts import person_name, short_text
from recist.formats.sr.uids import uid_of
from recist.formats.sr.visits import Report

MAKER = "recist"
NOT_STATED = "not stated"
COMPREHENSIVE = "1.2.840.10008.5.1.4.1.1.88.33"
SERIES_NUMBER = 9000
STUDY_ID = "1"
UNICODE = "ISO_IR 192"


def dataset_of(make: Maker, report: Report, content: Item, study: Image | None) -> Any:
    """Return a report as a data set that can be written.

    Parameters
    ----------
    make : Maker
        What the content was made with: it knows the images and the digest.
    study : Image or None
        An image of the study that the report belongs to; without one it has a study of its own.
    """
    from highdicom.sr.sop import Comprehensive3DSR, ComprehensiveSR
    from pydicom.uid import UID
    from pydicom.valuerep import DA, TM

    header = _header(report, study)
    made = datetime.fromisoformat(report.record.origin.made_at)
    headers = [header, *(one.header for one in make.images.values())]
    document = (Comprehensive3DSR if make.in_space else ComprehensiveSR)(
        evidence=[_evidence(one, report, made) for one in headers],
        content=make.container(codes.TITLE, [], template="1500", root=True),
        is_complete=True,
        is_final=True,
        content_date=made.date(),
        content_time=made.time(),
        series_date=made.date(),
        series_time=made.time(),
        specific_character_set=UNICODE,
        **_identity(make, report, header),
    )
    document.InstanceCreationDate, document.InstanceCreationTime = DA(made.date()), TM(made.time())
    # Given now, the tree is neither copied nor searched; every image of it is in the evidence.
    document.ContentSequence = content.ContentSequence
    # highdicom enters itself there, with the time of day.
    document.pop("ContributingEquipmentSequence", None)
    if not make.images:
        document.pop("CurrentRequestedProcedureEvidenceSequence", None)
    _patient(make, document, report)
    _trial(make, document, report)
    _verified(make, document, report)
    document.file_meta.ImplementationClassUID = UID(uid_of("implementation", MAKER))
    document.file_meta.ImplementationVersionName = MAKER.upper()
    return document


def _identity(make: Maker, report: Report, header: Header) -> dict[str, Any]:
    """Return what a report, its series and its maker are called.

    An instance is what it says: another content is another instance, of which no archive has
    heard, and the same content made at another time is the same.
    """
    origin = report.record.origin
    parts = (origin.trial, report.subject, report.reader, report.visit)
    said = f"{origin.program}: {report.visit}, reader {report.reader}"
    return {
        "series_instance_uid": uid_of("series", *parts, header.study),
        "series_number": SERIES_NUMBER,
        "series_description": _short(make, said),
        "sop_instance_uid": uid_of(
            "instance", *parts, make.digest, repr((header, report.signature))
        ),
        "instance_number": 1,
        "manufacturer": MAKER,
        "manufacturer_model_name": MAKER,
        "software_versions": _short(make, origin.program),
    }


def _header(report: Report, study: Image | None) -> Header:
    if study is not None:
        return study.header
    day = next((row.date.text for row in report.rows if is_dicom_day(row.date.day)), "")
    parts = (report.record.origin.trial, report.subject, report.visit)
    return Header(
        sop_class=COMPREHENSIVE,
        instance=uid_of("no image", *parts),
        study=uid_of("study", *parts),
        series=uid_of("no series", *parts),
        study_date=day.replace("-", ""),
        study_time="",
        study_id="",
        frames=1,
    )


def _evidence(header: Header, report: Report, made: datetime) -> Any:
    """Return what highdicom asks of an image; nothing of its patient is passed on.

    A directory of files (DICOMDIR) lists a study by its date, time and id, so that these are never
    empty: a study of the report alone begins when the report is made, or on the day of the scan.
    """
    from pydicom.dataset import Dataset

    image = Dataset()
    image.SOPClassUID = header.sop_class
    image.SOPInstanceUID = header.instance
    image.StudyInstanceUID = header.study
    image.SeriesInstanceUID = header.series
    image.PatientID = short_text(report.subject).text
    image.PatientName = image.PatientBirthDate = image.PatientSex = ""
    image.AccessionNumber = image.ReferringPhysicianName = ""
    image.StudyID = header.study_id or STUDY_ID
    image.StudyDate = header.study_date or f"{made:%Y%m%d}"
    image.StudyTime = header.study_time or ("000000" if header.study_date else f"{made:%H%M%S}")
    return image


def _patient(make: Maker, document: Any, report: Report) -> None:
    document.PatientID = _short(make, report.subject) or NOT_STATED


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
        make.note(held.note, held.text)
    return held.text
