"""Two exports of one state: the same bytes, and at another time nothing but the time differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from shared_parts.section import Outcome

from export_parts.made_records import sample_record
from recist.app.exports import EXPORTERS, export_record

LATER = "2026-01-05T08:00:01Z"


def files_in(folder: Path) -> dict[str, bytes]:
    """Return every file by its place."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def differing(first: dict[str, bytes], second: dict[str, bytes]) -> Iterator[str]:
    """Name the files that are not the same in both."""
    for name in sorted(first.keys() | second.keys()):
        if first.get(name) != second.get(name):
            yield name


def run(scratch: Path, *, quick: bool, sabotage: bool) -> Outcome:
    """Export the sample trial twice, and once more a second later; the sabotage changes a byte."""
    record = sample_record()
    formats = [name for name in EXPORTERS if not quick or name not in ("figures", "pdf")]
    folders = [scratch / name for name in ("once", "twice", "later")]
    later = replace(record, origin=replace(record.origin, made_at=LATER))
    for folder, one in zip(folders, (record, record, later), strict=True):
        export_record(one, formats, folder)
    once, twice, after = map(files_in, folders)
    if sabotage:
        name = min(twice)
        twice[name] = twice[name][:-1]
    differ = list(differing(once, twice))
    for name in differ:
        print(f"differs: {name}", flush=True)
    figures = {"files": len(once), "differ": len(differ), "names_differ": 0}
    figures["names_differ"] = len(once.keys() ^ after.keys())
    return Outcome(figures=figures, at_most={"differ": 0, "names_differ": 0})
