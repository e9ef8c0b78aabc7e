"""The words in which responses are stated, whatever the spelling, as ours."""

from __future__ import annotations

import re
from collections.abc import Iterable

from recist.model.response import NewLesion, Response
from recist.model.row import Row
from recist.trial.stated import Answer, StatedResponse

NOTHING = "none"
"""Stands for no answer, as of targets where there are none."""

Word = Response | NewLesion | str
"""An answer; `NOTHING` where there is none."""

_SPELLINGS: dict[Response, tuple[str, ...]] = {
    Response.CR: ("CR", "COMPLETE RESPONSE", "COMPLETE REMISSION"),
    Response.PR: ("PR", "PARTIAL RESPONSE", "PARTIAL REMISSION"),
    Response.SD: ("SD", "STABLE DISEASE", "STABLE", "NO CHANGE"),
    Response.PD: ("PD", "PROGRESSIVE DISEASE", "PROGRESSION", "PROGRESSION OF DISEASE"),
    Response.NE: (
        "NE",
        "NOT EVALUABLE",
        "INEVALUABLE",
        "UNEVALUABLE",
        "NON EVALUABLE",
        "NOT ASSESSABLE",
        "UNABLE TO EVALUATE",
        "UE",
    ),
    Response.NON_CR_NON_PD: (
        "NON-CR/NON-PD",
        "NON-CR",
        "NON-COMPLETE RESPONSE/NON-PROGRESSIVE DISEASE",
        "IR/SD",
        "INCOMPLETE RESPONSE/STABLE DISEASE",
        "INCOMPLETE RESPONSE/SD",
    ),
    Response.NED: ("NED", "NO EVIDENCE OF DISEASE", "NO DISEASE"),
    Response.ICR: ("iCR", "IMMUNE COMPLETE RESPONSE"),
    Response.IPR: ("iPR", "IMMUNE PARTIAL RESPONSE"),
    Response.ISD: ("iSD", "IMMUNE STABLE DISEASE"),
    Response.IUPD: (
        "iUPD",
        "IMMUNE UNCONFIRMED PROGRESSIVE DISEASE",
        "UNCONFIRMED PROGRESSIVE DISEASE",
    ),
    Response.ICPD: (
        "iCPD",
        "IMMUNE CONFIRMED PROGRESSIVE DISEASE",
        "CONFIRMED PROGRESSIVE DISEASE",
    ),
    Response.NON_ICR_NON_IUPD: ("NON-iCR/NON-iUPD",),
}
_NEW_LESIONS = {
    NewLesion.UNEQUIVOCAL: ("UNEQUIVOCAL", "YES", "Y", "PD", "PRESENT", "NEW LESION"),
    NewLesion.EQUIVOCAL: ("EQUIVOCAL",),
    NewLesion.NONE: ("NONE", "NO", "N", "ABSENT", "NO NEW LESION", "NO NEW LESIONS"),
}
_NOTHING = ("NA", "NOT APPLICABLE", "NO TARGET LESIONS", "NO NON-TARGET LESIONS", "NONE")

PLAIN = {
    Response.ICR: Response.CR,
    Response.IPR: Response.PR,
    Response.ISD: Response.SD,
    Response.ICPD: Response.PD,
    Response.NON_ICR_NON_IUPD: Response.NON_CR_NON_PD,
}
"""iRECIST's own words for what RECIST 1.1 says too."""

COLUMNS = {
    "response": Answer.OVERALL,
    "overall": Answer.OVERALL,
    "overall_response": Answer.OVERALL,
    "best_response": Answer.BEST,
    "best_overall_response": Answer.BEST,
    "target_response": Answer.TARGET,
    "non_target_response": Answer.NON_TARGET,
}
"""Columns of a reading table that state a response, beside those that are ours."""

_CRITERIA = (
    ("imrecist", ""),
    ("irrecist", ""),
    ("irecist", "iRECIST"),
    ("mrecist", "mRECIST"),
    ("recist1.0", "RECIST 1.0"),
    ("recist1.1", "RECIST 1.1"),
    ("recistv1.0", "RECIST 1.0"),
    ("recistv1.1", "RECIST 1.1"),
    ("recistversion1.0", "RECIST 1.0"),
    ("recistversion1.1", "RECIST 1.1"),
)


def _bare(text: str) -> str:
    """Leave out what spellings differ in; a question mark is doubt and stays."""
    return re.sub(r"[\s\-–_/.]", "", text.upper())


_BY_SPELLING: dict[str, Word] = {
    _bare(spelling): word for word, spellings in _SPELLINGS.items() for spelling in spellings
}
_NEW_BY_SPELLING: dict[str, Word] = {
    _bare(spelling): word for word, spellings in _NEW_LESIONS.items() for spelling in spellings
}
_NO_ANSWER = {_bare(spelling) for spelling in _NOTHING}


def word_said(text: str, answer: Answer) -> Word | None:
    """Return the answer that a text states, None where it is not known."""
    bare = _bare(text)
    if answer is Answer.NEW_LESION:
        return _NEW_BY_SPELLING.get(bare)
    return _BY_SPELLING.get(bare) or (NOTHING if bare in _NO_ANSWER else None)


def plain(word: Word) -> Word:
    """Return the same answer in the words that all criteria share."""
    return PLAIN.get(word, word) if isinstance(word, Response) else word


def criteria_said(text: str) -> str | None:
    """Return the criteria that a text names as protocols do; None where they are none of ours.

    An empty text says nothing, and is returned as it is.
    """
    bare = "".join(text.casefold().split())
    if not bare:
        return ""
    return next((name or None for part, name in _CRITERIA if part in bare), None)


def stated_in_columns(rows: Iterable[Row]) -> tuple[StatedResponse, ...]:
    """Return the responses that columns of a reading table state, each once for a visit."""
    found: dict[tuple[str, ...], StatedResponse] = {}
    for row in rows:
        for name, text in row.extra:
            answer = COLUMNS.get(name.strip().casefold())
            if answer is None or not text.strip():
                continue
            visit = "" if answer is Answer.BEST else row.visit
            key = (row.subject, row.reader, visit.casefold(), answer, _bare(text))
            found.setdefault(
                key,
                StatedResponse(
                    subject=row.subject,
                    reader=row.reader,
                    visit=visit,
                    answer=answer,
                    response=" ".join(text.split()),
                    source=f"{row.source}, column {name}",
                ),
            )
    return tuple(found.values())
