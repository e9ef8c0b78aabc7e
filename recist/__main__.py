"""``python -m recist`` is the ``recist`` command."""

from recist.cli.main import main

if __name__ == "__main__":
    main()
