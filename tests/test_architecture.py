"""The house keeps its shape: contracts, sizes, docstrings, and what no file may name.

Every rule is checked on the real tree, and once more on a copy with a violation planted in it:
a rule that never fires protects nothing.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
PACKAGES = ("recist", "gui")
MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 40

# What a room may import beside the standard library and the rooms below it.
ROOM_LIBRARIES: dict[str, frozenset[str]] = {
    "model": frozenset(),
    "criteria": frozenset(),
    "endpoints": frozenset(),
    "imaging": frozenset({"numpy"}),
}
JOINED_BY_APP_ALONE = ("store", "formats", "pacs")

# Written so that this file does not hold what it looks for.
MACHINE_PATH = re.compile(r"(?<![\w.$}*-])/(?:work|root|farm|home|Users|tmp|var/tmp)/\w")
REGISTRY_HOST = re.compile(r"\b(?:pypi|pythonhosted|npmjs|anaconda)\.(?:org|com)\b|\bdeb\.debian\b")


# --- the rules ------------------------------------------------------------------------------------


def contracts(tree: Path) -> dict[str, dict[str, list[str]]]:
    settings = tomllib.loads((tree / "pyproject.toml").read_text("utf-8"))
    return {entry["id"]: entry for entry in settings["tool"]["importlinter"]["contracts"]}


def broken_contracts(tree: Path) -> set[str]:
    """Ids of the contracts that import-linter finds broken in a tree."""
    linter = Path(sys.executable).with_name("lint-imports")
    environment = os.environ | {"COLUMNS": "200", "NO_COLOR": "1"}
    run = subprocess.run(
        [linter, "--no-cache", "--no-logo"],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    by_name = {entry["name"]: key for key, entry in contracts(tree).items()}
    broken = {key for name, key in by_name.items() if f"{name} BROKEN" in run.stdout}
    assert (run.returncode != 0) == bool(broken), run.stdout + run.stderr
    return broken


def modules(tree: Path, *packages: str) -> Iterator[tuple[Path, ast.Module]]:
    for package in packages:
        for path in sorted((tree / package).rglob("*.py")):
            yield path.relative_to(tree), ast.parse(path.read_text("utf-8"))


def imported_packages(module: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return {name.partition(".")[0] for name in names}


def foreign_imports(tree: Path) -> list[str]:
    """Imports of a pure room that are neither standard library nor granted to it."""
    return [
        f"{path}: {name}"
        for room, granted in ROOM_LIBRARIES.items()
        for path, module in modules(tree, f"recist/{room}")
        for name in sorted(imported_packages(module) - sys.stdlib_module_names - granted)
        if name != "recist"
    ]


def unlisted_folders(tree: Path) -> list[str]:
    """Top folders with Python in them that no contract names, with or without __init__.py."""
    found = []
    for package, contract in (("recist", "rooms"), ("gui", "viewer")):
        listed = set(re.findall(r"\w+", " ".join(contracts(tree)[contract]["layers"])))
        folders = {
            path.relative_to(tree / package).parts[0] for path in (tree / package).rglob("*/*.py")
        }
        found += [f"{package}/{name}" for name in sorted(folders - listed)]
    return found


def unprotected_rooms(tree: Path) -> list[str]:
    """Rooms that app alone may import and that the contract saying so leaves out."""
    protected = contracts(tree)["only-app-joins"]["protected_modules"]
    rooms = [room for room in JOINED_BY_APP_ALONE if (tree / "recist" / room).is_dir()]
    return [room for room in rooms if f"recist.{room}" not in protected]


def long_files(tree: Path) -> list[str]:
    counts = {
        path: len((tree / path).read_text("utf-8").splitlines())
        for path, _ in modules(tree, *PACKAGES)
    }
    return [f"{path}: {count} lines" for path, count in counts.items() if count > MAX_FILE_LINES]


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from ``def`` to the end; the docstring does not count, so that it may be long."""
    assert function.end_lineno is not None
    total = function.end_lineno - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None and first.end_lineno is not None:
        total -= first.end_lineno - first.lineno + 1
    return total


def long_functions(tree: Path) -> list[str]:
    return [
        f"{path}:{node.lineno} {node.name}: {code_lines(node)} lines"
        for path, module in modules(tree, *PACKAGES)
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and code_lines(node) > MAX_FUNCTION_LINES
    ]


def undocumented(tree: Path) -> list[str]:
    """Public functions, classes and methods of the engine without a docstring."""
    return [
        f"{path}:{node.lineno} {node.name}"
        for path, module in modules(tree, "recist")
        for node in public_definitions(module)
        if ast.get_docstring(node) is None
    ]


def public_definitions(
    parent: ast.Module | ast.ClassDef,
) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    for node in parent.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            if node.name.startswith("_") or speaks_for_another(node):
                continue
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public_definitions(node)


def speaks_for_another(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> bool:
    """An overload, a setter or an override is documented where its first form stands."""
    text = {ast.unparse(decorator) for decorator in node.decorator_list}
    return any(name.split(".")[-1] in {"overload", "setter", "override"} for name in text)


def project_files() -> list[Path]:
    git = shutil.which("git")
    if git is None or not (CHECKOUT / ".git").exists():
        pytest.skip("not a git checkout: which files belong to the project is not known")
    listing = subprocess.run(
        [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=CHECKOUT,
        capture_output=True,
        check=True,
        text=True,
        timeout=30,
    ).stdout
    files = (CHECKOUT / name for name in listing.split("\0") if name)
    return sorted(path for path in files if path.is_file())


def named_places(text: str) -> list[str]:
    """Lines that name a folder of somebody's machine or the host of a package registry."""
    return [
        line.strip()
        for line in text.splitlines()
        if MACHINE_PATH.search(line) or REGISTRY_HOST.search(line)
    ]


def lock_faults(text: str) -> list[str]:
    """Addresses and options in a lock, and requirements that carry no hash."""
    lines = re.sub(r"\\\n", "", re.sub(r"(?m)^#.*\n", "", text)).splitlines()
    return [
        line.split()[0]
        for line in lines
        if "://" in line or line.startswith("-") or "--hash=sha256:" not in line
    ]


# --- the real tree --------------------------------------------------------------------------------


def test_every_contract_is_kept() -> None:
    assert broken_contracts(CHECKOUT) == set()


TREE_RULES: dict[str, Callable[[Path], list[str]]] = {
    "pure rooms import the standard library": foreign_imports,
    "a folder has a line in the contract": unlisted_folders,
    "outer rooms are protected": unprotected_rooms,
    "files are short": long_files,
    "functions are short": long_functions,
    "what is public is documented": undocumented,
}


@pytest.mark.parametrize("rule", TREE_RULES.values(), ids=TREE_RULES.keys())
def test_the_tree_keeps_the_rule(rule: Callable[[Path], list[str]]) -> None:
    assert rule(CHECKOUT) == []


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = {}
    for path in project_files():
        content = path.read_bytes()
        if b"\0" not in content[:8192] and (
            lines := named_places(content.decode(errors="replace"))
        ):
            found[str(path.relative_to(CHECKOUT))] = lines
    assert found == {}


def test_the_lock_has_hashes_and_no_address() -> None:
    assert lock_faults((CHECKOUT / "requirements.lock").read_text("utf-8")) == []


def test_the_lock_covers_what_the_project_asks_for() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = chain(project["dependencies"], *project["optional-dependencies"].values())
    names = {re.split(r"[^\w.-]", entry)[0].lower() for entry in asked}
    lock = (CHECKOUT / "requirements.lock").read_text("utf-8")
    assert names - set(re.findall(r"(?m)^([a-z0-9._-]+)==", lock)) == set()


# --- planted violations ---------------------------------------------------------------------------


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the packages and of the contracts, free to be spoilt."""
    for package in PACKAGES:
        shutil.copytree(
            CHECKOUT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(CHECKOUT / "pyproject.toml", tmp_path)
    return tmp_path


def plant(tree: Path, file: str, code: str) -> None:
    path = tree / file
    path.parent.mkdir(exist_ok=True)
    with path.open("a", encoding="utf-8") as stream:
        stream.write(f"\n{code}\n")


# Where, what, and the contract that has to notice.
IMPORTS_AGAINST_THE_RULES = [
    ("recist/model/planted.py", "import recist.imaging", "rooms"),
    ("recist/imaging/planted.py", "import recist.measure", "rooms"),
    ("recist/measure/planted.py", "import recist.criteria", "rooms"),
    ("recist/criteria/planted.py", "import recist.measure", "rooms"),
    ("recist/criteria/planted.py", "import recist.endpoints", "rooms"),
    ("recist/endpoints/planted.py", "import recist.trial", "rooms"),
    ("recist/trial/planted.py", "import recist.store", "rooms"),
    ("recist/store/planted.py", "import recist.formats", "rooms"),
    ("recist/formats/dicom/planted.py", "import recist.app", "rooms"),
    ("recist/app/planted.py", "import recist.cli", "rooms"),
    ("recist/planted/__init__.py", "", "rooms"),
    ("recist/planted.py", "", "rooms"),
    ("gui/state/planted.py", "import gui.widgets", "viewer"),
    ("gui/widgets/planted.py", "import gui.app", "viewer"),
    ("gui/planted/__init__.py", "", "viewer"),
    ("recist/model/planted.py", "import numpy", "pure"),
    ("recist/criteria/planted.py", "def late():\n    import pydantic", "pure"),
    ("recist/endpoints/planted.py", "from scipy import stats", "pure"),
    ("recist/criteria/planted.py", "import recist.imaging", "no-pixels"),
    ("recist/endpoints/planted.py", "import recist.imaging", "no-pixels"),
    ("recist/criteria/mrecist.py", "import recist.criteria.recist11", "single-criteria"),
    ("recist/cli/planted.py", "import recist.store", "only-app-joins"),
    ("gui/app.py", "import recist.formats", "only-app-joins"),
    ("gui/widgets/planted.py", "import recist.app", "services"),
    ("gui/state/planted.py", "import recist.app", "services"),
    ("recist/cli/planted.py", "import gui.app", "no-viewer"),
    ("recist/formats/planted.py", "import pyqtgraph", "no-viewer"),
    ("recist/trial/planted.py", "from PyQt6 import QtCore", "no-viewer"),
    ("gui/state/planted.py", "from PyQt6.QtCore import QRectF", "state-without-qt"),
    ("gui/state/planted.py", "import pyqtgraph", "state-without-qt"),
    ("gui/state/planted.py", "import sqlalchemy", "state-without-qt"),
    ("gui/state/planted.py", "import pydicom", "state-without-qt"),
]


@pytest.mark.parametrize(("file", "code", "contract"), IMPORTS_AGAINST_THE_RULES)
def test_a_planted_import_breaks_its_contract(
    tree: Path, file: str, code: str, contract: str
) -> None:
    if contract == "single-criteria":
        plant(tree, "recist/criteria/recist11.py", "")
    plant(tree, file, code)
    assert contract in broken_contracts(tree)


def test_a_planted_cycle_is_seen(tree: Path) -> None:
    plant(tree, "recist/trial/planted_a.py", "import recist.trial.planted_b")
    plant(tree, "recist/trial/planted_b.py", "import recist.trial.planted_a")
    assert broken_contracts(tree) == {"no-cycles"}


def test_every_contract_has_a_planted_violation() -> None:
    planted = {contract for _, _, contract in IMPORTS_AGAINST_THE_RULES} | {"no-cycles"}
    assert planted == set(contracts(CHECKOUT))


LONG_FUNCTION = "def long() -> None:\n" + "    pass\n" * MAX_FUNCTION_LINES
FAULTS_IN_A_FILE = [
    ("recist/model/planted.py", "import yaml", foreign_imports),
    ("recist/imaging/planted.py", "from pydicom.dataset import Dataset", foreign_imports),
    ("recist/planted/module.py", "", unlisted_folders),
    ("gui/planted/module.py", "", unlisted_folders),
    ("recist/pacs/__init__.py", "", unprotected_rooms),
    ("gui/widgets/planted.py", "\n" * MAX_FILE_LINES, long_files),
    ("gui/state/planted.py", LONG_FUNCTION, long_functions),
    ("recist/model/planted.py", "def public() -> None: ...", undocumented),
    ("recist/model/planted.py", 'class A:\n    """A."""\n    def b(self): ...', undocumented),
]


@pytest.mark.parametrize(("file", "code", "rule"), FAULTS_IN_A_FILE)
def test_a_planted_fault_is_seen(
    tree: Path, file: str, code: str, rule: Callable[[Path], list[str]]
) -> None:
    before = rule(tree)
    plant(tree, file, code)
    assert len(rule(tree)) == len(before) + 1


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("cp a " + "/ho" + "me/anna/scan.dcm .", True),
        ('folder = "' + "/wo" + 'rk/main"', True),
        ("index: https://" + "pypi" + ".org/simple", True),
        ("docs/work/notes.md", False),
        ('"$tmp/file" and ./root/file', False),
    ],
)
def test_a_planted_address_is_seen(text: str, seen: bool) -> None:
    assert bool(named_places(text)) is seen


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("a==1 \\\n    --hash=sha256:00\nb==2 \\\n    --hash=sha256:01\n", []),
        ("# by hand\na==1\nb==2 \\\n    --hash=sha256:01\n", ["a==1"]),
        ("a@https" + "://host/a.whl --hash=sha256:00\n", ["a@https" + "://host/a.whl"]),
        ("--index-url x\na==1 --hash=sha256:00\n", ["--index-url"]),
    ],
)
def test_a_fault_in_a_lock_is_seen(text: str, faults: list[str]) -> None:
    assert lock_faults(text) == faults
