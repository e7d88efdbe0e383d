"""`techhire check` says what an install lacks."""

from pathlib import Path
from typing import Any

import pytest

from techhire.commons.communities.models import Community
from techhire.commons.skills.queries import starter_framework
from techhire.commons.skills.words import STARTER
from techhire.engines.skill_extraction import mention_reader
from techhire.portals.console import checking
from techhire.portals.console.checking import SECRETS
from tests.factories.skills import FrameworkFactory
from tests.portals.console.conftest import Run

pytestmark = pytest.mark.django_db


def test_a_damaged_file_of_the_reader_is_told_and_keeps_no_site_from_serving(
    run: Run, community: Community, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in SECRETS:
        monkeypatch.setenv(name, "as the settings have it")
    settings.SECRET_KEY = "long enough for a site that serves, and known to nobody " * 2
    monkeypatch.setattr(checking, "waiting_migrations", list)
    starter_framework() or FrameworkFactory(slug=STARTER)
    whole = run("check")
    assert "mention_reader" not in whole.out + whole.err
    damaged = tmp_path / mention_reader.WEIGHTS
    damaged.write_bytes(b"PK")
    monkeypatch.setattr(mention_reader, "WEIGHTS", str(damaged))
    monkeypatch.setattr(mention_reader, "load_reader", mention_reader.load_reader.__wrapped__)
    ended = run("check")
    assert (whole.code, ended.code) == (0, 0) and "This site can serve." in ended.out
    (line,) = set(ended.out.splitlines()) - set(whole.out.splitlines())
    assert line.startswith("CONSIDER Texts are read by the small model alone.")
    assert "mention_reader.npz is damaged: install TechHire anew" in line
