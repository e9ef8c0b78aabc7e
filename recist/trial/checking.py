"""Everything that is wrong with what was read: in the rows, the responses and the protocol."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from recist.criteria.conformance.checks import conformance
from recist.endpoints.best import best_response
from recist.endpoints.eligibility import eligibility, fit_for_local_treatment
from recist.model.assessment import CaseAssessment
from recist.model.finding import Finding
from recist.model.protocol import Protocol
from recist.model.scope import ALL
from recist.trial.judging import Reads, judge_reads


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A subject as one reader read it, with each finding once.

    ``scopes`` has, for each finding, the scopes in which it was made.
    """

    subject: str
    reader: str
    findings: tuple[Finding, ...]
    scopes: tuple[tuple[str, ...], ...]


def check_reads(reads: Reads, protocol: Protocol) -> tuple[Checked, ...]:
    """Return what is wrong with every case, in any scope of the protocol.

    Beside the findings of judging a case these are how it departs from criteria and protocol,
    and, of the whole case, whether the subject may be in the trial.
    """
    return check_cases(judge_reads(reads, protocol), reads, protocol)


def check_cases(
    judged: Iterable[CaseAssessment], reads: Reads, protocol: Protocol
) -> tuple[Checked, ...]:
    """Return the same of reads that are judged already."""
    # Metastases are counted everywhere, also where the protocol judges one organ alone.
    whole = () if ALL in protocol.scopes else judge_reads(reads, protocol, ALL)
    found: dict[tuple[str, str], dict[Finding, list[str]]] = {}
    for one in (*judged, *whole):
        case = one.case
        held = found.setdefault((case.subject, case.reader), {})
        said = _of_scope(one) if case.scope in protocol.scopes else ()
        for note in dict.fromkeys((*said, *_of_whole(one))):
            held.setdefault(note, []).append(case.scope)
    return tuple(
        Checked(
            subject=subject,
            reader=reader,
            findings=tuple(held),
            scopes=tuple(tuple(scopes) for scopes in held.values()),
        )
        for (subject, reader), held in found.items()
    )


def _of_scope(one: CaseAssessment) -> Iterable[Finding]:
    return (
        *one.findings,
        *best_response(one).findings,
        *conformance(one.case, one.protocol),
    )


def _of_whole(one: CaseAssessment) -> Iterable[Finding]:
    if one.case.scope != ALL:
        return ()
    return (*eligibility(one.case, one.protocol).findings, *fit_for_local_treatment(one))
