"""The columns of the reading table, in the order in which they are written."""

from __future__ import annotations

COLUMNS = (
    "subject",
    "reader",
    "visit",
    "date",
    "lesion",
    "role",
    "organ",
    "site",
    "nodal",
    "character",
    "state",
    "change",
    "longest_diameter_mm",
    "short_axis_mm",
    "viable_diameter_mm",
    "parent",
    "progressed_since",
    "method",
    "slice_thickness_mm",
    "field",
    "image",
    "accepted",
    "reason",
    "comment",
)
NEEDED = ("subject", "visit", "date", "lesion", "role", "organ", "state")
DIAMETERS = ("longest_diameter_mm", "short_axis_mm", "viable_diameter_mm")
AUDIT_HEAD = "audit_head"
"""What leaves a trial has the head of its audit chain under this name; nothing of it is read."""
EXPORTED = ("protocol", "program", "trial", AUDIT_HEAD, "exported_at")
"""The last columns of an exported table: where it comes from. Side by side they are no readings."""
