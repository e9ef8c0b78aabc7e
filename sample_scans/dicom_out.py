"""Write one synthetic slice as a CT or MR image file, JPEG-LS lossless, the same bytes always."""

from __future__ import annotations

from io import BytesIO

import imagecodecs
import numpy as np
import numpy.typing as npt
from plan import VISITS, Patient, Series, uid
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.uid import UID, CTImageStorage, JPEGLSLossless, MRImageStorage
from shapes import Array, Grid

IMPLEMENTATION_UID = UID(uid("recist sample scans"))


def _decimal(value: float) -> str:
    """Write a number in at most the 16 characters of a decimal string."""
    text = f"{value + 0.0:.9f}".rstrip("0").rstrip(".")
    return text if len(text) <= 16 and text != "-0" else f"{value:.8g}"


def _meta(patient: Patient, sop_uid: str) -> FileMetaDataset:
    meta = FileMetaDataset()
    meta.FileMetaInformationVersion = b"\x00\x01"
    meta.MediaStorageSOPClassUID = CTImageStorage if patient.modality == "CT" else MRImageStorage
    meta.MediaStorageSOPInstanceUID = UID(sop_uid)
    meta.TransferSyntaxUID = JPEGLSLossless
    meta.ImplementationClassUID = IMPLEMENTATION_UID
    meta.ImplementationVersionName = "RECIST_SAMPLES"
    return meta


def _patient_and_study(ds: Dataset, patient: Patient, visit: str) -> None:
    day = patient.scans[VISITS.index(visit)].day.strftime("%Y%m%d")
    ds.SpecificCharacterSet = "ISO_IR 192"
    ds.PatientName = patient.name
    ds.PatientID = patient.patient_id
    ds.PatientBirthDate = ""
    ds.PatientSex = patient.sex
    ds.PatientAge = patient.age
    ds.PatientComments = "Synthetic: no such person"
    ds.StudyInstanceUID = patient.study_uid(visit)
    ds.StudyDate = ds.SeriesDate = ds.AcquisitionDate = ds.ContentDate = day
    ds.StudyTime = "101500"
    ds.SeriesTime = ds.AcquisitionTime = ds.ContentTime = "102000"
    ds.ReferringPhysicianName = ""
    ds.StudyID = str(VISITS.index(visit) + 1)
    ds.AccessionNumber = ""
    ds.StudyDescription = f"{patient.modality} {patient.body_part.lower()} {visit}"


def _series(ds: Dataset, patient: Patient, visit: str, series: Series) -> None:
    ds.Modality = patient.modality
    ds.SeriesInstanceUID = patient.series_uid(visit, series.key)
    ds.SeriesNumber = str(series.number)
    ds.SeriesDescription = series.description
    ds.ProtocolName = series.description
    ds.BodyPartExamined = patient.body_part
    ds.PatientPosition = "HFS"
    ds.FrameOfReferenceUID = patient.frame_uid(visit)
    ds.PositionReferenceIndicator = ""
    ds.Manufacturer = "Synthetic"
    ds.ManufacturerModelName = "Analytic phantom"
    ds.DeviceSerialNumber = "0"
    ds.SoftwareVersions = "1"
    ds.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL" if patient.modality == "CT" else "OTHER"]
    ds.AcquisitionNumber = str(series.number)


def _plane(ds: Dataset, patient: Patient, grid: Grid, k: int) -> None:
    ds.InstanceNumber = str(k + 1)
    position = grid.position_lps_mm(k)
    ds.ImagePositionPatient = [_decimal(v) for v in position]
    ds.ImageOrientationPatient = [_decimal(v) for v in (*grid.along_row, *grid.along_column)]
    ds.PixelSpacing = [_decimal(grid.row_spacing_mm), _decimal(grid.column_spacing_mm)]
    ds.SliceThickness = _decimal(patient.slice_thickness_mm)
    ds.SpacingBetweenSlices = _decimal(grid.slice_spacing_mm)
    ds.SliceLocation = _decimal(float(position @ grid.normal))


def _ct(ds: Dataset, patient: Patient, series: Series) -> None:
    ds.KVP = "120"
    ds.XRayTubeCurrent = "240"
    ds.ExposureTime = "500"
    ds.Exposure = "120"
    ds.ConvolutionKernel = "STANDARD"
    ds.GantryDetectorTilt = "0"
    ds.TableHeight = "150"
    ds.ReconstructionDiameter = _decimal(patient.column_spacing_mm * patient.columns)
    if series.tissues == "CT":
        ds.ContrastBolusAgent = "Synthetic"
    ds.RescaleIntercept = "-1024"
    ds.RescaleSlope = "1"
    ds.RescaleType = "HU"
    liver = patient.body == "abdomen"
    ds.WindowCenter = ["40", "90"] if liver else ["50", "-600"]
    ds.WindowWidth = ["400", "150"] if liver else ["350", "1500"]
    ds.WindowCenterWidthExplanation = ["SOFT TISSUE", "LIVER"] if liver else ["MEDIASTINUM", "LUNG"]


def _mr(ds: Dataset) -> None:
    ds.ScanningSequence = "GR"
    ds.SequenceVariant = "SP"
    ds.ScanOptions = "FS"
    ds.MRAcquisitionType = "3D"
    ds.SequenceName = "T1_GRE_FS"
    ds.AngioFlag = "N"
    ds.RepetitionTime = "4.1"
    ds.EchoTime = "1.9"
    ds.FlipAngle = "15"
    ds.EchoTrainLength = "1"
    ds.NumberOfAverages = "1"
    ds.MagneticFieldStrength = "1.5"
    ds.ImagingFrequency = "63.87"
    ds.ImagedNucleus = "1H"
    ds.ContrastBolusAgent = "Synthetic hepatobiliary"
    ds.WindowCenter = "300"
    ds.WindowWidth = "600"


def image_file(
    *,
    patient: Patient,
    visit: str,
    series: Series,
    grid: Grid,
    k: int,
    stored: npt.NDArray[np.uint16],
) -> bytes:
    """Return the bytes of the file of slice ``k``.

    Parameters
    ----------
    stored : rows × columns, 12 bits used; for CT these are HU + 1024.
    """
    sop_uid = patient.image_uid(visit, k + 1, series.key)
    meta = _meta(patient, sop_uid)
    ds = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128)
    ds.SOPClassUID = meta.MediaStorageSOPClassUID
    ds.SOPInstanceUID = sop_uid
    _patient_and_study(ds, patient, visit)
    _series(ds, patient, visit, series)
    _plane(ds, patient, grid, k)
    if patient.modality == "CT":
        _ct(ds, patient, series)
    else:
        _mr(ds)
    ds.SamplesPerPixel = 1
    ds.PhotometricInterpretation = "MONOCHROME2"
    ds.Rows, ds.Columns = stored.shape
    ds.BitsAllocated, ds.BitsStored, ds.HighBit, ds.PixelRepresentation = 16, 12, 11, 0
    ds.BurnedInAnnotation = "NO"
    ds.LossyImageCompression = "00"
    ds.PixelData = encapsulate([bytes(imagecodecs.jpegls_encode(stored, level=0))])
    ds["PixelData"].VR = "OB"
    buffer = BytesIO()
    ds.save_as(buffer, enforce_file_format=True)
    return buffer.getvalue()


def to_stored(image: Array, modality: str) -> npt.NDArray[np.uint16]:
    """Round HU or MR signal to the 12-bit numbers that are stored."""
    offset = 1024.0 if modality == "CT" else 0.0
    rounded = np.clip(np.rint(image + offset), 0, 4095)
    return rounded.astype(np.uint16)
