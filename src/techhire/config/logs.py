"""Logs for machines to read: one JSON object a line, with the request's id and without anything about people.

Values of variables, texts of errors, addresses with secrets in them and arguments of other libraries' messages are all
left out: a traceback keeps the type of the error and where it passed, a request its route and not its path.
"""

import logging
import logging.config
import sys
import time
import traceback
import uuid
from collections.abc import Callable
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from structlog.types import EventDict, Processor

log = structlog.get_logger("techhire.request")
Answer = Callable[[HttpRequest], HttpResponse]


def configure(settings: dict[str, Any]) -> None:
    """Set logging up; Django calls it with the ``LOGGING`` setting, whose ``format`` is json or console."""
    last: Processor = structlog.processors.JSONRenderer()
    if settings.get("format") == "console":
        last = structlog.dev.ConsoleRenderer(colors=False)
    ours: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_values,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *ours,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "use_get_message": False,
        "foreign_pre_chain": [with_status, *ours],
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
    }
    logging.config.dictConfig(_tree(formatter, settings.get("level", "INFO")))


class ToStandardError(logging.StreamHandler):
    """Writes to whatever standard error is at that moment, also where it was replaced after start."""

    def __init__(self) -> None:
        super().__init__(sys.stderr)

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stderr
        super().emit(record)


def _tree(formatter: dict[str, Any], level: str) -> dict[str, Any]:
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": formatter},
        "handlers": {"stream": {"()": ToStandardError, "formatter": "plain"}},
        "root": {"handlers": ["stream"], "level": "WARNING"},
        "loggers": {
            "techhire": {"level": level},
            "django": {"level": "WARNING", "handlers": []},
            "django.request": {"level": "ERROR"},
            "django.server": {"level": "ERROR", "handlers": [], "propagate": True},
        },
    }


def without_values(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Turn an exception into its type and the places it passed through."""
    info = event.pop("exc_info", None)
    error = _error_of(info)
    if error is not None:
        frames = traceback.extract_tb(error.__traceback__)
        event["error"] = type(error).__name__
        event["passed"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    event.pop("stack_info", None)
    return event


def _error_of(info: Any) -> BaseException | None:
    if isinstance(info, BaseException):
        return info
    if isinstance(info, tuple):
        return info[1] if isinstance(info[1], BaseException) else None
    return sys.exc_info()[1] if info else None


def with_status(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Keep the status of an answer that Django logged; its message stays unfilled, since it may be about somebody."""
    status = getattr(event.get("_record"), "status_code", None)
    return {**event, "status": status} if status else event


def request_log(get_response: Answer) -> Answer:
    """Give each request an id, repeat it in the answer, and log the route, the status and the time taken."""

    def answer(request: HttpRequest) -> HttpResponse:
        number = uuid.uuid4().hex
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=number)
        start = time.perf_counter()
        response = get_response(request)
        match = request.resolver_match
        log.info(
            "request",
            method=request.method if request.method in _METHODS else "other",
            route=match.route if match else "",
            status=response.status_code,
            milliseconds=round((time.perf_counter() - start) * 1000, 1),
        )
        response["X-Request-ID"] = number
        return response

    return answer


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
