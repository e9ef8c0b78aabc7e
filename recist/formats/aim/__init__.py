"""Annotation and Image Markup (AIM) 3 and 4 in: annotations as readings."""
