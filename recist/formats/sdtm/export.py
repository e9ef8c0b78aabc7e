"""The exporter ``sdtm``: every dataset as XPT and Dataset-JSON, and what describes them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from recist.formats.export_file import Exporter, ExportFile
from recist.formats.sdtm.check import check
from recist.formats.sdtm.dataset_json import DEFINE, dataset_json
from recist.formats.sdtm.define_xml import define_xml
from recist.formats.sdtm.tables import datasets_of
from recist.formats.sdtm.texts import plain
from recist.formats.sdtm.xpt import held_dataset, xpt_bytes
from recist.model.stopping import Progress
from recist.trial.record import ExportRecord

FOLDER = PurePosixPath("sdtm")


def write(record: ExportRecord, progress: Progress) -> Iterator[ExportFile]:
    """Make the files of a record, one after another."""
    datasets = datasets_of(record)
    written = {name: held_dataset(dataset) for name, dataset in datasets.items()}
    steps = len(datasets) + 1
    for done, (name, dataset) in enumerate(datasets.items()):
        progress(done, steps)
        content, notes = xpt_bytes(dataset, record.origin.made_at)
        stem = name.lower()
        yield ExportFile(path=FOLDER / f"{stem}.xpt", content=content, notes=notes)
        yield ExportFile(path=FOLDER / f"{stem}.json", content=dataset_json(dataset, record))
    progress(steps - 1, steps)
    notes = tuple(_left_out(record))
    yield ExportFile(path=FOLDER / DEFINE, content=define_xml(written, record), notes=notes)
    progress(steps, steps)


def _left_out(record: ExportRecord) -> Iterator[str]:
    """Name the columns of the reading table that have no place in SDTM."""
    for name in dict.fromkeys(name for row in record.reads.rows for name, _ in row.extra):
        yield f"SDTM: column {plain(name)} of the reading table has no variable, and is left out"


SDTM = Exporter(name="sdtm", write=write, check=check)
