"""From rows to cases: visits in order, lesions with their roles, readings aligned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from recist.model.case import Case, Parts, Visit
from recist.model.finding import Finding, Severity
from recist.model.fragments import parts_at_visit
from recist.model.lesion import Lesion, Role
from recist.model.merging import resolve_merged
from recist.model.pet import after_pet_rules, is_pet
from recist.model.reading import Absent, NotDone, NotEvaluable, Reading
from recist.model.roles import Roster, roster_of
from recist.model.row import Row
from recist.model.row_checks import checked
from recist.model.subject import UNKNOWN_SUBJECT, SubjectInfo
from recist.model.treatment import Treatment
from recist.model.visits import VisitRows, order_visits

NO_ROW = NotDone("no row at this visit")


def assemble_cases(
    rows: Iterable[Row],
    *,
    window_days: int,
    subjects: Mapping[str, SubjectInfo] | None = None,
    treatments: Iterable[Treatment] = (),
) -> tuple[Case, ...]:
    """Make one case of each subject and reader, in the order in which they first appear.

    Parameters
    ----------
    rows : iterable of Row
        At most one for a subject, reader, visit and lesion.
    window_days : int
        How far scans under one visit label may lie apart.
    subjects : mapping, optional
        The subject table by subject.
    treatments : iterable of Treatment
        The treatment table.

    Returns
    -------
    tuple of Case
        Whatever is wrong with a course stands in its ``findings``; nothing is raised.
    """
    grouped: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        grouped.setdefault((row.subject, row.reader), []).append(row)
    known = subjects or {}
    done: dict[str, list[Treatment]] = {}
    for treatment in treatments:
        done.setdefault(treatment.subject, []).append(treatment)
    return tuple(
        assemble_case(
            held,
            window_days=window_days,
            info=known.get(subject, UNKNOWN_SUBJECT),
            treatments=done.get(subject, ()),
        )
        for (subject, _), held in grouped.items()
    )


def assemble_case(
    rows: Iterable[Row],
    *,
    window_days: int,
    info: SubjectInfo = UNKNOWN_SUBJECT,
    treatments: Iterable[Treatment] = (),
) -> Case:
    """Make the case of one subject and reader out of its rows (at least one)."""
    held = list(rows)
    findings = [note for row in held for note in row.findings]
    ordered = order_visits(held, window_days=window_days, reference_date=info.reference_date)
    findings.extend(ordered.findings)
    visits = []
    baseline_pet = any(is_pet(row) for row in ordered.visits[0].rows)
    for visit in ordered.visits:
        sound, notes = checked(visit)
        counting, waiting = after_pet_rules(sound.rows, baseline_pet=baseline_pet)
        visits.append(replace(sound, rows=tuple(counting)))
        findings.extend((*notes, *waiting))
    roster = roster_of(visits)
    findings.extend(roster.findings)
    findings.extend(_unknown_columns(held))
    course = _Course(visits=visits, roster=roster, findings=findings)
    return Case(
        subject=held[0].subject,
        reader=held[0].reader,
        targets=roster.targets,
        non_targets=roster.non_targets,
        markers=roster.markers,
        new_lesions=roster.new_lesions,
        visits=course.aligned(),
        info=info,
        treatments=tuple(treatments),
        rows=tuple(held),
        findings=tuple(findings),
    )


@dataclass(slots=True)
class _Course:
    """Aligns the rows of each visit with the roster; appends what it notices."""

    visits: list[VisitRows]
    roster: Roster
    findings: list[Finding]

    def aligned(self) -> tuple[Visit, ...]:
        known: list[str] = []
        seen_new: set[str] = set()
        result = []
        judged = self._baseline_stands()
        for visit in self.visits:
            rows = {row.lesion: row for row in visit.rows if row.lesion}
            known.extend(id for id in rows if id in self.roster.parents and id not in known)
            aligned = self._visit(visit, rows, known, judged=judged)
            if aligned.assessed:
                self._report_unread_new(aligned, seen_new)
            result.append(aligned)
        return tuple(result)

    def _baseline_stands(self) -> bool:
        """Say whether the course has a baseline; without one no visit can be judged."""
        baseline = self.visits[0]
        if self.roster.targets or self.roster.non_targets or was_assessed(baseline):
            return True
        self.findings.append(
            Finding(
                severity=Severity.ERROR,
                code="baseline-not-assessed",
                message=f"nothing was assessed at the baseline {baseline.label}: NE throughout",
                visit=baseline.label,
            )
        )
        return False

    def _visit(
        self, visit: VisitRows, rows: dict[str, Row], known: list[str], *, judged: bool
    ) -> Visit:
        assessed = judged and was_assessed(visit)

        def parts(lesions: tuple[Lesion, ...]) -> tuple[Parts, ...]:
            return tuple(
                tuple(
                    self._reading(visit, lesion.role, name, row, assessed)
                    for name, row in parts_at_visit(lesion.id, rows, known, self.roster.parents)
                )
                for lesion in lesions
            )

        self._report_replaced(visit, rows, known)
        targets, notes = resolve_merged(self.roster.targets, parts(self.roster.targets))
        self.findings.extend(replace(note, visit=visit.label) for note in notes)
        return Visit(
            label=visit.label,
            date=visit.date,
            last_date=visit.last_date,
            assessed=assessed,
            targets=targets,
            non_targets=parts(self.roster.non_targets),
            markers=parts(self.roster.markers),
            new=tuple(
                reading_of(rows[lesion.id], lesion.role) if lesion.id in rows else None
                for lesion in self.roster.new_lesions
            ),
        )

    def _reading(
        self, visit: VisitRows, role: Role, name: str, row: Row | None, assessed: bool
    ) -> Reading:
        if row is not None:
            if row.role is not role and name in self.roster.parents:
                self.findings.append(_other_role(row, role))
            return reading_of(row, role)
        if assessed:
            self.findings.append(_without_row(name, visit.label, "taken as not done"))
        return Reading(lesion=name, state=NO_ROW, date=visit.date)

    def _report_replaced(
        self, visit: VisitRows, rows: Mapping[str, Row], known: Iterable[str]
    ) -> None:
        """Report a lesion that has a row of its own beside those of its fragments."""
        parents = {self.roster.parents[name] for name in known if name in rows}
        self.findings.extend(
            Finding(
                severity=Severity.WARNING,
                code="row-of-split-lesion",
                message=f"{name} has split: its fragments count, its own row does not",
                lesion=name,
                visit=visit.label,
            )
            for name in rows
            if name in parents
        )

    def _report_unread_new(self, visit: Visit, seen: set[str]) -> None:
        for lesion, reading in zip(self.roster.new_lesions, visit.new, strict=True):
            if reading is None and lesion.id in seen:
                self.findings.append(_without_row(lesion.id, visit.label, "nothing is said of it"))
            elif reading is not None and isinstance(reading.state, Absent):
                seen.discard(lesion.id)
            elif reading is not None:
                seen.add(lesion.id)


def was_assessed(visit: VisitRows) -> bool:
    """Say whether anything was assessed at a visit."""
    return any(not isinstance(row.state, NotDone | NotEvaluable) for row in visit.rows)


def _unknown_columns(rows: Iterable[Row]) -> list[Finding]:
    """Report the columns that are kept without being understood: one may be misspelt."""
    names = dict.fromkeys(name for row in rows for name, _ in row.extra)
    return [
        Finding(
            severity=Severity.INFO,
            code="column-not-known",
            message=f"column {name!r} is kept, but says nothing to the criteria",
        )
        for name in names
    ]


def _other_role(row: Row, role: Role) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        code="role-changed",
        message=f"{row.lesion} is a fragment of a {role} and is called {row.role}",
        lesion=row.lesion,
        visit=row.visit,
    )


def _without_row(lesion: str, visit: str, consequence: str) -> Finding:
    return Finding(
        severity=Severity.WARNING,
        code="lesion-without-row",
        message=f"{lesion} has no row at {visit}: {consequence}",
        lesion=lesion,
        visit=visit,
    )


def reading_of(row: Row, role: Role) -> Reading:
    """Take from a row what the engine judges; not evaluable where its role has changed."""
    state = row.state if row.role is role else NotEvaluable(f"called {row.role} at this visit")
    return Reading(
        lesion=row.lesion, state=state, date=row.date, change=row.change, image=row.image
    )
