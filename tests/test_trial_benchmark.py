"""The benchmark of the trial store: each section turns red where what it looks at is broken.

That of tampering is told by the tests of the verifiers, and that of faults takes too long here.
"""

from __future__ import annotations

import json
from random import Random

import pytest
import trial
from trial_parts.disk import Call, Disk


@pytest.mark.parametrize("section", ["power_cuts", "kills", "rivals", "backups", "blinding"])
def test_a_section_turns_red(section: str, capsys: pytest.CaptureFixture[str]) -> None:
    status = trial.main(["--quick", "--section", section, "--sabotage", section])
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    if f"{section}_skipped" in last["figures"]:
        pytest.skip(last["figures"][f"{section}_skipped"])
    assert (status, last["held"]) == (1, False)


def call(kind: str, path: str, data: bytes = b"") -> Call:
    return Call(kind=kind, path=path, offset=0, data=data)


MADE = [call("create", "/t/a"), call("write", "/t/a", b"new")]
KEPT = [*MADE, call("sync", "/t/a"), call("sync", "/t")]
BELOW = [
    call("mkdir", "/t/f"),
    call("create", "/t/f/a"),
    call("write", "/t/f/a", b"new"),
    call("sync", "/t/f/a"),
    call("sync", "/t/f"),
]
RENAMED = [*KEPT, call("rename", "/t/a", b"/t/b")]

# what was done; everything that may be found after a power cut; why
CUTS: list[tuple[list[Call], list[dict[str, bytes]], str]] = [
    (KEPT, [{"a": b"new"}], "bytes and name are safe"),
    (MADE, [{}, {"a": b""}, {"a": b"new"}], "nothing is safe"),
    ([*MADE, call("sync", "/t")], [{"a": b""}, {"a": b"new"}], "the name is safe alone"),
    ([*MADE, call("sync", "/t/a")], [{}, {"a": b"new"}], "the bytes are safe alone"),
    (BELOW, [{}, {"f/a": b"new"}], "the folder's own name is not safe"),
    ([*BELOW, call("sync", "/t")], [{"f/a": b"new"}], "every name on the way is safe"),
    ([*RENAMED, call("sync", "/t")], [{"b": b"new"}], "the second name is safe"),
    ([*KEPT, call("unlink", "/t/a"), call("sync", "/t")], [{}], "that it is gone is safe"),
]


@pytest.mark.parametrize(("calls", "may_be_found", "why"), CUTS, ids=[cut[2] for cut in CUTS])
def test_what_a_power_cut_leaves(
    calls: list[Call], may_be_found: list[dict[str, bytes]], why: str
) -> None:
    disk = Disk("/t")
    for one in calls:
        disk.do(one)
    found = [disk.crash(Random(seed)) for seed in range(60)]
    assert [one for one in may_be_found if one not in found] == []
    assert [one for one in found if one not in may_be_found] == []
