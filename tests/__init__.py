"""The tests, by room: a package of its own, whatever is installed under that name."""
