"""`techhire serve`: gunicorn with threads, and only with everything it needs to be safe."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from techhire.portals.console.ground import stand_up, waiting_migrations
from techhire.portals.console.standing import end_with_parent
from techhire.portals.console.stopping import Stop


def serve(options: Namespace) -> None:
    """Answer requests until stopped. Refuses without secrets, allowed hosts or the newest database layout."""
    end_with_parent()
    stand_up()
    refuse_unready(options.bind)
    from django.conf import settings
    from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]  # it has none

    chosen = {
        "bind": options.bind,
        "workers": options.processes,
        "threads": options.threads,
        "worker_class": "gthread",
        "timeout": 60,
        "graceful_timeout": 8,
        "control_socket": str(control_socket(settings.DATA_DIR)),
        "accesslog": None,
        "loglevel": "warning",
        "proc_name": "techhire",
    }

    class Site(BaseApplication):
        def load_config(self) -> None:
            for name, value in chosen.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from gunicorn.util import import_app  # type: ignore[import-untyped]  # it has none

            application = import_app("techhire.config.wsgi:application")
            warm()
            return application

    Site().run()


def refuse_unready(bind: str) -> None:
    """Stop with the reason where this site must not answer yet."""
    from django.conf import settings

    if not settings.ALLOWED_HOSTS:
        raise Stop("Set TECHHIRE_ALLOWED_HOSTS to the names this site answers to, like jobs.example.org.")
    host = bind.rpartition(":")[0]
    if settings.DEMO and host not in {"127.0.0.1", "localhost", "[::1]"}:
        raise Stop("The demo lets anybody in as anybody, so it answers on this machine only (127.0.0.1).")
    if settings.MODE == "production" and not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        raise Stop("The styles and scripts are not collected yet: run `techhire upgrade`.")
    waiting = waiting_migrations()
    if waiting:
        raise Stop(f"The database is {len(waiting)} steps behind this version: run `techhire upgrade` first.")


def control_socket(data_dir: Path) -> Path:
    """Where gunicorn keeps its control socket: beside the data, not in somebody's home folder."""
    folder = Path(data_dir) / "run"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "gunicorn.sock"


def warm() -> None:
    """Load what the first request would wait for: every page, compiled kernels, the vocabulary, banks of open tests.

    A page that cannot be loaded stops the server here, not in somebody's browser.
    """
    from django.db import connection
    from django.urls import get_resolver

    from techhire.commons.skills.bridge import read_text
    from techhire.engines.matching.warming import warm as warm_matching
    from techhire.engines.psychometrics.warming import warm as warm_testing
    from techhire.plays.assessments.queries.sittings import warm_tests

    get_resolver().url_patterns  # noqa: B018  # looking at it is what loads the pages
    warm_matching()
    warm_testing()
    warm_tests()
    read_text("Warm up")
    connection.close()
