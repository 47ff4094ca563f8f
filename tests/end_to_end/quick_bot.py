"""The bot as it ships but for its painter, for tests of many jobs: `quick_bot.py run`."""

import functools
import sys
from pathlib import Path

from bot import app
from bot.__main__ import main
from bot.inference.process import ProcessPainter

_PAINTER = (sys.executable, str(Path(__file__).with_name("quick_painter.py")))

app.ProcessPainter = functools.partial(ProcessPainter, command=_PAINTER)  # type: ignore[misc,assignment]
sys.exit(main())
