"""What a command would do, said before it is done."""

from __future__ import annotations

from gui.state.commands import Command, DeleteLesion, DeleteReading, SetLesion
from gui.state.course import Course, course_of
from gui.state.document import Document, find_caliper, own_rows
from gui.state.edits import apply
from gui.state.figures import one_decimal
from gui.state.splitting import family_of, parents_of
from gui.state.tongue import later, tr
from recist.model.assessment import VisitAssessment
from recist.model.protocol import Protocol


def consequences(document: Document, command: Command, protocol: Protocol) -> tuple[str, ...]:
    """Say in short lines what is lost and which sums and responses change.

    Raises
    ------
    Refused
        Where the command itself is refused.
    """
    after = apply(document, command)
    lost = _lost(document, command)
    before_course = course_of(document, command.subject, protocol)
    after_course = course_of(after, command.subject, protocol)
    changes = []
    for visit in after_course.visits:
        before, then = before_course.judged(visit.label), after_course.judged(visit.label)
        changes += [f"{visit.label}: {text}" for text in _changed(before, then)]
    best = _best(before_course), _best(after_course)
    if best[0] != best[1]:
        said = tr("best response: {before} → {after}", before=best[0], after=best[1])
        changes.append(said)
    return (*lost, *_called(document, after, command), *(changes or [tr(NOTHING)]))


NOTHING = later("No sum and no response changes.")


def _called(document: Document, after: Document, command: Command) -> tuple[str, ...]:
    """Say under which names lesions are found from then on, in the table and in every export."""
    if not isinstance(command, SetLesion):
        return ()
    before, then = (
        [row.lesion for row in own_rows(one, command.subject)] for one in (document, after)
    )
    names = {one: other for one, other in zip(before, then, strict=True) if one != other}
    if not names:
        return ()
    said = ", ".join(f"{one} → {other}" for one, other in names.items())
    visits = dict.fromkeys(
        row.visit for row in own_rows(document, command.subject) if row.lesion in names
    )
    return (
        tr(
            "In the table, with the calipers and in every export, at {visits}: {names}",
            visits=", ".join(visits),
            names=said,
        ),
    )


def _lost(document: Document, command: Command) -> tuple[str, ...]:
    if not isinstance(command, DeleteLesion | DeleteReading):
        return ()
    gone = {command.lesion}
    if isinstance(command, DeleteLesion):
        gone = set(family_of(parents_of(document, command.subject), command.lesion))
    visits = [
        (row.visit, row.lesion)
        for row in own_rows(document, command.subject)
        if row.lesion in gone and (isinstance(command, DeleteLesion) or row.visit == command.visit)
    ]
    drawn = sum(find_caliper(document, command.subject, *at) is not None for at in visits)
    count = len(visits)
    said = tr(
        "Removes {readings} and {calipers} of {lesions} ({visits}).",
        readings=tr("1 reading") if count == 1 else tr("{count} readings", count=count),
        calipers=tr("1 caliper") if drawn == 1 else tr("{count} calipers", count=drawn),
        lesions=", ".join(sorted(gone)),
        visits=", ".join(dict.fromkeys(at for at, _ in visits)),
    )
    return (said,)


def _changed(before: VisitAssessment | None, then: VisitAssessment | None) -> list[str]:
    parts = []
    if _sum(before) != _sum(then):
        parts.append(tr("sum {before} → {now}", before=_sum(before), now=_sum(then)))
    if _response(before) != _response(then):
        parts.append(f"{_response(before)} → {_response(then)}")
    return parts


def _best(course: Course) -> str:
    return course.best.response.value if course.best is not None else tr("none")


def _sum(one: VisitAssessment | None) -> str:
    if one is None or one.sum_um is None:
        return tr("none")
    now = f"{one_decimal(one.sum_um)} mm"
    return now if one.complete else tr("{sum} (incomplete)", sum=now)


def _response(one: VisitAssessment | None) -> str:
    return tr("none") if one is None or one.overall is None else one.overall.value
