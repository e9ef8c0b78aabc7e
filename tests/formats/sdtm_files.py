"""An SDTM export of every kind of reading, written into a folder."""

from pathlib import Path

from recist.formats.export_file import ExportFile
from recist.formats.sdtm.export import SDTM
from recist.trial.record import ExportRecord
from tests.formats.sdtm_records import EVERYTHING, record, rows

PROTOCOLS = ("nct01387295", "nct01387295-recist-1.0")

MADE_AT = "2026-11-29T08:20:59Z"


def no_progress(done: int, total: int) -> None:
    assert 0 <= done <= total


def everything() -> ExportRecord:
    return record([*rows(EVERYTHING), *rows(EVERYTHING, reader="B", accepted="no")], PROTOCOLS)


def written(of: ExportRecord) -> dict[str, ExportFile]:
    return {str(one.path): one for one in SDTM.write(of, no_progress)}


def kept(files: dict[str, ExportFile], folder: Path) -> Path:
    for path, file in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(file.content)
    return folder


def checked(of: ExportRecord, folder: Path) -> list[str]:
    assert SDTM.check is not None
    return list(SDTM.check(of, folder))
