"""Parts of the benchmark that opens changed bytes."""
