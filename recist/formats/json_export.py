"""The responses of a record as ``recist-assessment/1``, with where they come from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from recist.formats.assessment_json import assessment_document, finding_block
from recist.formats.export_file import Exporter, ExportFile
from recist.formats.held_text import paired
from recist.formats.json_check import check
from recist.formats.what_if_json import what_if_document
from recist.model.stopping import Progress
from recist.trial.checking import check_cases
from recist.trial.columns import AUDIT_HEAD
from recist.trial.comparison import differences
from recist.trial.record import ExportRecord, Judged

NAME = "responses.json"
PAIRED = "two halves of a surrogate pair side by side → the character that they make"


def write(record: ExportRecord, progress: Progress) -> Iterator[ExportFile]:
    """Yield one document; with several protocols, theirs and what differs between them."""
    document = responses_document(record)
    text = json.dumps(document, indent=1, ensure_ascii=False)
    notes: tuple[str, ...] = ()
    try:
        content = text.encode()
    except UnicodeEncodeError:
        # Half of a surrogate pair is no UTF-8; JSON can write it by its number.
        content = json.dumps(document, indent=1).encode()
        notes = () if paired(text) == text else (PAIRED,)
    yield ExportFile(path=PurePosixPath(NAME), content=content + b"\n", notes=notes)
    progress(1, 1)


def responses_document(record: ExportRecord) -> dict[str, Any]:
    """Return the document as plain values; a head is there only where a chain has one."""
    origin = record.origin
    told = {
        "program": origin.program,
        "trial": origin.trial,
        "exported_at": origin.made_at,
        "reads": str(record.choice),
        **({AUDIT_HEAD: origin.head} if origin.head else {}),
    }
    if len(record.judged) == 1:
        only = record.judged[0]
        return _marked(assessment_document(only.protocol, only.cases), record, only) | told
    assessed = [(judged.protocol, judged.cases) for judged in record.judged]
    document = what_if_document(assessed, differences([cases for _, cases in assessed]))
    for part, judged in zip(document["assessments"], record.judged, strict=True):
        _marked(part, record, judged)
    return document | told


def _marked(document: dict[str, Any], record: ExportRecord, judged: Judged) -> dict[str, Any]:
    """Say of each case whether it is the accepted read, and all that is wrong with what was read.

    The cases have the findings of judging them; here are those of `recist check`, too.
    """
    for case in document["cases"]:
        case["accepted"] = record.is_accepted(case["subject"], case["reader"])
    document["findings"] = [
        {"subject": one.subject, "reader": one.reader, **finding_block(note), "scopes": scopes}
        for one in check_cases(judged.cases, record.reads, judged.protocol)
        for note, scopes in zip(one.findings, one.scopes, strict=True)
    ]
    return document


JSON = Exporter(name="json", write=write, check=check)
