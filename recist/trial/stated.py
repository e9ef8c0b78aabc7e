"""Responses that came with readings, to be compared with ours: an RS domain, or a column."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from recist.model.finding import Finding
from recist.model.row import Row
from recist.trial.calipers import CaliperRecord


class Answer(StrEnum):
    """What a stated response is about."""

    TARGET = "target"
    NON_TARGET = "non-target"
    NEW_LESION = "new-lesion"
    OVERALL = "overall"
    BEST = "best"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedResponse:
    """One response as a file states it.

    Attributes
    ----------
    visit : str
        Label of the visit; empty for the best response.
    scope : str
        ``all``, an organ, or ``not-`` and an organ.
    response : str
        In the file's own words, as ``PR``.
    criteria : str
        As ``RECIST 1.1``; empty where the file does not say.
    source : str
        Where it stands, such as ``rs.xpt row 12``.
    """

    subject: str
    reader: str
    visit: str
    answer: Answer
    response: str
    scope: str = "all"
    criteria: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file of which nothing was taken.

    Attributes
    ----------
    where : str
        Names the file, and the row or content item in it.
    why : str
        What is wrong, and what to do.
    """

    where: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was read out of files, whatever their format.

    Attributes
    ----------
    findings : tuple of Finding
        What is noticed of a file as a whole; what is about a row stands in the row.
    refused : tuple of Refused
        The files that could not be taken; nothing of them is in the rest.
    """

    rows: tuple[Row, ...] = ()
    calipers: tuple[CaliperRecord, ...] = ()
    stated: tuple[StatedResponse, ...] = ()
    findings: tuple[Finding, ...] = ()
    refused: tuple[Refused, ...] = ()
