"""DICOM in: scan of a folder, headers, codecs and frames."""
