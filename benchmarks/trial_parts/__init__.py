"""The parts of the benchmark of the trial store, one section per module."""
