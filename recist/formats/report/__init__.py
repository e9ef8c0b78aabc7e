"""The report of one subject as PDF, for people."""
