"""SDTM out: tumour identification, results, responses and markers, with their metadata."""
