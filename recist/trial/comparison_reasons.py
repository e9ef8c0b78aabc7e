"""Why two protocols judge one visit differently, from the rules that fired in each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from recist.criteria.axes import Axis, length_on
from recist.criteria.causes import listed
from recist.criteria.figures import percent_change
from recist.criteria.new_lesions import Sighting, sighting_of
from recist.criteria.registry import criterion_of
from recist.criteria.thresholds import Thresholds
from recist.criteria.wording import Explanation, explain, signed
from recist.endpoints.best import best_response
from recist.endpoints.best_words import best_in_words
from recist.endpoints.kinds import RESPONDING
from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.length import mm_text
from recist.model.protocol import LocalTreatment, Protocol
from recist.model.reading import Measured, TooSmall
from recist.model.response import Response
from recist.model.treatment import Treatment

PROGRESSED = (Response.PD, Response.IUPD, Response.ICPD)


class Pair(NamedTuple):
    """One visit as two protocols judge it; the numbers are its place in each course."""

    ours: CaseAssessment
    theirs: CaseAssessment
    our_index: int
    their_index: int

    @property
    def visits(self) -> tuple[VisitAssessment, VisitAssessment]:
        """The visit in each assessment."""
        return self.ours.visits[self.our_index], self.theirs.visits[self.their_index]

    @property
    def protocols(self) -> tuple[Protocol, Protocol]:
        """The protocol of each assessment."""
        return self.ours.protocol, self.theirs.protocol

    @property
    def names(self) -> tuple[str, str]:
        """What each side is called in a sentence."""
        return side_names(*self.protocols)

    @property
    def thresholds(self) -> tuple[Thresholds, Thresholds]:
        """The figures of each criterion."""
        first, second = (criterion_of(protocol).rules.thresholds for protocol in self.protocols)
        return first, second

    def turned(self) -> Pair:
        """Return the pair with its sides exchanged."""
        return Pair(self.theirs, self.ours, self.their_index, self.our_index)


def side_names(ours: Protocol, theirs: Protocol) -> tuple[str, str]:
    """Call each side by its criteria where these tell them apart, else by the protocol's id."""
    if ours.criteria != theirs.criteria:
        return ours.criteria, theirs.criteria
    return ours.id, theirs.id


def reason_of(pair: Pair) -> str:
    """Say in words why the two answers to a visit differ.

    A cause that tells the whole story stands alone; otherwise what each side goes by follows.
    """
    for cause in WHOLE_CAUSES:
        told = cause(pair) or cause(pair.turned())
        if told:
            return told
    parts = [*(told for cause in PART_CAUSES for told in cause(pair)), *_rules(pair)]
    return " ".join(parts)


def best_reason(ours: CaseAssessment, theirs: CaseAssessment) -> str:
    """Say in words why two best overall responses differ."""
    parts = [_unconfirmed(ours, theirs) or _unconfirmed(theirs, ours)]
    names = side_names(ours.protocol, theirs.protocol)
    for name, assessment in zip(names, (ours, theirs), strict=True):
        parts.append(f"{name}: {best_in_words(assessment, best_response(assessment)).text}")
    return " ".join(filter(None, parts))


def _unconfirmed(ours: CaseAssessment, theirs: CaseAssessment) -> str:
    """Say that our response is not confirmed, where their protocol asks for that."""
    best, asked = best_response(ours), theirs.protocol.confirmation
    if best.confirmed or ours.protocol.confirmation.required or not asked.required:
        return ""
    if best.response not in RESPONDING:
        return ""
    _, other = side_names(ours.protocol, theirs.protocol)
    return f"{other} counts a {best.response} only if confirmed after {asked.interval_days} days."


def _without_floor(pair: Pair) -> str:
    """Say that theirs is no PD by the sum for want of millimetres, and ours is one."""
    (ours, theirs), (name, other) = pair.visits, pair.names
    here, there = (one.progression_floor_um for one in pair.thresholds)
    total, nadir = ours.sum_um, ours.nadir_sum_um
    same = (total, nadir) == (theirs.sum_um, theirs.nadir_sum_um)
    if not same or total is None or nadir is None or ours.target not in PROGRESSED:
        return ""
    if theirs.target in PROGRESSED or not here <= total - nadir < there:
        return ""
    change = percent_change(total, nadir)
    rise = "Disease over a nadir of 0 mm" if change is None else f"{signed(change)} %"
    return (
        f"{rise} reaches PD without the {there // 1000} mm floor in {name}; "
        f"{other} needs {there // 1000} mm: {mm_text(total - nadir)} mm."
    )


def _held(pair: Pair) -> str:
    """Say that an earlier PR holds on our side alone."""
    (ours, theirs), (name, other) = pair.visits, pair.names
    if ours.target is ours.target_literal or ours.target_literal is not theirs.target:
        return ""
    here, there = (
        "it" if visit.sum_um is None else f"{mm_text(visit.sum_um)} mm" for visit in pair.visits
    )
    return (
        f"An earlier {ours.target} holds in {name}, though {here} alone is {ours.target_literal}; "
        f"in {other} it does not hold: {there} is {theirs.target}."
    )


