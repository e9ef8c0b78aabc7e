"""Phantoms of known lengths, for benchmarks/no_silent_mm.py."""
