"""The rows of the datasets that an export holds, with what each was made of."""

from __future__ import annotations

from collections.abc import Mapping

from recist.trial.record import ExportRecord
from recist.trial.row_chain import RESPONSES, RESULTS, ExportedRow


def exported_rows(record: ExportRecord) -> tuple[ExportedRow, ...]:
    """Return every row of TR and RS of a record."""
    from recist.formats.sdtm.tables import response_rows, result_rows
    from recist.formats.sdtm.texts import held

    return tuple(
        ExportedRow(
            domain=domain,
            seq=one.seq,
            said=_said(domain, one.values),
            subject=one.source.subject,
            reader=one.source.reader,
            visit=one.source.visit,
            lesion=one.source.lesion,
            scope=one.source.scope,
            protocol=one.source.protocol,
            sum_of=dict(one.more).get("RCPARTS", ""),
            written=held(one.source.subject),
        )
        for domain, rows in ((RESULTS, result_rows(record)), (RESPONSES, response_rows(record)))
        for one in rows
    )


def _said(domain: str, values: Mapping[str, object]) -> str:
    """Return test, result and unit, or that it was not done."""
    names = ("TESTCD", "ORRES", "ORRESU", "STAT", "REASND")
    told = (str(values.get(f"{domain}{name}") or "") for name in names)
    return " ".join(text for text in told if text)