def _axes(pair: Pair) -> Iterator[str]:
    """Name targets that each side measures along another axis."""
    here, there = pair.thresholds
    case = pair.ours.case
    by_axes: dict[tuple[Axis, Axis], list[str]] = {}
    for column, lesion in enumerate(case.targets):
        axes = (here.axis(lesion), there.axis(lesion))
        states = [part.state for visit in case.visits for part in visit.targets[column]]
        if axes[0] is not axes[1] and any(
            isinstance(state, Measured)
            and length_on(state.diameters, axes[0]) != length_on(state.diameters, axes[1])
            for state in states
        ):
            by_axes.setdefault(axes, []).append(lesion.id)
    name, other = pair.names
    for axes, lesions in by_axes.items():
        counts = "count" if len(lesions) > 1 else "counts"
        yield (
            f"{listed(lesions, '')} {counts} by the {axes[0]} in {name}, "
            f"by the {axes[1]} in {other}."
        )


def _too_small(pair: Pair) -> Iterator[str]:
    """Say what "too small to measure" counts as, where a target is."""
    (first, second), (name, other) = pair.protocols, pair.names
    here, there = first.options.too_small, second.options.too_small
    seen = (part.state for visit in pair.ours.case.visits for col in visit.targets for part in col)
    if here != there and any(isinstance(state, TooSmall) for state in seen):
        yield f"Too small to measure counts as {here} mm in {name}, as {there} mm in {other}."


def _treated(pair: Pair) -> Iterator[str]:
    """Name lesions treated locally by then, where the protocols take that differently."""
    modes = [protocol.options.local_treatment for protocol in pair.protocols]
    if modes[0] is modes[1]:
        return
    day = pair.visits[0].date.day
    done: Sequence[Treatment] = [
        one
        for one in pair.ours.case.treatments
        if one.lesion and day is not None and one.date <= day
    ]
    (name, other), (here, there) = pair.names, modes
    for one in done:
        yield (
            f"{one.lesion}, {one.kind} on {one.date.isoformat()}, {TREATED[here]} in {name}, "
            f"{TREATED[there]} in {other}."
        )


TREATED = {
    LocalTreatment.NOT_EVALUABLE: "is not evaluable from then on",
    LocalTreatment.PLANNED: "leaves the assessment",
    LocalTreatment.RESECTED_IS_ZERO: "is gone if resected, else not evaluable,",
    LocalTreatment.CENSOR: "ends the response",
}


def _sightings(pair: Pair) -> Iterator[str]:
    """Name new lesions that are large enough for one side alone."""
    here, there = pair.thresholds
    case, names = pair.ours.case, pair.names
    for column, lesion in enumerate(case.new_lesions):
        for visit in case.visits[1 : pair.our_index + 1]:
            seen = [sighting_of(lesion, visit.new[column], one) for one in (here, there)]
            counts = [one in (Sighting.UNEQUIVOCAL, Sighting.EQUIVOCAL) for one in seen]
            if counts[0] != counts[1]:
                name, other = names if counts[0] else (names[1], names[0])
                yield f"{lesion.id} is a new lesion in {name}, too small for one in {other}."
                break


def _rules(pair: Pair) -> Iterator[str]:
    """Quote the rule that decided on each side."""
    ours = explain(pair.ours, pair.our_index)
    theirs = explain(pair.theirs, pair.their_index)
    for name, rules, others in ((pair.names[0], ours, theirs), (pair.names[1], theirs, ours)):
        if rules:
            yield f"{name}: {_deciding(rules, {_row(rule) for rule in others}).text}"


def _deciding(rules: Sequence[Explanation], shared: set[str]) -> Explanation:
    """Return the last rule, or what is behind it where that is a row of Table 1 or 2.

    Behind a PD are the lesions that progressed; behind another answer a rule of this side alone.
    """
    row = _row(rules[-1])
    if not row.startswith("table"):
        return rules[-1]
    part = next((part for cause, part in PROGRESSING.items() if row.endswith(cause)), None)
    behind = (
        rule
        for rule in rules[:-1]
        if (_row(rule) not in shared if part is None else _row(rule).startswith(part))
    )
    return next(behind, rules[-1])


def _row(rule: Explanation) -> str:
    """Return the row's name without the criterion before it."""
    return rule.id.partition("/")[2]


PROGRESSING = {
    "PD-non-target": "non-target/",
    "PD-new-lesion": "new-lesion/",
    "PD-target": "target/",
}
"""By the end of a row's id in Table 1 or 2 the rules of what progressed."""

WHOLE_CAUSES: Sequence[Callable[[Pair], str]] = (_without_floor, _held)
PART_CAUSES: Sequence[Callable[[Pair], Iterator[str]]] = (_axes, _too_small, _treated, _sightings)
