"""Runs the sections in processes of their own, offscreen and under Xvfb, and sums them up."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Sections = tuple[str, ...]
SECTIONS: Sections = ("scroll", "drag", "start", "memory", "storm")
HERE = Path(__file__).resolve().parents[1]
# Room for three tiles of 900 pixels between the panels.
SCREEN = "-screen 0 3800x1300x24"
PLATFORMS = ("offscreen", "xvfb")
# In a hurry, what has little to do with the windows system is measured on one of them.
SLOW = ("start", "memory")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print the figures, and return 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description="figures of the reading room")
    parser.add_argument("--section", choices=SECTIONS, action="append", help="all without it")
    parser.add_argument("--platform", choices=PLATFORMS, action="append", help="both without it")
    parser.add_argument("--quick", action="store_true", help="a little of each alone")
    given = parser.parse_args(arguments)
    sections = tuple(given.section or SECTIONS)
    figures: dict[str, Any] = {}
    bars: dict[str, float] = {}
    held = True
    for platform in given.platform or PLATFORMS:
        if platform == "xvfb" and shutil.which("xvfb-run") is None:
            figures["xvfb_skipped"] = "xvfb-run is not installed"
            continue
        for group in _groups(sections, platform, quick=given.quick):
            told = _run(platform, group, quick=given.quick)
            figures |= told["figures"]
            bars |= told["bars"]
            held = held and told["held"]
    print(json.dumps({"name": "gui", "figures": figures, "bars": bars, "held": held}))
    return 0 if held else 1


def _groups(sections: Sections, platform: str, *, quick: bool) -> tuple[Sections, ...]:
    """Return what runs in a process: a section each, so that none profits from another.

    In a hurry one process runs all.
    """
    if not quick:
        return tuple((one,) for one in sections)
    here = tuple(one for one in sections if platform == PLATFORMS[0] or one not in SLOW)
    return (here,) if here else ()


def _run(platform: str, sections: Sections, *, quick: bool) -> dict[str, Any]:
    """Return what the sections tell on a platform; their text is passed on as it comes."""
    command = [sys.executable, "-m", "gui_parts.sections", platform, *sections]
    if quick:
        command.append("--quick")
    room = dict(os.environ) | {"PYTHONPATH": os.pathsep.join((str(HERE.parent), str(HERE)))}
    if platform == "xvfb":
        command = ["xvfb-run", "-a", "-s", SCREEN, *command]
        room |= {"QT_QPA_PLATFORM": "xcb"}
    else:
        room |= {"QT_QPA_PLATFORM": "offscreen"}
    last = ""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=room) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if last:
                print(last, end="", flush=True)
            last = line
    if process.returncode != 0:
        raise SystemExit(f"{platform}, {', '.join(sections)}: the benchmark is broken")
    told: dict[str, Any] = json.loads(last)
    return told
