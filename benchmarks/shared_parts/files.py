"""A data set as the bytes of a DICOM file."""

from __future__ import annotations

import io

from pydicom import Dataset, config
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import UID, ExplicitVRLittleEndian


@config.disable_value_validation()
def written(data: Dataset, syntax: str = ExplicitVRLittleEndian) -> bytes:
    """Return a data set with preamble and meta header; its values may be spoilt."""
    uid = UID(syntax)
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = data.SOPClassUID
    meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID
    meta.TransferSyntaxUID = uid
    out = io.BytesIO()
    file = FileDataset(
        out,
        data,
        preamble=bytes(128),
        file_meta=meta,
        is_implicit_VR=uid.is_implicit_VR,
        is_little_endian=uid.is_little_endian,
    )
    file.save_as(out, enforce_file_format=True)
    return out.getvalue()
