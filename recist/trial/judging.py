"""Judging everything that was read, in every scope of a protocol."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from recist.criteria.registry import assess
from recist.model.assemble import assemble_cases
from recist.model.assessment import CaseAssessment
from recist.model.case import Case
from recist.model.errors import InputError
from recist.model.protocol import Protocol
from recist.model.row import Row
from recist.model.scope import ALL, NOT, in_scope
from recist.model.subject import SubjectInfo
from recist.model.treatment import Treatment
from recist.trial.stated import StatedResponse


@dataclass(frozen=True, slots=True, kw_only=True)
class Reads:
    """What was read, and what is known of the subjects beside.

    Attributes
    ----------
    subjects : mapping or None
        The subject table by subject; None where there is none.
    stated : tuple of StatedResponse
        Responses that came with the readings; nothing is judged by them.
    """

    rows: tuple[Row, ...]
    subjects: Mapping[str, SubjectInfo] | None = None
    treatments: tuple[Treatment, ...] = ()
    stated: tuple[StatedResponse, ...] = ()

    def by(self, reader: str | None) -> Reads:
        """Return the reads of one reader, or all of them.

        Raises
        ------
        InputError
            Where the reader has no row.
        """
        if reader is None:
            return self
        chosen = tuple(row for row in self.rows if row.reader == reader)
        if not chosen:
            names = sorted({row.reader for row in self.rows if row.reader})
            known = f"there is {', '.join(names)}" if names else "the table names no reader"
            raise InputError(f"no row is by reader {reader!r}; {known}")
        return replace(self, rows=chosen)

    def of(self, subject: str) -> Reads:
        """Return the reads of one subject.

        Raises
        ------
        InputError
            Where the subject has no row.
        """
        chosen = tuple(row for row in self.rows if row.subject == subject)
        if not chosen:
            raise InputError(f"no row is of subject {subject!r}; check its spelling")
        return replace(self, rows=chosen)

    def not_read(self, subjects: Iterable[str]) -> tuple[str, ...]:
        """Return those of the subjects that no row is of, each once."""
        read = {row.subject for row in self.rows}
        return tuple(dict.fromkeys(name for name in subjects if name not in read))


def judge_reads(
    reads: Reads, protocol: Protocol, scope: str | None = None
) -> tuple[CaseAssessment, ...]:
    """Judge every case in every scope of the protocol, the primary one first.

    Parameters
    ----------
    scope : str, optional
        Judge this scope alone, whether it is one of the protocol's or not.
    """
    scopes = protocol.scopes if scope is None else (scope,)
    cases = assemble_cases(
        reads.rows,
        window_days=protocol.options.visit_window_days,
        subjects=reads.subjects,
        treatments=reads.treatments,
    )
    return tuple(assess(scoped(case, one), protocol) for case in cases for one in scopes)


def scoped(case: Case, scope: str) -> Case:
    """Return the part of a case that a scope sees.

    A local treatment of a lesion outside it names no lesion any more, so that it acts only
    where treatments end the response.
    """
    part = in_scope(case, scope)
    held = {row.lesion for row in part.rows}
    outside = {row.lesion for row in case.rows} - held
    treatments = (
        replace(one, lesion="") if one.lesion in outside else one for one in case.treatments
    )
    return replace(part, treatments=tuple(treatments))


def scope_named(name: str | None, reads: Reads, protocols: Iterable[Protocol]) -> str | None:
    """Return a scope as it is written inside: one of a protocol's, or of an organ that was read.

    Raises
    ------
    InputError
        Where there is no such scope.
    """
    if name is None:
        return None
    wanted = " ".join(name.split()).casefold()
    organs = sorted({row.organ.casefold() for row in reads.rows if row.organ})
    known = dict.fromkeys([*(one for held in protocols for one in held.scopes), ALL, *organs])
    if wanted in known or wanted.removeprefix(NOT) in organs:
        return wanted
    raise InputError(f"there is no scope {name!r}; there is {', '.join(known)}, or not-ORGAN")
