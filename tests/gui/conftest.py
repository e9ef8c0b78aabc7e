"""What every test of the reading room has in common."""

import gc
from collections.abc import Iterator

import pytest

from tests.gui.windows_left import windows_left


@pytest.fixture(autouse=True)
def no_window_is_left() -> Iterator[None]:
    """Fail a test that leaves a window alive.

    The test bot closes its windows before any fixture is torn down.
    """
    yield
    left = windows_left()
    assert not left, f"the test leaves windows alive: {', '.join(left)}"


@pytest.fixture(autouse=True)
def windows_live_until_they_are_closed(no_window_is_left: None) -> Iterator[None]:
    """Let no window of a test go in the middle of its own painting.

    The test bot holds its windows weakly and lets them paint once more after the test; a garbage
    collection within that painting would take the window away under it.
    """
    gc.disable()
    yield
    gc.enable()
