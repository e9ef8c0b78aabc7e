"""What is told of a fault in the program: places and code, never a value."""

from __future__ import annotations

import linecache
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType

FIRST_PLACES, LAST_PLACES = 15, 45
QUIET_S = 60.0


def fault_report(error: BaseException, versions: Mapping[str, str]) -> str:
    """Return where a fault happened: modules, lines of the program and names.

    An exception's own text, the values around it and the paths of files may hold a patient's
    name, so they are left out; what led to the exception is told before it.

    Parameters
    ----------
    versions : mapping of str to str
        Of the program and of what it stands on, by name.
    """
    head = ", ".join(f"{name} {version}" for name, version in versions.items())
    told = [_told(one) for one in reversed(list(_chain(error)))]
    return "\n\n".join([head, "\n\nwhich led to\n\n".join(told)])


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an exception and what led to it."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        led = error.__cause__
        error = led if led is not None or error.__suppress_context__ else error.__context__


def _told(error: BaseException) -> str:
    kind = type(error)
    place = "" if kind.__module__ == "builtins" else f"{kind.__module__}."
    return "\n".join([*_places(error.__traceback__), f"{place}{kind.__qualname__}"])


def _places(trace: TracebackType | None) -> list[str]:
    """Name every place on the way to a fault by its module: a path may hold a person's name."""
    places = []
    for frame, line in traceback.walk_tb(trace):
        code = linecache.getline(frame.f_code.co_filename, line, frame.f_globals).strip()
        module = frame.f_globals.get("__name__", "?")
        place = f"  {module}, line {line}, in {frame.f_code.co_qualname}"
        places.append(f"{place}\n    {code}" if code else place)
    left_out = len(places) - FIRST_PLACES - LAST_PLACES
    if left_out <= 0:
        return places
    return [*places[:FIRST_PLACES], f"  … {left_out} more …", *places[-LAST_PLACES:]]


@dataclass(slots=True)
class Recurrence:
    """Tells a fault that is news from one that comes back all the time, as one in painting does."""

    _last_s: dict[str, float] = field(default_factory=dict)

    def is_news(self, report: str, now_s: float) -> bool:
        """Note a report; say whether it is new, or has not come for a while."""
        last_s = self._last_s.get(report)
        self._last_s[report] = now_s
        return last_s is None or now_s - last_s >= QUIET_S
