"""What the user can do about a file that is refused, by the code of the refusal."""

from __future__ import annotations

from collections.abc import Mapping

_ANEW = "fetch it anew, or ask for another export"
_EXPORT = "ask for another export"
_CONVERT = "convert it anew"

# What is no scan at all has no advice: there is nothing to be done about a letter.
ADVICE: Mapping[str, str] = {
    "bad-affine": _CONVERT,
    "bad-spacing": _CONVERT,
    "changed-file": "open its folder again",
    "damaged-archive": "pack or copy it anew",
    "damaged-header": _ANEW,
    "damaged-pixels": _ANEW,
    "empty-file": "fetch it anew",
    "no-contours": _EXPORT,
    "no-identity": _EXPORT,
    "no-mm": "export it again with its position",
    "no-pixels": _ANEW,
    "no-position": _EXPORT,
    "no-segmentation": "choose another file",
    "no-spacing": _EXPORT,
    "not-a-label-map": "open it as a scan",
    "not-nifti": _CONVERT,
    "not-nrrd": _CONVERT,
    "several-orientations": _EXPORT,
    "too-large": "ask for it in smaller files",
    "truncated": "fetch it anew",
    "unreadable": "copy it anew, and see that you may read it",
    "unsafe-name": "copy the files by hand and open their folder",
    "unsupported-class": "ask for its images as CT, MR or PET",
    "unsupported-pixels": "ask for it in plain grey values",
    "unsupported-syntax": "ask for it uncompressed",
    "wrong-pixel-length": _EXPORT,
}


def with_advice(code: str, message: str) -> str:
    """Return a message with what can be done, behind a semicolon, unless it says so itself."""
    advice = "" if ";" in message else ADVICE.get(code, "")
    return f"{message}; {advice}" if advice else message
