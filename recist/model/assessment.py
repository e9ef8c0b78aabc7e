"""The engine's answer, with everything that is needed to explain it."""

from __future__ import annotations

from dataclasses import dataclass

from recist.model.case import Case
from recist.model.dates import ScanDate
from recist.model.finding import Finding
from recist.model.protocol import Protocol
from recist.model.response import NewLesion, Response


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitAssessment:
    """How one visit is judged.

    Attributes
    ----------
    response_date : ScanDate
        The scan that decided (rules of durations and dates, §1.9 of the specification).
    target, target_literal : Response or None
        With and without the hold of an earlier PR; None where there are no targets.
    overall : Response or None
        None at baseline.
    overall_as_read : Response or None
        Before a later visit back-dated a progression.
    sum_um : int or None
        Sum of the measured part of the target set; None where nothing was measured.
    complete : bool
        Whether every target has a value.
    baseline_sum_um, nadir_sum_um : int or None
        The sums in force before the visit.
    pd_from_um, pr_up_to_um : int or None
        Smallest sum that is PD and largest that is PR, where the sum alone can decide that.
    rules : tuple of str
        Ids of the rows that fired; wording and citation are made from them on demand.
    after_progression : bool
        Whether an earlier visit is PD already.
    rests_on_reappearance : bool
        Whether it is PD only because disease came back after an overall CR.
    overall_recist11 : Response or None
        In iRECIST the overall response by RECIST 1.1, beside its own.
    new_sum_um : int or None
        In iRECIST the sum of the target-like new lesions, never part of ``sum_um``; of an
        incomplete set its measured part.
    new_targets : tuple of str
        Ids of the lesions that this sum is of.
    new_complete : bool
        Whether each of them has a value.
    progression_run : int or None
        In iRECIST 1, 2, …: the visit stands in this run of iUPD, up to its iCPD.
    """

    visit: str
    date: ScanDate
    response_date: ScanDate
    target: Response | None
    target_literal: Response | None
    non_target: Response | None
    new_lesion: NewLesion
    overall: Response | None
    overall_as_read: Response | None
    sum_um: int | None
    complete: bool
    baseline_sum_um: int | None
    nadir_sum_um: int | None
    nadir_visit: str | None
    pd_from_um: int | None
    pr_up_to_um: int | None
    rules: tuple[str, ...]
    after_progression: bool = False
    rests_on_reappearance: bool = False
    overall_recist11: Response | None = None
    new_sum_um: int | None = None
    new_targets: tuple[str, ...] = ()
    new_complete: bool = True
    progression_run: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAssessment:
    """How a course is judged, visit by visit; the baseline comes first.

    ``findings`` holds those of the case and those of judging it; each names its visit and
    lesion where it is about one.
    """

    case: Case
    protocol: Protocol
    visits: tuple[VisitAssessment, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BestResponse:
    """Best overall response of a course.

    Attributes
    ----------
    confirmed : bool
        Whether a later visit confirms the response.
    date : ScanDate
        Response date of the first of ``visits``.
    rule : str
        Id of the rule that holds.
    visits : tuple of str
        Visits that the response rests on: of a confirmed one the whole run.
    alternative : Response or None
        The other answer that a reviewer may give, where ``needs_review`` is set.
    """

    response: Response
    confirmed: bool
    date: ScanDate
    rule: str
    visits: tuple[str, ...] = ()
    needs_review: bool = False
    alternative: Response | None = None
    findings: tuple[Finding, ...] = ()
