"""``recist inspect``: which series are in a folder or zip, and whether they can be trusted."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from recist.app import find_scans, inspection_json, printable, scan_files
from recist.cli.options import Out, path_of
from recist.cli.output import count, demand_unread, json_text, progress_bar, put, table_text
from recist.imaging.segmentation import FoundSegmentation
from recist.imaging.series import NO_THICKNESS, Inspection, Series

NOT_DICOM = "not-dicom"


class Format(StrEnum):
    """How the series are printed."""

    TABLE = "table"
    JSON = "json"


def inspect(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", parser=path_of, help="Folders, files or zip archives."),
    ],
    format: Annotated[Format, typer.Option(help="How to print.")] = Format.TABLE,
    out: Out = None,
) -> None:
    """List the series in folders and archives.

    Geometry, verdict and its reasons, the segmentations with the series that they belong to,
    and every image file that was refused.
    """
    with progress_bar("Reading headers") as progress:
        found = find_scans(paths, progress=progress)
    text = json_text(inspection_json(found)) if format is Format.JSON else _text(found)
    if out is not None:
        demand_unread(out, (*paths, *scan_files(found)))
    put(text, out)


COLUMNS = ("subject", "date", "modality", "series", "slices", "matrix", "spacing mm", "verdict")


def _text(found: Inspection) -> str:
    parts = [table_text(COLUMNS, [_cells(series) for series in found.series]), "\n"]
    for series in found.series:
        name = series.description or series.uid
        parts.extend(f"{name}: {one.message} [{one.code}]\n" for one in series.reasons)
    parts.extend(_segmentation(one, found) for one in found.segmentations)
    refused = [one for one in found.rejected if one.code != NOT_DICOM]
    parts.extend(f"refused {one.file}: {one.message} [{one.code}]\n" for one in refused)
    others = len(found.rejected) - len(refused)
    outlined = len(found.segmentations)
    counted = f"{count(outlined, 'segmentation')}, " if outlined else ""
    parts.append(
        f"{len(found.series)} series, {counted}{count(len(refused), 'image file')} refused, "
        f"{count(others, 'other file')} that {'is' if others == 1 else 'are'} no scan\n"
    )
    return "".join(parts)


def _segmentation(segmentation: FoundSegmentation, found: Inspection) -> str:
    names = {(one.uid, one.part): one.description or one.uid for one in found.series}
    links = [names[one.uid, one.part] for one in segmentation.links]
    labels = [one.label for one in segmentation.segments]
    first = (
        f"segmentation {printable(segmentation.file)}: {segmentation.format.value}, "
        f"{segmentation.kind.value}, {', '.join(labels) or 'a segment for each value'}; "
        f"on {', '.join(links) or 'no series here'} ({segmentation.linked_by.value}); "
        f"{segmentation.verdict.value}\n"
    )
    name = segmentation.description or segmentation.uid
    return first + "".join(f"{name}: {one.message} [{one.code}]\n" for one in segmentation.reasons)


def _cells(series: Series) -> list[str]:
    slices, rows, columns = series.shape_kji
    spacing = "none"
    if series.geometry is not None:
        across, down, along = (f"{mm:g}" for mm in series.geometry.spacing_kji_mm)
        unknown = any(one.code == NO_THICKNESS for one in series.reasons)
        spacing = f"{along} × {down} × {'?' if unknown else across}"
    return [
        series.subject,
        "" if series.study_date is None else series.study_date.isoformat(),
        series.modality,
        series.description,
        str(slices),
        f"{columns} × {rows}",
        spacing,
        series.verdict.value,
    ]
