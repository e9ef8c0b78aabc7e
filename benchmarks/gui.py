"""How quick, lean and steady the reading room is: ``python benchmarks/gui.py --help``.

All of it is measured offscreen and in a real window under Xvfb, the scrolling beside pyqtgraph's
ImageView and beside Qt drawing a prepared image of the same size.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# To the modules beside it, and to the other scripts here, this script must not stand for the
# package of the same name: whoever finds it first finds the package's modules in it.
__path__ = [str(ROOT / "gui")]

if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    from gui_parts.platforms import main

    sys.exit(main())
