"""The shim below SQLite: compiled, and put before a process of its own.

A preloaded shim sees exactly what SQLite asks of the system, in order and with its bytes, at full
speed, and can make any call fail. A tracer sees as much, but is slow and reads data out as text; a
VFS of SQLite would replace the very code that decides when to sync.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def compiler() -> str | None:
    """Return the C compiler; without one (build-essential has it) nothing can be recorded."""
    return shutil.which("cc") or shutil.which("gcc")


def run_below(module: str, scratch: Path, *arguments: str, recorded: bool = True) -> str:
    """Run a module of this folder with the shim on ``scratch/watched``; return what it prints.

    Where it is to be recorded, what was written is in ``scratch/log``.
    """
    built = compiler()
    if built is None:
        raise SystemExit("no C compiler")
    library, watched = scratch / "shim.so", scratch / "watched"
    watched.mkdir(exist_ok=True)
    subprocess.run([built, "-shared", "-fPIC", "-O1", "-o", library, HERE / "shim.c"], check=True)
    root = HERE.parents[1]
    environment = {
        **os.environ,
        "LD_PRELOAD": str(library),
        "RECIST_SHIM_FOLDER": str(watched),
        **({"RECIST_SHIM_LOG": str(scratch / "log")} if recorded else {}),
        "PYTHONPATH": os.pathsep.join((str(root), str(root / "benchmarks"))),
    }
    done = subprocess.run(
        [sys.executable, "-m", f"trial_parts.{module}", str(watched), *arguments],
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout
