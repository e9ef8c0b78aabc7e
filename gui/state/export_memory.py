"""What was exported last, and of each trial into which folder."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from gui.state.entries import entries_of, objects, words
from gui.state.export_order import Format, Order
from recist.trial.record import ReadChoice

MOST = 20
FIRST_FORMATS = (Format.XLSX, Format.CSV)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportMemory:
    """What is proposed the next time.

    Attributes
    ----------
    formats : tuple of Format
        Those that were chosen last.
    folders : tuple of (Path, Path)
        A trial and its folder, the newest first: an export of one never goes into that of another
        unasked.
    """

    formats: tuple[Format, ...] = FIRST_FORMATS
    folders: tuple[tuple[Path, Path], ...] = ()

    def proposed(self, trial: Path, folder: Path) -> Order:
        """Return what is proposed for a trial; ``folder`` where it was not exported before."""
        kept = dict(self.folders).get(trial, folder)
        return Order(formats=self.formats, choice=ReadChoice.ALL, folder=kept)

    def with_order(self, trial: Path, order: Order) -> ExportMemory:
        """Remember an order that was carried out."""
        others = tuple(one for one in self.folders if one[0] != trial)
        new = ((trial, order.folder),) if order.folder is not None else ()
        return ExportMemory(formats=order.formats, folders=(*new, *others)[:MOST])


def memory_text(memory: ExportMemory) -> str:
    """Return what is remembered as JSON."""
    folders = [{"trial": str(trial), "folder": str(folder)} for trial, folder in memory.folders]
    return json.dumps({"formats": list(memory.formats), "folders": folders}, indent=1) + "\n"


def read_memory(text: str) -> ExportMemory:
    """Return what a text remembers; what is broken is left out."""
    found = entries_of(text)
    named = words(found.get("formats"))
    formats = tuple(one for one in Format if one.value in named)
    pairs = [(one.get("trial"), one.get("folder")) for one in objects(found.get("folders"))]
    folders = tuple(
        (Path(trial), Path(folder))
        for trial, folder in pairs
        if isinstance(trial, str) and isinstance(folder, str) and trial and folder
    )
    return ExportMemory(formats=formats or FIRST_FORMATS, folders=folders[:MOST])
