"""The categories, in the words of SDTM's controlled terminology."""

from __future__ import annotations

from enum import StrEnum


class Response(StrEnum):
    """Response of targets, of non-targets, of a visit or over the whole course."""

    CR = "CR"
    PR = "PR"
    SD = "SD"
    PD = "PD"
    NE = "NE"
    NON_CR_NON_PD = "NON-CR/NON-PD"
    NED = "NED"
    ICR = "iCR"
    IPR = "iPR"
    ISD = "iSD"
    IUPD = "iUPD"
    ICPD = "iCPD"
    NON_ICR_NON_IUPD = "NON-iCR/NON-iUPD"


class NewLesion(StrEnum):
    """What a visit says of new lesions, as read."""

    NONE = "none"
    EQUIVOCAL = "equivocal"
    UNEQUIVOCAL = "unequivocal"
