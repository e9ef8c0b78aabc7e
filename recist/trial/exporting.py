"""What the audit chain keeps of what leaves a trial."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from recist.trial.audit import Value


def export_told(by: Mapping[str, str], what: str, format: str, content: bytes, head: str) -> Value:
    """Return what an entry ``exported`` says.

    Parameters
    ----------
    by : mapping
        The ``file`` that was written, by its name alone, or the ``command`` that gave an answer.
    content : bytes
        What left the trial; its digest is kept.
    head : str
        Head of the chain when what the content says was looked at.
    """
    digest = hashlib.sha256(content).hexdigest()
    return {**by, "what": what, "format": format, "sha256": digest, "head": head}


def head_line(head: str) -> str:
    """Return the line by which a text tells of which state of a trial it is."""
    return f"Head of the audit chain: {head}"


def name_told(path: Path) -> str:
    """Return the name of a file as the chain tells it: bytes that are no text are written out."""
    return path.name.encode(errors="backslashreplace").decode()
