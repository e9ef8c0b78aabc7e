"""The exporter ``sdtm``: every dataset as XPT and Dataset-JSON, and what describes them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from recist.formats.export_file import Exporter, ExportFile
from recist.formats.sdtm.check import check
from recist.formats.sdtm.dataset_json import DEFINE, dataset_json
from recist.formats.sdtm.define_xml import define_xml
from recist.formats.sdtm.tables import datasets_of
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
    yield ExportFile(path=FOLDER / DEFINE, content=define_xml(written, record))
    progress(steps, steps)


SDTM = Exporter(name="sdtm", write=write, check=check)
