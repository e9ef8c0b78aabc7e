"""What every test shares: no window on a screen, and the way to the real scans."""

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("MPLBACKEND", "Agg")

CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of real public scans: RECIST_DATA, or shared/data beside the checkout."""
    folder = Path(os.environ.get("RECIST_DATA", CHECKOUT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no real scans in {folder}; set RECIST_DATA to their folder")
    return folder
