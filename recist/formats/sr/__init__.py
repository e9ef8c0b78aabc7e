"""DICOM Structured Reports: TID 1500, one per subject, visit and reader."""
