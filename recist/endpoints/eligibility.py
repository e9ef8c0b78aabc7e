"""Who may enter a trial, as far as the baseline and the subject table can tell (§5)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from recist.criteria.conformance.course import Course, Held, course_of
from recist.criteria.conformance.measurability import measurable_targets
from recist.criteria.conformance.organs import is_in_liver, organ_system
from recist.criteria.conformance.target_choice import no_measurable_disease
from recist.criteria.registry import criterion_of
from recist.endpoints.kinds import RESPONDING, STABLE
from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.case import Case
from recist.model.finding import Finding, Severity
from recist.model.lesion import Character
from recist.model.protocol import Eligibility, Protocol
from recist.model.reading import Absent, Merged
from recist.model.scope import in_scope

STABLE_OR_RESPONDING = RESPONDING | STABLE
PRIMARY = "primary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metastases:
    """The metastases of a baseline, as an oligometastatic trial counts them.

    Attributes
    ----------
    counted, in_liver : tuple of tuples of str
        One entry for each that counts: the ids of its lesions, more than one where nodes share
        a radiation field.
    organ_systems : tuple of str
        Each organ once, in order of first sighting; paired organs are one, all nodes are one.
    """

    counted: tuple[tuple[str, ...], ...]
    in_liver: tuple[tuple[str, ...], ...]
    organ_systems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inclusion:
    """What speaks for and against the inclusion of a subject.

    Attributes
    ----------
    measurable : tuple of str
        Ids of the measurable targets in the primary scope.
    findings : tuple of Finding
        An error for each bound that is not kept, a warning for what is not known.
    """

    metastases: Metastases
    measurable: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def eligible(self) -> bool:
        """Whether no bound is broken; what is not known excludes nobody."""
        return all(note.severity is not Severity.ERROR for note in self.findings)


def eligibility(case: Case, protocol: Protocol, before: VisitAssessment | None = None) -> Inclusion:
    """Compare a baseline and the subject table with what a protocol asks for.

    Parameters
    ----------
    case : Case
        In scope ``all``: metastases are counted everywhere.
    """
    criterion = criterion_of(protocol)
    whole = course_of(case, protocol, criterion)
    primary = course_of(in_scope(case, protocol.scopes[0]), protocol, criterion)
    metastases = _metastases(whole)
    asked = protocol.eligibility
    return Inclusion(
        metastases=metastases,
        measurable=measurable_targets(primary),
        findings=(
            *no_measurable_disease(primary),
            *_numbers(metastases, asked, whole.baseline),
            *_liver(case, asked),
        ),
    )


def metastases_of(case: Case, protocol: Protocol) -> Metastases:
    """Count the metastases at baseline, targets and non-targets alike.

    Counted is what is there: not what is absent or merged, no simple cyst, no node that is
    normal by its size, and no lesion whose site names it the primary tumour. Lymph nodes that
    share a ``field`` count once.
    """
    return _metastases(course_of(case, protocol, criterion_of(protocol)))


def is_stable_or_responding(visit: VisitAssessment) -> bool:
    """Say whether a visit shows CR, PR or SD."""
    return visit.overall in STABLE_OR_RESPONDING


def fit_for_local_treatment(assessment: CaseAssessment) -> tuple[Finding, ...]:
    """Report a local treatment before which the disease was not stable or responding.

    Asked for by some protocols; what counts is the last visit before the first treatment since
    baseline. Who was not treated locally needs no such visit.
    """
    case, start = assessment.case, assessment.case.visits[0].date.earliest
    asked = assessment.protocol.eligibility.stable_or_responding_required
    days = [one.date for one in case.treatments if start is None or one.date >= start]
    if not asked or not days:
        return ()
    first = min(days)
    before = [
        visit
        for visit in assessment.visits[1:]
        if visit.response_date.day is not None and visit.response_date.day < first
    ]
    when = f"before the local treatment on {first.isoformat()}"
    if not before:
        text = f"no response is known {when}; CR, PR or SD is asked for"
        return (_finding(Severity.WARNING, "response-before-unknown", text),)
    if is_stable_or_responding(before[-1]):
        return ()
    text = f"{before[-1].visit} is {before[-1].overall} {when}; CR, PR or SD is asked for"
    return (_finding(Severity.ERROR, "not-stable-or-responding", text, before[-1].visit),)


def _metastases(course: Course) -> Metastases:
    groups: dict[tuple[str, str], list[Held]] = {}
    for held in (*course.targets, *course.non_targets):
        if _is_metastasis(course, held):
            groups.setdefault(_group(held), []).append(held)
    kept = {tuple(held.lesion.id for held in group): group[0].lesion for group in groups.values()}
    return Metastases(
        counted=tuple(kept),
        in_liver=tuple(ids for ids, lesion in kept.items() if is_in_liver(lesion)),
        organ_systems=tuple(dict.fromkeys(organ_system(lesion) for lesion in kept.values())),
    )


def _is_metastasis(course: Course, held: Held) -> bool:
    lesion, size_um = held.lesion, course.size_um(held)
    if isinstance(held.row.state, Absent | Merged) or lesion.character is Character.SIMPLE_CYST:
        return False
    if PRIMARY in lesion.site.casefold().split():
        return False
    normal_um = course.criterion.rules.thresholds.normal_node_below_um
    return not lesion.nodal or size_um is None or size_um >= normal_um


def _group(held: Held) -> tuple[str, str]:
    """Return what makes lesions one: the field of nodes, otherwise the lesion itself."""
    field = held.lesion.field.casefold()
    return ("field", field) if held.lesion.nodal and field else ("lesion", held.lesion.id)


def _numbers(metastases: Metastases, asked: Eligibility, baseline: str) -> list[Finding]:
    liver, everywhere = len(metastases.in_liver), len(metastases.counted)
    least, organs = asked.min_liver_metastases, len(metastases.organ_systems)
    found = []
    if least is not None and liver < least:
        text = f"{_count(liver, 'liver metastasis')} at baseline, at least {least} may enter"
        found.append(_finding(Severity.ERROR, "too-few-liver-metastases", text, baseline))
    for code, most, number, what, names in (
        (
            "too-many-liver-metastases",
            asked.max_liver_metastases,
            liver,
            "liver metastasis",
            _named(metastases.in_liver),
        ),
        (
            "too-many-metastases",
            asked.max_metastases,
            everywhere,
            "metastasis",
            _named(metastases.counted),
        ),
        (
            "too-many-organ-systems",
            asked.max_organ_systems,
            organs,
            "organ system",
            ", ".join(metastases.organ_systems),
        ),
    ):
        if most is not None and number > most:
            text = f"{_count(number, what)} at baseline, at most {most} may enter: {names}"
            found.append(_finding(Severity.ERROR, code, text, baseline))
    return found


def _count(number: int, what: str) -> str:
    plural = what.removesuffix("is") + "es" if what.endswith("is") else f"{what}s"
    return f"{number} {what if number == 1 else plural}"


def _named(counted: tuple[tuple[str, ...], ...]) -> str:
    return ", ".join("+".join(ids) for ids in counted)


def _liver(case: Case, asked: Eligibility) -> list[Finding]:
    found = []
    for code, said, given, bound, below in (
        (
            "liver-involvement",
            "of the liver is tumour",
            case.info.liver_involvement_percent,
            asked.liver_involvement_below_percent,
            True,
        ),
        (
            "liver-remnant",
            "of the functional liver remains",
            case.info.liver_remnant_percent,
            asked.liver_remnant_above_percent,
            False,
        ),
    ):
        if bound is not None:
            found.extend(_percent(code, said, given, bound, below=below))
    return found


def _percent(
    code: str, said: str, given: Decimal | None, bound: Decimal, *, below: bool
) -> list[Finding]:
    """Compare a share with its bound, which itself is not allowed."""
    asked = f"{'less' if below else 'more'} than {bound} % is asked for"
    if given is None:
        text = f"it is not known how much {said}; {asked}"
        return [_finding(Severity.WARNING, f"{code}-unknown", text)]
    if given < bound if below else given > bound:
        return []
    direction = "high" if below else "low"
    return [_finding(Severity.ERROR, f"{code}-too-{direction}", f"{given} % {said}; {asked}")]


def _finding(severity: Severity, code: str, message: str, visit: str | None = None) -> Finding:
    return Finding(severity=severity, code=code, message=message, visit=visit)
