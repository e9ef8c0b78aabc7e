"""What ``recist inspect --format json`` prints."""

from __future__ import annotations

from typing import Any

from recist.formats.sources import printable
from recist.imaging.orientation import plane_name
from recist.imaging.segmentation import FoundSegmentation
from recist.imaging.series import NO_THICKNESS, Inspection, Series


def inspection_json(inspection: Inspection) -> dict[str, Any]:
    """Return an inspection as plain values for JSON.

    ``spacing_mm`` has the order of ``shape_kji`` (slices, rows, columns) and is null, as
    ``orientation`` is, where the series has no trusted millimetres. Its first value is null for a
    single slice whose thickness is not known. The ``segments`` of a segmentation are empty where
    the header names none: those of a label map are its values.
    """
    return {
        "series": [_series(series) for series in inspection.series],
        "segmentations": [_segmentation(found) for found in inspection.segmentations],
        "rejected": [
            {"file": one.file, "code": one.code, "message": one.message}
            for one in inspection.rejected
        ],
    }


def _series(series: Series) -> dict[str, Any]:
    grid = series.geometry
    return {
        "uid": series.uid,
        "part": series.part,
        "subject": series.subject,
        "study_date": series.study_date.isoformat() if series.study_date else None,
        "modality": series.modality,
        "description": series.description,
        "frames": len(series.slices),
        "shape_kji": list(series.shape_kji),
        "spacing_mm": _spacing(series),
        "spacing_source": series.spacing_source.value,
        "slice_thickness_mm": series.slice_thickness_mm,
        "orientation": plane_name(grid) if grid else None,
        "gantry_tilt_degrees": series.gantry_tilt_degrees,
        "transfer_syntax": series.transfer_syntax,
        "lossy": series.lossy,
        "verdict": series.verdict.value,
        "reasons": [{"code": one.code, "message": one.message} for one in series.reasons],
    }


def _segmentation(found: FoundSegmentation) -> dict[str, Any]:
    grid = found.geometry
    return {
        "file": printable(found.file),
        "uid": found.uid,
        "format": found.format.value,
        "kind": found.kind.value,
        "subject": found.subject,
        "study_date": found.study_date.isoformat() if found.study_date else None,
        "description": found.description,
        "segments": [
            {
                "number": one.number,
                "label": one.label,
                "category": one.category,
                "type": one.property_type,
            }
            for one in found.segments
        ],
        "shape_kji": list(grid.shape_kji) if grid else None,
        "spacing_mm": list(grid.spacing_kji_mm) if grid else None,
        "series": [{"uid": one.uid, "part": one.part} for one in found.links],
        "linked_by": found.linked_by.value,
        "verdict": found.verdict.value,
        "reasons": [{"code": one.code, "message": one.message} for one in found.reasons],
    }


def _spacing(series: Series) -> list[float | None] | None:
    if series.geometry is None:
        return None
    step_mm, *in_plane_mm = series.geometry.spacing_kji_mm
    unknown = any(reason.code == NO_THICKNESS for reason in series.reasons)
    return [None if unknown else step_mm, *in_plane_mm]
