"""How files of bare voxels are named."""

from __future__ import annotations

NIFTI = (".nii", ".nii.gz")
NRRD = (".nrrd", ".nhdr")


def is_nifti(file: str) -> bool:
    """Say whether a file is named as NIfTI."""
    return file.lower().endswith(NIFTI)


def is_nrrd(file: str) -> bool:
    """Say whether a file is named as NRRD, with the voxels in it or beside it."""
    return file.lower().endswith(NRRD)


def is_voxel_file(file: str) -> bool:
    """Say whether a file is named as one of bare voxels."""
    return is_nifti(file) or is_nrrd(file)
