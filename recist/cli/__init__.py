"""The ``recist`` command: one module per command."""
