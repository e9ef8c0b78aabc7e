"""Coded concepts of the structured report: each with its scheme, and where it is defined.

A concept that no public scheme has bears an object identifier of our own: the scheme is ISO_OID, in
which any object identifier is a code (PS3.16 section 8.2). A private scheme such as 99RECIST would
say the same, but validators know no private scheme, and warn of each use. The identifiers are made
of the names that stand here, so that they never change.
"""

from __future__ import annotations

from dataclasses import dataclass

from recist.formats.sr.uids import uid_of
from recist.model.lesion import Character, Role
from recist.model.reading import Change
from recist.model.response import NewLesion, Response

OWN_SCHEME = "ISO_OID"
PS3_16 = "DICOM PS3.16"
CDISC = "CDISC controlled terminology 2025-03-28"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One concept.

    Attributes
    ----------
    scheme : str
        Coding scheme designator, as ``SCT``.
    meaning : str
        At most 64 characters.
    source : str
        The context group, template or codelist that it is taken from.
    """

    value: str
    scheme: str
    meaning: str
    source: str

    @property
    def key(self) -> tuple[str, str]:
        """Scheme and value: what a code is compared by."""
        return self.scheme, self.value


def _dcm(value: str, meaning: str, source: str = "Annex D") -> Coded:
    return Coded(value=value, scheme="DCM", meaning=meaning, source=f"{PS3_16} {source}")


def _sct(value: str, meaning: str, source: str) -> Coded:
    return Coded(value=value, scheme="SCT", meaning=meaning, source=f"{PS3_16} {source}")


def _ncit(value: str, meaning: str, codelist: str) -> Coded:
    return Coded(value=value, scheme="NCIt", meaning=meaning, source=f"{CDISC}, {codelist}")


def _umls(value: str, meaning: str, source: str) -> Coded:
    return Coded(value=value, scheme="UMLS", meaning=meaning, source=f"{PS3_16} {source}")


def own_code(name: str, meaning: str) -> Coded:
    """Return a concept of our own by its name, as ``TOO-SMALL``."""
    oid = uid_of("concept", name)
    return Coded(value=oid, scheme=OWN_SCHEME, meaning=meaning, source=f"recist: {name}")


# --- the document and its context ----------------------------------------------------------------
TITLE = _dcm("126001", "Oncology Measurement Report", "CID 7021")
IMAGING_MEASUREMENTS = _dcm("126010", "Imaging Measurements", "TID 1500")
MEASUREMENT_GROUP = _dcm("125007", "Measurement Group", "TID 1501")
EVALUATIONS = _umls("C0034375", "Qualitative Evaluations", "TID 1500")
LANGUAGE = _dcm("121049", "Language of Content Item and Descendants", "TID 1204")
ENGLISH = Coded(
    value="en-US", scheme="RFC5646", meaning="English (United States)", source="CID 5000"
)
OBSERVER_TYPE = _dcm("121005", "Observer Type", "TID 1002")
PERSON = _dcm("121006", "Person", "CID 270")
DEVICE = _dcm("121007", "Device", "CID 270")
PERSON_NAME = _dcm("121008", "Person Observer Name", "TID 1003")
LOGIN_NAME = _dcm("128774", "Person Observer's Login Name", "TID 1003")
DEVICE_UID = _dcm("121012", "Device Observer UID", "TID 1004")
DEVICE_NAME = _dcm("121013", "Device Observer Name", "TID 1004")
DEVICE_MANUFACTURER = _dcm("121014", "Device Observer Manufacturer", "TID 1004")
DEVICE_MODEL = _dcm("121015", "Device Observer Model Name", "TID 1004")
SUBJECT_CLASS = _dcm("121024", "Subject Class", "TID 1006")
PATIENT = _dcm("121025", "Patient", "CID 271")
SUBJECT_ID = _dcm("121030", "Subject ID", "TID 1007")
PROCEDURE = _dcm("121058", "Procedure reported", "TID 1500")
IMAGING_PROCEDURE = _sct("363679005", "Imaging procedure", "CID 100")

TRIAL = own_code("TRIAL", "Name of the trial")
PROGRAM = own_code("PROGRAM", "Program and its version")
HEAD = own_code("HEAD", "Head of the audit chain")
PROTOCOL = own_code("PROTOCOL", "Protocol")
ACCEPTED = own_code("ACCEPTED", "The read that analyses use")
YES = _sct("373066001", "Yes", "CID 230")
NO = _sct("373067005", "No", "CID 230")

# --- the time point (TID 1502) -------------------------------------------------------------------
TIME_POINT = _umls("C2348792", "Time Point", "TID 1502")
TIME_POINT_TYPE = _dcm("126072", "Time Point Type", "TID 1502")
TIME_POINT_ORDER = _dcm("126073", "Time Point Order", "TID 1502")
SUBJECT_TIME_POINT = _dcm("126070", "Subject Time Point Identifier", "TID 1502")
PROTOCOL_TIME_POINT = _dcm("126071", "Protocol Time Point Identifier", "TID 1502")
BASELINE = _umls("C1442488", "Baseline", "CID 6146")
BEFORE = _umls("C3539075", "Pretreatment", "CID 6146")
FOLLOW_UP = _dcm("126074", "Posttreatment", "CID 6146")
UNSCHEDULED = _umls("C1699701", "Unscheduled", "CID 6146")

# --- a lesion (TID 1501) -------------------------------------------------------------------------
TRACKING_ID = _dcm("112039", "Tracking Identifier", "TID 1501")
TRACKING_UID = _dcm("112040", "Tracking Unique Identifier", "TID 1501")
FINDING = _dcm("121071", "Finding", "TID 1501")
LESION = _sct("52988006", "Lesion", "CID 6335")
NODE = _sct("59441001", "Lymph Node", "CID 6102")
MARKER = own_code("MARKER", "Tumour marker")
VISIT = own_code("VISIT", "The visit as a whole")
FINDING_SITE = _sct("363698007", "Finding Site", "TID 1501")
LATERALITY = _sct("272741003", "Laterality", "CID 210")
LEFT = _sct("7771000", "Left", "CID 244")
RIGHT = _sct("24028007", "Right", "CID 244")
BOTH_SIDES = _sct("51440002", "Bilateral", "CID 244")
LONG_AXIS = _sct("103339001", "Long axis", "CID 7470")
SHORT_AXIS = _sct("103340004", "Short axis", "CID 7470")
VIABLE_DIAMETER = _ncit("C96646", "Viable Diameter", "C96778")
MM = Coded(value="mm", scheme="UCUM", meaning="millimeter", source="UCUM")
ONE = Coded(value="1", scheme="UCUM", meaning="no units", source="UCUM")
PATH = _sct("260753009", "Source", "TID 300")
SOURCE_IMAGE = _dcm("121112", "Source of Measurement", "CID 7551")
PLACE = _dcm("128140", "Representative point", "CID 219")
SLICE_THICKNESS = _dcm("112225", "Slice Thickness")
STUDY_DATE = _dcm("111060", "Study Date")
COMMENT = _dcm("121106", "Comment", "CID 12101")

ROLE = _dcm("112016", "Baseline Category")
ROLES: dict[Role, Coded] = {
    Role.TARGET: _dcm("112074", "Target Lesion at Baseline", "CID 6145"),
    Role.NON_TARGET: _dcm("112075", "Non-Target Lesion at Baseline", "CID 6145"),
    Role.NEW: _ncit("C94522", "New", "C123650"),
    Role.NEW_TARGET: _ncit("C139127", "New Target", "C123650"),
    Role.NEW_NON_TARGET: _ncit("C139126", "New Non-Target", "C123650"),
    Role.MARKER: MARKER,
    Role.VISIT: VISIT,
}
STATE = _ncit("C96643", "Tumor State", "C96778")
STATES: dict[str, Coded] = {
    "measured": own_code("MEASURED", "Measured"),
    "too-small": own_code("TOO-SMALL", "Too small to measure"),
    "absent": _ncit("C48190", "Absent", "C124309"),
    "merged": _ncit("C94525", "Tumor Merged", "C124309"),
    "not-evaluable": _ncit("C62222", "Not Evaluable", "C96785"),
    "not-done": _ncit("C49484", "Not Done", "C66789"),
    "present": _ncit("C25626", "Present", "C124309"),
    "suspected": own_code("SUSPECTED", "Progression suspected"),
    "progression": _dcm("112047", "Non-Target Lesion Progressive Disease", "CID 6144"),
    "equivocal": _ncit("C86071", "Equivocal", "C124309"),
    "unequivocal": _ncit("C123645", "Unequivocal", "C124309"),
    "normal": _ncit("C14165", "Normal", "C124309"),
    "raised": own_code("RAISED", "Above the normal range"),
    "assessed": own_code("ASSESSED", "Assessed"),
}
CHANGE = own_code("CHANGE", "Change since the last visit")
CHANGES: dict[Change, Coded] = {
    Change.UNCHANGED: _ncit("C71687", "Unchanged", "C124309"),
    Change.INCREASED: _ncit("C25533", "Increased", "C124309"),
    Change.DECREASED: _ncit("C25640", "Decreased", "C124309"),
}
CHARACTER = own_code("CHARACTER", "What the lesion is made of")
CHARACTERS: dict[Character, Coded] = {
    one: own_code(f"CHARACTER-{one.value}".upper(), one.value.replace("-", " ").capitalize())
    for one in Character
}
PROGRESSED_SINCE = own_code("PROGRESSED-SINCE", "Progressed since an earlier treatment")
ORGAN = own_code("ORGAN", "Organ, as typed")
SITE = own_code("SITE", "Site in the organ, as typed")
PARENT = own_code("PARENT", "Lesion that carries or was split")
REASON = own_code("REASON", "Reason")
METHOD_READ = own_code("METHOD", "Method of imaging, as typed")
FIELD = own_code("FIELD", "Radiation field")
IMAGE = own_code("IMAGE", "Image, as the reading names it")
PARTIAL_DATE = own_code("DATE", "Date of the scan, as typed")
OTHER_COLUMN = own_code("COLUMN", "Other column: its name, and on the next line its text")

# --- a response ----------------------------------------------------------------------------------
RESPONSE = _dcm("112020", "Response Evaluation")
METHOD = _sct("370129005", "Measurement Method", "TID 1501")
CRITERIA: dict[str, Coded] = {
    "RECIST 1.0": _dcm("126080", "RECIST 1.0", "CID 6147"),
    "RECIST 1.1": _dcm("126081", "RECIST 1.1", "CID 6147"),
    "iRECIST": _ncit("C136711", "iRECIST", "C124298"),
    "mRECIST": _ncit("C126032", "mRECIST, Lencioni 2010", "C124298"),
}
SCOPE = own_code("SCOPE", "Scope")
SUM = _ncit("C96631", "Sum of Diameter", "C96778")
BASELINE_SUM = own_code("SUM-BASELINE", "Sum of diameters at baseline")
NADIR_SUM = own_code("SUM-NADIR", "Smallest sum of diameters before")
NEW_SUM = own_code("SUM-NEW", "Sum of diameters of new lesions")
COMPLETE = own_code("COMPLETE", "Every target has a value")
NEW_COMPLETE = own_code("COMPLETE-NEW", "Every target-like new lesion has a value")
TARGET = _ncit("C94534", "Target Response", "C96781")
TARGET_LITERAL = own_code("TARGET-LITERAL", "Target response if an earlier PR does not hold")
NON_TARGET = _ncit("C94535", "Non-target Response", "C96781")
NEW_LESION = _ncit("C103420", "New Lesion Progression", "C96781")
OVERALL = _ncit("C96613", "Overall Response", "C96781")
OVERALL_AS_READ = own_code("OVERALL-AS-READ", "Overall response before back-dating")
OVERALL_RECIST11 = own_code("OVERALL-1.1", "Overall response by RECIST 1.1 beside")
RESPONSE_DATE = own_code("RESPONSE-DATE", "Date of the response")
NADIR_VISIT = own_code("NADIR-VISIT", "Visit of the smallest sum")
RULES = own_code("RULES", "Rules that fired")

RESPONSES: dict[Response, Coded] = {
    Response.CR: _ncit("C4870", "Complete Response", "C96785"),
    Response.PR: _ncit("C18058", "Partial Response", "C96785"),
    Response.SD: _ncit("C18213", "Stable Disease", "C96785"),
    Response.PD: _ncit("C35571", "Progressive Disease", "C96785"),
    Response.NE: _ncit("C62222", "Not Evaluable", "C96785"),
    Response.NON_CR_NON_PD: _ncit("C96700", "Non-CR/Non-PD", "C96785"),
    Response.NED: _ncit("C40413", "No Evidence of Disease", "C96785"),
    Response.ICR: _ncit("C142357", "iCR", "C96785"),
    Response.IPR: _ncit("C142358", "iPR", "C96785"),
    Response.ISD: _ncit("C142359", "iSD", "C96785"),
    Response.IUPD: _ncit("C142360", "iUPD", "C96785"),
    Response.ICPD: _ncit("C142356", "iCPD", "C96785"),
    Response.NON_ICR_NON_IUPD: _ncit("C142361", "Non-iCR/Non-iUPD", "C96785"),
}
"""Of a visit, and of lesions where CID 6144 has no word."""
TARGET_RESPONSES: dict[Response, Coded] = RESPONSES | {
    Response.CR: _dcm("112041", "Target Lesion Complete Response", "CID 6144"),
    Response.PR: _dcm("112042", "Target Lesion Partial Response", "CID 6144"),
    Response.PD: _dcm("112043", "Target Lesion Progressive Disease", "CID 6144"),
    Response.SD: _dcm("112044", "Target Lesion Stable Disease", "CID 6144"),
}
NON_TARGET_RESPONSES: dict[Response, Coded] = RESPONSES | {
    Response.CR: _dcm("112045", "Non-Target Lesion Complete Response", "CID 6144"),
    Response.NON_CR_NON_PD: _dcm(
        "112046", "Non-Target Lesion Incomplete Response or Stable Disease", "CID 6144"
    ),
    Response.PD: _dcm("112047", "Non-Target Lesion Progressive Disease", "CID 6144"),
}
NEW_LESIONS: dict[NewLesion, Coded] = {
    NewLesion.NONE: _sct("260413007", "None", "CID 606"),
    NewLesion.EQUIVOCAL: _ncit("C86071", "Equivocal", "C96785"),
    NewLesion.UNEQUIVOCAL: _ncit("C123645", "Unequivocal", "C96785"),
}
