"""Where a trial is kept: the files and databases behind the ports of ``trial``."""
