"""The sections of the benchmark of the reading room, and what they share."""
