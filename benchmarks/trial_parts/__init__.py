"""Parts of the benchmark of the trial store."""
