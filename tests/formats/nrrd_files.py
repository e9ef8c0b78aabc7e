"""Small NRRD files for the tests, written line by line: correct unless a test spoils them."""

from pathlib import Path
from typing import Any

import numpy as np

# Two voxels along x, three along y, four along z.
VOXELS = np.arange(24, dtype="<i2").reshape(4, 3, 2)
FIELDS = {
    "type": "short",
    "dimension": "3",
    "space": "left-posterior-superior",
    "sizes": "2 3 4",
    "space directions": "(0.8,0,0) (0,0.9,0) (0,0,5)",
    "kinds": "domain domain domain",
    "endian": "little",
    "encoding": "raw",
    "space origin": "(-90,-120,40)",
}


def save(path: Path, content: bytes | None = None, **changes: Any) -> Path:
    """Write a file line by line; ``changes`` sets or (None) removes fields, _ for a space."""
    fields: dict[str, Any] = dict(FIELDS)
    fields.update({name.replace("_", " "): value for name, value in changes.items()})
    lines = [f"{name}: {value}" for name, value in fields.items() if value is not None]
    head = "\n".join(["NRRD0005", "# made by hand", *lines, "", ""]).encode()
    path.write_bytes(head + (VOXELS.tobytes() if content is None else content))
    return path
