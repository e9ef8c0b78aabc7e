"""How many faults planted into the engine's functions its tests notice (mutmut).

The tables have a mutator of their own in the suite (tests/criteria/test_mutants.py). What is
left alive and why is written down in docs/validation/mutants.md.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("recist/model", "recist/criteria", "recist/endpoints")
TESTS = ("tests/model", "tests/criteria", "tests/endpoints")
BAR_PERCENT = 95.0
SURVIVED, NO_TESTS = 0, 33
SETTINGS = """
[tool.mutmut]
source_paths = {sources}
also_copy = ["recist", "gui", "tests", "sample_scans", "docs"]
pytest_add_cli_args_test_selection = {tests}
pytest_add_cli_args = ["-x"]
"""


def copy_of(folder: Path, sources: list[str], tests: list[str]) -> Path:
    """Copy what is tracked into a folder, with mutmut's settings."""
    work = folder / "work"
    names = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    for name in names:
        if (ROOT / name).is_file():
            (work / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, work / name)
    with (work / "pyproject.toml").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS.format(sources=json.dumps(sources), tests=json.dumps(tests)))
    return work


def results(work: Path) -> dict[str, int]:
    """Return by mutant how its tests ended."""
    found: dict[str, int] = {}
    for path in (work / "mutants").rglob("*.meta"):
        codes = json.loads(path.read_text("utf-8"))["exit_code_by_key"]
        found |= {name: code for name, code in codes.items() if code is not None}
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the lengths alone")
    parser.add_argument("pattern", nargs="*", help="mutants to try, such as recist.model.length*")
    asked = parser.parse_args()
    pattern = ["recist.model.length*"] if asked.quick else asked.pattern
    sources = ["recist/model/length.py"] if asked.quick else list(ROOMS)
    tables = sorted(path.relative_to(ROOT) for path in (ROOT / "tests").glob("test_tables_*.py"))
    tests = ["tests/model"] if asked.quick else [*TESTS, *map(str, tables)]
    with tempfile.TemporaryDirectory() as folder:
        work = copy_of(Path(folder), sources, tests)
        with (Path(folder) / "log").open("w", encoding="utf-8") as log:
            command = [sys.executable, "-m", "mutmut", "run", *pattern]
            subprocess.run(command, cwd=work, check=False, stdout=log, stderr=log)
        codes = results(work)
    alive = sorted(name for name, code in codes.items() if code in (SURVIVED, NO_TESTS))
    for module, count in sorted(Counter(name.rsplit(".", 1)[0] for name in codes).items()):
        left = sum(name.rsplit(".", 1)[0] == module for name in alive)
        print(f"{module:<44}{count:>6} mutants {left:>5} alive")
    print(*alive, sep="\n")
    return verdict(len(codes), len(alive))


def verdict(mutants: int, alive: int) -> int:
    percent = 100.0 * (mutants - alive) / mutants if mutants else 0.0
    held = percent >= BAR_PERCENT
    figures = {"mutants": mutants, "alive": alive, "killed_percent": round(percent, 2)}
    bars = {"killed_percent": BAR_PERCENT}
    print(json.dumps({"name": "mutants", "figures": figures, "bars": bars, "held": held}))
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
