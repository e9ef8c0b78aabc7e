"""From a record of RS or TR back to lesions, images and the end points of their axes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from recist.formats.sdtm.context import context_of
from recist.formats.sdtm.dataset import SdtmRecord
from recist.formats.sdtm.responses import response_records
from recist.formats.sdtm.results import result_records
from recist.formats.sdtm.texts import held
from recist.formats.sdtm.tumours import tumour_records
from recist.model.scope import is_in_scope
from recist.trial.calipers import CaliperRecord
from recist.trial.record import ExportRecord

Organs = Mapping[tuple[str, str, str, str], str]
"""By subject, reader, visit in lower case and lesion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """What a record rests on.

    Attributes
    ----------
    start : SdtmRecord
        The record that was asked for.
    results : tuple of SdtmRecord
        TR: of a response the measurements of its visit in its scope and its sums; of a
        measurement those of the same lesion and visit.
    lesions : tuple of SdtmRecord
        TU: the lesions that were measured.
    images : tuple of str
        The images that they were measured on.
    calipers : tuple of CaliperRecord
        The end points of their axes, as far as they were measured with calipers.
    """

    start: SdtmRecord
    results: tuple[SdtmRecord, ...]
    lesions: tuple[SdtmRecord, ...]
    images: tuple[str, ...]
    calipers: tuple[CaliperRecord, ...]


def chain_of(record: ExportRecord, subject: str, seq: int, domain: str = "RS") -> Chain | None:
    """Follow a record by its subject and sequence number; None where there is no such record.

    Parameters
    ----------
    subject : str
        USUBJID, as the record or as a transport file has it.
    domain : str
        ``RS`` or ``TR``.
    """
    context = context_of(record)
    results = list(result_records(context))
    started = results if domain == "TR" else response_records(context)
    start = next((one for one in started if one.seq == seq and _is_of(one, subject)), None)
    if start is None:
        return None
    visits, organs = _visits(start), _organs(record)
    found = tuple(
        one
        for one in results
        if _is_by_the_same(one, start)
        and one.source.visit.casefold() in visits
        and (one is start or _is_part(one, start, organs))
    )
    named = {one.source.lesion for one in found if one.source.lesion}
    images = dict.fromkeys(str(one.values.get("TRREFID") or "") for one in found)
    return Chain(
        start=start,
        results=found,
        lesions=tuple(
            one
            for one in tumour_records(context)
            if _is_by_the_same(one, start) and one.source.lesion in named
        ),
        images=tuple(image for image in images if image),
        calipers=tuple(
            one
            for one in record.calipers
            if (one.subject, one.reader) == (start.source.subject, start.source.reader)
            and one.visit.casefold() in visits
            and one.lesion in named
        ),
    )


def _organs(record: ExportRecord) -> Organs:
    return {
        (row.subject, row.reader, row.visit.casefold(), row.lesion): row.organ
        for row in record.reads.rows
    }


def _visits(start: SdtmRecord) -> set[str]:
    """Return the visits of a record, lower case: the best response rests on several."""
    if start.source.visit:
        return {start.source.visit.casefold()}
    return set(dict(start.more).get("RCVISITS", "").casefold().split("; "))


def _is_of(one: SdtmRecord, subject: str) -> bool:
    return subject in (one.source.subject, held(one.source.subject))


def _is_by_the_same(one: SdtmRecord, start: SdtmRecord) -> bool:
    source, wanted = one.source, start.source
    return (source.subject, source.reader) == (wanted.subject, wanted.reader)


def _is_part(one: SdtmRecord, start: SdtmRecord, organs: Organs) -> bool:
    """Say whether a record of the same visits belongs to what is asked for.

    Sums belong to the responses of their protocol and scope, measurements to those of the scope.
    """
    source, wanted = one.source, start.source
    if not source.lesion:
        return (source.protocol, source.scope) == (wanted.protocol, wanted.scope)
    if wanted.lesion:
        return source.lesion == wanted.lesion
    organ = organs[source.subject, source.reader, source.visit.casefold(), source.lesion]
    return is_in_scope(organ, wanted.scope)
