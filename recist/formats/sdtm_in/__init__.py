"""SDTM in: tumour identification, results and responses (TU, TR, RS) as readings."""
