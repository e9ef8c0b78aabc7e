"""The header of one DICOM file, read without its pixels into an `Instance`."""

from __future__ import annotations

from pydicom import Dataset

from recist.formats.dicom.classes import Kind, classify
from recist.formats.dicom.functional import read_frames
from recist.formats.dicom.instance import Instance
from recist.formats.dicom.open import DicomFile, check_length, layout_of, open_dicom
from recist.formats.dicom.pixels import JPEG, NATIVE, READABLE, PixelFormat
from recist.formats.dicom.values import day, text, texts, whole
from recist.formats.sources import STREAM_ERRORS, Opener, RefusedError, unreadable

# Baseline, extended and the retired progressive processes cannot keep every value.
ALWAYS_LOSSY = frozenset(f"{JPEG}{n}" for n in (50, 51, 53, 55))
MAYBE_LOSSY = frozenset(f"{JPEG}{n}" for n in (81, 91, 203))
MAX_FRAMES = 100_000
# No detector is as large as this; a header that says so is damaged or means harm.
MAX_PIXELS = 1 << 28
GREY = ("MONOCHROME1", "MONOCHROME2")
COLOUR = ("RGB", "YBR_FULL", "YBR_FULL_422", "YBR_ICT", "YBR_RCT", "YBR_PARTIAL_420")


def read_header(file: str, opener: Opener) -> Instance:
    """Open a file and read its header; raises as :func:`read_instance` does."""
    with opener.open(file) as stream:
        try:
            return read_instance(file, open_dicom(stream, opener.size(file)))
        except STREAM_ERRORS as error:
            raise unreadable(error) from error


def read_instance(file: str, opened: DicomFile) -> Instance:
    """Turn a header into an Instance.

    Raises
    ------
    RefusedError
        If it is no image, or one that cannot be shown.
    """
    data = opened.dataset
    modality = text(data, "Modality")
    sop_class = text(data, "SOPClassUID") or text(opened.meta, "MediaStorageSOPClassUID")
    kind, kind_name = classify(sop_class, modality)
    if kind is Kind.NOT_AN_IMAGE:
        raise RefusedError("not-an-image", f"is a DICOM {kind_name}, not an image")
    if opened.pixels is None:
        raise RefusedError("no-pixels", "holds no pixel data: it may have been cut short")
    if kind is Kind.UNKNOWN:
        raise RefusedError("unsupported-class", f"images of this class are not read ({kind_name})")
    instance = text(data, "SOPInstanceUID") or text(opened.meta, "MediaStorageSOPInstanceUID")
    if not instance:
        raise RefusedError("no-identity", "has no SOP Instance UID: no measurement could name it")
    if opened.syntax not in READABLE:
        message = f"pixels in transfer syntax {opened.syntax} are not read; ask for it uncompressed"
        raise RefusedError("unsupported-syntax", message)
    pixels = _pixel_format(data, opened.syntax)
    check_length(opened, pixels.frame_bytes, pixels.frames)
    return Instance(
        file=file,
        sop_instance=instance,
        kind=kind,
        kind_name=kind_name,
        series_uid=text(data, "SeriesInstanceUID"),
        study_uid=text(data, "StudyInstanceUID"),
        subject=text(data, "PatientID"),
        study_date=day(data, "StudyDate"),
        modality=modality,
        description=text(data, "SeriesDescription"),
        number=whole(data, "SeriesNumber"),
        body_part=text(data, "BodyPartExamined"),
        frame_of_reference=text(data, "FrameOfReferenceUID"),
        multi_frame="NumberOfFrames" in data and (pixels.frames > 1 or _is_grouped(data)),
        layout=layout_of(opened, pixels),
        lossy=_lossy(data, opened.syntax),
        frames=read_frames(data, pixels),
    )


def _is_grouped(data: Dataset) -> bool:
    return "SharedFunctionalGroupsSequence" in data or "PerFrameFunctionalGroupsSequence" in data


def _pixel_format(data: Dataset, syntax: str) -> PixelFormat:
    rows, columns = whole(data, "Rows") or 0, whole(data, "Columns") or 0
    samples = whole(data, "SamplesPerPixel") or 1
    frames = whole(data, "NumberOfFrames")
    frames = 1 if frames is None else frames
    usual = "MONOCHROME2" if samples == 1 else "RGB"
    photometric = text(data, "PhotometricInterpretation") or usual
    if rows <= 0 or columns <= 0 or not 0 < frames <= MAX_FRAMES:
        raise RefusedError("damaged-header", f"claims {frames} frames of {rows} × {columns} pixels")
    if rows * columns > MAX_PIXELS:
        raise RefusedError("too-large", f"claims {rows} × {columns} pixels")
    allocated, stored, high = _bits(data)
    if photometric not in (GREY if samples == 1 else COLOUR) or samples not in (1, 3):
        message = f"{photometric} pixels of {samples} samples are not read"
        raise RefusedError("unsupported-pixels", message)
    if samples > 1 and (allocated, stored) != (8, 8):
        raise RefusedError("unsupported-pixels", f"colour of {stored} bits is not read")
    if photometric == "YBR_FULL_422" and columns % 2 and syntax in NATIVE:
        raise RefusedError("unsupported-pixels", f"{columns} columns cannot share their colours")
    return PixelFormat(
        rows=rows,
        columns=columns,
        samples=samples,
        bits_allocated=allocated,
        bits_stored=stored,
        high_bit=high,
        signed=whole(data, "PixelRepresentation") == 1,
        photometric=photometric,
        planar=whole(data, "PlanarConfiguration") == 1,
        syntax=syntax,
        frames=frames,
    )


def _bits(data: Dataset) -> tuple[int, int, int]:
    """Return how many bits a pixel takes, how many of them are stored, and the highest of these."""
    allocated, stored = whole(data, "BitsAllocated"), whole(data, "BitsStored")
    if allocated is None:
        raise RefusedError("damaged-header", "does not say how many bits a pixel has")
    if allocated not in (8, 16, 32):
        raise RefusedError("unsupported-pixels", f"{allocated} bits for a pixel are not read")
    stored = allocated if stored is None else stored
    high = whole(data, "HighBit")
    high = stored - 1 if high is None else high
    if not (0 < stored <= allocated and stored - 1 <= high < allocated):
        raise RefusedError("damaged-header", f"claims {stored} of {allocated} bits, highest {high}")
    return allocated, stored, high


def _lossy(data: Dataset, syntax: str) -> bool:
    flag = texts(data, "LossyImageCompression")[:1]
    return flag == ("01",) or syntax in ALWAYS_LOSSY or (syntax in MAYBE_LOSSY and flag != ("00",))
