"""How a lesion is sized and found again: calipers, outlines, relocation."""
