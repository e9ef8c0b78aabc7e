"""Tumour response from measured lesions: engine, command line and files."""
