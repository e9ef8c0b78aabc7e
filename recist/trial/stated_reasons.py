"""Why a stated response is another than ours: the rule that makes ours, what theirs would need."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from recist.criteria.figures import baseline_percent, nadir_change_um, nadir_percent
from recist.criteria.registry import criterion_of
from recist.criteria.wording import Explanation, distances_in_words, explain, signed, signed_mm
from recist.endpoints.best import best_response
from recist.endpoints.best_words import best_in_words
from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.length import Length, mm_text
from recist.model.protocol import LocalTreatment, Protocol
from recist.model.response import NewLesion, Response
from recist.model.row import Row
from recist.trial.judging import Reads, judge_reads
from recist.trial.protocol_file import protocol_named
from recist.trial.stated import Answer
from recist.trial.stated_words import Word, plain

PERCENT_PR, PERCENT_PD = Decimal(-30), Decimal(20)
PROGRESSED = (Response.PD, Response.IUPD, Response.ICPD)
BUILT_IN = ("recist-1.1", "recist-1.0", "irecist")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why two answers differ.

    Attributes
    ----------
    rules : tuple of Explanation
        What makes ours, in the order in which it was decided; the last one is the answer.
    figures : str
        Sum, baseline, nadir, and the distance to the neighbouring categories; may be empty.
    needs : tuple of str
        What would make theirs, each in a sentence; one that says so where nothing would.
    """

    rules: tuple[Explanation, ...]
    figures: str
    needs: tuple[str, ...]


@dataclass(slots=True)
class Variants:
    """The same course judged under other options, each once."""

    reads: Reads
    rows: dict[tuple[str, str], list[Row]] = field(default_factory=dict)
    judged: dict[tuple[str, str, str, Protocol], CaseAssessment] = field(default_factory=dict)

    def under(self, assessment: CaseAssessment, protocol: Protocol) -> CaseAssessment:
        """Judge a course, in its scope, under another protocol."""
        if not self.rows:
            for row in self.reads.rows:
                self.rows.setdefault((row.subject, row.reader), []).append(row)
        case = assessment.case
        key = (case.subject, case.reader, case.scope, protocol)
        if key not in self.judged:
            rows = tuple(self.rows[case.subject, case.reader])
            done = tuple(one for one in self.reads.treatments if one.subject == case.subject)
            alone = replace(self.reads, rows=rows, treatments=done)
            (self.judged[key],) = judge_reads(alone, protocol, case.scope)
        return self.judged[key]


def reason_for(
    assessment: CaseAssessment,
    index: int | None,
    answer: Answer,
    said: Word,
    variants: Variants,
) -> Reason:
    """Say why ours is another than what is said.

    Parameters
    ----------
    index : int or None
        Of the visit; None for the best response.
    """
    if index is None:
        best = best_response(assessment)
        rules: tuple[Explanation, ...] = (best_in_words(assessment, best),)
        figures = ""
    else:
        rules = _rules(explain(assessment, index), answer)
        figures = _figures(assessment, assessment.visits[index])
    found = tuple(dict.fromkeys(_needs(assessment, index, answer, said, variants)))
    return Reason(
        rules=rules,
        figures=figures,
        needs=found or (f"No other option of the criteria that was tried makes it {said}.",),
    )


def _rules(rules: Sequence[Explanation], answer: Answer) -> tuple[Explanation, ...]:
    """Return the rules behind an answer: of targets those of targets alone."""
    part = {Answer.TARGET: "/target/", Answer.NON_TARGET: "/non-target/"}.get(answer, "")
    return tuple(rule for rule in rules if part in rule.id) or tuple(rules)


def _figures(assessment: CaseAssessment, visit: VisitAssessment) -> str:
    """Write the arithmetic of a visit, and how far the sum is from other answers."""
    told = sum_in_words(assessment, visit)
    unit = criterion_of(assessment.protocol).unit
    return " ".join([told, *distances_in_words(visit, unit)]) if told else ""


def sum_in_words(assessment: CaseAssessment, visit: VisitAssessment) -> str:
    """Write a visit's sum beside baseline and nadir; empty where there is none."""
    unit = criterion_of(assessment.protocol).unit
    if visit.sum_um is None:
        return ""
    part = "" if visit.complete else " (measured part)"
    parts = [f"Sum {mm_text(visit.sum_um)} {unit}{part}"]
    change = baseline_percent(visit)
    if visit.baseline_sum_um is not None:
        beside = "" if change is None else f" ({signed(change)} %)"
        parts.append(f"baseline {mm_text(visit.baseline_sum_um)} {unit}{beside}")
    if visit.nadir_sum_um is not None:
        grown, rise = nadir_percent(visit), nadir_change_um(visit)
        beside = "" if rise is None else f" ({signed_mm(rise)} {unit}"
        beside += f", {signed(grown)} %)" if grown is not None and beside else ")" if beside else ""
        parts.append(f"nadir {mm_text(visit.nadir_sum_um)} {unit} at {visit.nadir_visit}{beside}")
    return "; ".join(parts) + "."


