"""What several benchmarks and tests make their scans with."""
