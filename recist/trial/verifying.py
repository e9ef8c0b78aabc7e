"""Is a trial as it was left: its chain, its state, its signatures, its head."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from recist.trial.audit import state_of
from recist.trial.chain import Fault, Found, check_chain, check_head, check_state, told
from recist.trial.ports import Whole
from recist.trial.signed_stays import broken_signatures


def verify(trial: Whole, anchored: str = "") -> Iterator[Found]:
    """Find every fault of a trial.

    Parameters
    ----------
    anchored : str
        A head that was noted elsewhere, such as in an export; empty where there is none. Without
        it nobody can tell a chain that was cut at its end, or made anew from its beginning.
    """
    entries = list(trial.entries())
    yield from check_chain(entries)
    records = list(trial.everything())
    kept = {record.key: record.value for record in records}
    yield from check_state(kept, state_of(entries))
    for key, count in Counter(record.key for record in records).items():
        if count > 1:
            yield Found(fault=Fault.STATE, where=told(key), message="it is kept more than once")
    versions = {entry.key: entry.sequence for entry in entries}
    for record in records:
        if record.version != versions.get(record.key):
            yield Found(
                fault=Fault.STATE,
                where=told(record.key),
                message="it is not of the version that the entries say",
            )
    for entry, message in broken_signatures(entries):
        yield Found(fault=Fault.SIGNATURE, where=told(entry.key), message=message)
    if anchored:
        yield from check_head(entries, anchored)
