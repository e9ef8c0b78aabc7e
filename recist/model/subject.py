"""What the subject table says of a patient, as far as the engine needs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectInfo:
    """The dates that bound the course of one subject, and what inclusion asks for.

    Attributes
    ----------
    reference_date : date or None
        Randomisation or start of treatment.
    local_therapy_suitable : bool or None
        Whether the metastases can be treated locally, as judged at inclusion.
    covariates : tuple of (column, text)
        Every other column, as it stands.
    """

    subject: str
    arm: str = ""
    reference_date: date | None = None
    death_date: date | None = None
    last_known_alive: date | None = None
    new_therapy_date: date | None = None
    withdrawal_date: date | None = None
    symptomatic_deterioration_date: date | None = None
    liver_involvement_percent: Decimal | None = None
    liver_remnant_percent: Decimal | None = None
    local_therapy_suitable: bool | None = None
    covariates: tuple[tuple[str, str], ...] = ()


UNKNOWN_SUBJECT = SubjectInfo(subject="")
