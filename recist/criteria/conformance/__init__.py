"""How a read departs from its criteria and its protocol: each check a small function."""
