"""Names of files made of texts that anybody may have written."""

from __future__ import annotations

import hashlib
import re

NOT_SAFE = re.compile(r"[^A-Za-z0-9._-]+")
LONGEST = 80
DIGEST_SHOWN = 8
# Names that one system or another keeps for itself.
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def safe_name(text: str) -> str:
    """Return a name that every file system takes, and no other text gives.

    A plain text stays as it is; of any other what can stay does, with a digest of the whole, so
    that two subjects never share a file.
    """
    plain = NOT_SAFE.sub("_", text).strip("._-")[:LONGEST]
    if plain == text and plain and not RESERVED.match(plain):
        return text
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST_SHOWN]
    return f"{plain or 'unnamed'}-{digest}"