def _needs(
    assessment: CaseAssessment,
    index: int | None,
    answer: Answer,
    said: Word,
    variants: Variants,
) -> Iterator[str]:
    if index is not None:
        for guess in GUESSES:
            told = guess(assessment.visits[index], answer)
            for word, how in told:
                if plain(word) == plain(said):
                    yield f"It would be {said} {how}."
    for how, protocol in _other_protocols(assessment, best=index is None):
        other = variants.under(assessment, protocol)
        if plain(_answer(other, assessment, index, answer)) == plain(said):
            yield f"It would be {said} {how}."


def _answer(
    other: CaseAssessment, assessment: CaseAssessment, index: int | None, answer: Answer
) -> Word:
    if index is None:
        return best_response(other).response
    label = assessment.visits[index].visit
    visit = next((one for one in other.visits if one.visit == label), None)
    if visit is None:
        return ""
    asked: dict[Answer, Word | None] = {
        Answer.OVERALL: visit.overall,
        Answer.TARGET: visit.target,
        Answer.NON_TARGET: visit.non_target,
        Answer.NEW_LESION: visit.new_lesion,
    }
    return asked[answer] or ""


def _other_protocols(assessment: CaseAssessment, *, best: bool) -> Iterator[tuple[str, Protocol]]:
    """Yield the protocol with one choice changed, and what that is in words."""
    protocol, options = assessment.protocol, assessment.protocol.options
    holds = not options.partial_response_holds
    how = "if an earlier PR held" if holds else "without the hold of an earlier PR"
    yield how, replace(protocol, options=replace(options, partial_response_holds=holds))
    for size in (Length(0), Length.of_mm(5), Length.of_mm(10)):
        if size != options.too_small:
            how = f"if too small to measure counted as {size} mm"
            yield how, replace(protocol, options=replace(options, too_small=size))
    if assessment.case.treatments:
        for mode in LocalTreatment:
            if mode is not options.local_treatment:
                how = f"if local treatment were {mode}"
                yield how, replace(protocol, options=replace(options, local_treatment=mode))
    if best:
        confirm = not protocol.confirmation.required
        how = "if responses had to be confirmed" if confirm else "without confirmation"
        yield how, replace(protocol, confirmation=replace(protocol.confirmation, required=confirm))
        now = replace(options, stable_disease_minimum_days=0)
        yield "if SD counted from the first day", replace(protocol, options=now)
    for name in BUILT_IN:
        other = protocol_named(name)
        if other.criteria != protocol.criteria:
            yield f"by {other.criteria}", replace(other, scopes=protocol.scopes)


Guess = tuple[Response, str]


def _as_read(visit: VisitAssessment, answer: Answer) -> Iterator[Guess]:
    if answer is Answer.OVERALL and visit.overall_as_read not in (None, visit.overall):
        yield visit.overall_as_read, "as it was read, before a later visit dated the PD back to it"


def _targets_alone(visit: VisitAssessment, answer: Answer) -> Iterator[Guess]:
    if answer is Answer.OVERALL and visit.target is not None and visit.target != visit.overall:
        beside = []
        if visit.new_lesion is NewLesion.UNEQUIVOCAL:
            beside.append("the new lesion")
        if visit.non_target is not None:
            beside.append(f"the non-target response {visit.non_target}")
        without = f", without {' and '.join(beside)}" if beside else ""
        yield visit.target, f"by the targets alone{without}"


def _against_baseline(visit: VisitAssessment, answer: Answer) -> Iterator[Guess]:
    """Suppose that progression was judged against the baseline, as PR is."""
    change = baseline_percent(visit)
    if answer not in (Answer.OVERALL, Answer.TARGET) or change is None:
        return
    if visit.target in PROGRESSED and change < PERCENT_PD:
        word = Response.PR if change <= PERCENT_PR else Response.SD
        yield word, f"if progression were judged against the baseline ({signed(change)} %)"


def _rounded(visit: VisitAssessment, answer: Answer) -> Iterator[Guess]:
    """Suppose that percentages were rounded before they were compared."""
    if answer not in (Answer.OVERALL, Answer.TARGET):
        return
    down, up = baseline_percent(visit), nadir_percent(visit)
    if down is not None and down > PERCENT_PR >= down.quantize(Decimal(1)):
        yield Response.PR, f"if {signed(down)} % were rounded to a whole percentage"
    if up is not None and up < PERCENT_PD <= up.quantize(Decimal(1)):
        yield Response.PD, f"if {signed(up)} % were rounded to a whole percentage"


def _without_floor(visit: VisitAssessment, answer: Answer) -> Iterator[Guess]:
    """Suppose that the percentage alone made a progression."""
    grown = nadir_percent(visit)
    if answer not in (Answer.OVERALL, Answer.TARGET) or grown is None:
        return
    if grown >= PERCENT_PD and visit.target not in PROGRESSED:
        yield Response.PD, "if the percentage alone decided, whatever the millimetres"


GUESSES: Sequence[Callable[[VisitAssessment, Answer], Iterator[Guess]]] = (
    _as_read,
    _targets_alone,
    _against_baseline,
    _rounded,
    _without_floor,
)
"""What may have been done otherwise, seen from the visit's own figures."""
