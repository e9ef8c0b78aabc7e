"""Branch coverage of the engine by its own tests: model, criteria, endpoints.

What no program run can reach – the last arm of a match that the type checker proves complete –
is left out by configuration.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("recist/model", "recist/criteria", "recist/endpoints")
TESTS = ("tests/model", "tests/criteria", "tests/endpoints")
# Without the tests that seek for long what their room must never answer.
CASES_ALONE = ("--ignore-glob=*/test_properties.py", "--ignore-glob=*/test_wild_courses.py")
BAR_PERCENT = 100.0


def run(*arguments: str, data: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        check=True,
        stdout=sys.stderr,
        env=os.environ | {"COVERAGE_FILE": str(data), "QT_QPA_PLATFORM": "offscreen"},
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the endpoints by their cases alone")
    quick = parser.parse_args().quick
    rooms = ROOMS[-1:] if quick else ROOMS
    tables = sorted(str(path) for path in (ROOT / "tests").glob("test_tables_*.py"))
    tests = [TESTS[-1], *CASES_ALONE] if quick else [*TESTS, *tables]
    with tempfile.TemporaryDirectory() as folder:
        data, report = Path(folder) / "data", Path(folder) / "report.json"
        sources = f"--source={','.join(rooms)}"
        run("coverage", "run", "--branch", sources, "-m", "pytest", "-q", *tests, data=data)
        run("coverage", "json", "-q", "-o", str(report), data=data)
        files = json.loads(report.read_text("utf-8"))["files"]
    for name, found in sorted(files.items()):
        missing = [*found["missing_lines"], *map(tuple, found["missing_branches"])]
        if missing:
            print(f"{name}: {missing}")
    totals = [found["summary"] for found in files.values()]
    reached = sum(one["covered_lines"] + one["covered_branches"] for one in totals)
    everything = sum(one["num_statements"] + one["num_branches"] for one in totals)
    percent = 100.0 * reached / everything
    held = reached == everything
    print(f"{reached:,} of {everything:,} lines and branches: {percent:.2f} %")
    print(
        json.dumps(
            {
                "name": "branches",
                "figures": {"covered_percent": round(percent, 2)},
                "bars": {"covered_percent": BAR_PERCENT},
                "held": held,
            }
        )
    )
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
