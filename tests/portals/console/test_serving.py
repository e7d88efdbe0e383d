"""`serve` answers only where it is safe to, and the demo lets people in on their own machine only."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from techhire.portals.console import company, showing
from techhire.portals.console.serving import control_socket, refuse_unready
from techhire.portals.console.stopping import Stop

LOCAL = "127.0.0.1:8000"


@pytest.fixture
def ready(settings: Any, db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Settings of a site that may serve; each test takes one thing away."""
    monkeypatch.setattr("techhire.portals.console.serving.waiting_migrations", list)
    settings.MODE, settings.DEMO = "production", False
    settings.ALLOWED_HOSTS = ["jobs.example.org"]
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "staticfiles.json").write_text("{}")
    return settings


def test_a_site_with_everything_may_serve(ready: Any) -> None:
    refuse_unready("0.0.0.0:80")


def test_no_host_no_site(ready: Any) -> None:
    ready.ALLOWED_HOSTS = []
    with pytest.raises(Stop, match="TECHHIRE_ALLOWED_HOSTS"):
        refuse_unready(LOCAL)


def test_the_demo_stays_on_this_machine(ready: Any) -> None:
    ready.DEMO = True
    refuse_unready(LOCAL)
    refuse_unready("[::1]:8000")
    for bind in ("0.0.0.0:8000", "192.0.2.7:8000", ":8000"):
        with pytest.raises(Stop, match="this machine only"):
            refuse_unready(bind)


def test_uncollected_styles_are_named_before_anybody_sees_a_bare_page(ready: Any, tmp_path: Path) -> None:
    (tmp_path / "staticfiles.json").unlink()
    with pytest.raises(Stop, match="not collected"):
        refuse_unready(LOCAL)


def test_an_old_database_is_named(ready: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("techhire.portals.console.serving.waiting_migrations", lambda: ["seekers.0002"])
    with pytest.raises(Stop, match="1 steps behind"):
        refuse_unready(LOCAL)


def test_the_control_socket_lies_beside_the_data(tmp_path: Path) -> None:
    assert control_socket(tmp_path).is_relative_to(tmp_path)


@pytest.fixture
def own_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Whatever a demo puts into the environment is gone after the test."""
    names = ("SECRET_KEY", "FIELD_KEYS", "MODE", "DATA_DIR", "ALLOWED_HOSTS", "EMAIL_URL")
    for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", *(f"TECHHIRE_{name}" for name in names)):
        monkeypatch.setenv(name, "before")
    yield monkeypatch


def test_a_demo_makes_its_secrets_once_and_keeps_them_to_its_owner(
    own_environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "demo"
    showing.settle(folder)
    path = folder / "environment"
    first = path.read_text()
    showing.settle(folder)
    assert path.read_text() == first
    assert path.stat().st_mode & 0o777 == 0o600
    assert {line.partition("=")[0] for line in first.splitlines()} == {
        "TECHHIRE_SECRET_KEY",
        "TECHHIRE_FIELD_KEYS",
    }


def test_a_demo_never_touches_the_operators_database(
    own_environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    showing.settle(tmp_path / "demo")
    assert "DATABASE_URL" not in showing.os.environ
    assert showing.os.environ["TECHHIRE_MODE"] == "demo"
    assert showing.os.environ["TECHHIRE_DATA_DIR"] == str(tmp_path / "demo")


def test_a_reset_leaves_folders_that_are_no_demo_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(Stop, match="nothing was removed"):
        showing.reset(tmp_path)
    assert (tmp_path / "thesis.txt").exists()


def test_a_reset_removes_a_demo(own_environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    showing.settle(tmp_path / "demo")
    showing.reset(tmp_path / "demo")
    assert not (tmp_path / "demo").exists()
    showing.reset(tmp_path / "demo")


def test_a_child_that_ends_by_itself_is_told_with_its_last_words(tmp_path: Path) -> None:
    children = {"dance": company._start(tmp_path, "dance")}
    children["dance"].wait(30)
    with pytest.raises(Stop, match="invalid choice: 'dance'"):
        company._check(tmp_path, children)


def test_children_are_ended_and_waited_for(tmp_path: Path) -> None:
    children = {"keys": company._start(tmp_path, "keys")}
    company._end(children)
    assert children["keys"].poll() is not None
