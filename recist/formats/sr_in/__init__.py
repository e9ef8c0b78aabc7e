"""DICOM structured reports in: measurement reports (TID 1500) as readings."""
