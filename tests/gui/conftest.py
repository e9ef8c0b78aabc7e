"""What every test of the reading room has in common."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def windows_live_until_they_are_closed() -> Iterator[None]:
    """Let no window of a test go in the middle of its own painting.

    The test bot holds its windows weakly and lets them paint once more after the test; a garbage
    collection within that painting would take the window away under it.
    """
    gc.disable()
    yield
    gc.enable()
