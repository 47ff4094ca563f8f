"""How both processes log on standard error: a line an event, for eyes or for machines."""

import logging
import sys
from typing import Literal

import structlog
from structlog.typing import Processor

LogFormat = Literal["text", "json"]


def log_to_standard_error(level: str, kind: LogFormat) -> logging.Handler:
    """Log all events from a level on; what they are about, such as `job`, is in fields of its own.

    `text` has colours on a terminal, and traces in several lines. `json` is an object a line:
    `timestamp`, `level`, `logger`, `event`, `exception` where there is one, and the other fields.
    """
    of_an_event: list[Processor] = [
        structlog.stdlib.ExtraAdder(),
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso"),
    ]
    shown: list[Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if kind == "json":
        as_json = structlog.processors.JSONRenderer(ensure_ascii=False)
        shown += [structlog.processors.format_exc_info, as_json]
    else:
        plain = structlog.dev.plain_traceback
        colors = sys.stderr.isatty()
        shown.append(structlog.dev.ConsoleRenderer(colors=colors, exception_formatter=plain))
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(processors=shown, foreign_pre_chain=of_an_event)
    )
    logging.basicConfig(level=level, handlers=[handler])
    return handler
