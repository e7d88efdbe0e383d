"""`techhire check` says what an install lacks."""

from pathlib import Path

import pytest

from techhire.commons.communities.models import Community
from techhire.engines.skill_extraction import mention_reader
from techhire.portals.console.checking import SECRETS
from tests.portals.console.conftest import Run

pytestmark = pytest.mark.django_db


def test_a_damaged_file_of_the_reader_is_missing_until_it_is_there_again(
    run: Run, community: Community, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in SECRETS:
        monkeypatch.setenv(name, "as the settings have it")
    whole = run("check")
    assert "mention_reader" not in whole.out + whole.err
    damaged = tmp_path / mention_reader.WEIGHTS
    damaged.write_bytes(b"PK")
    monkeypatch.setattr(mention_reader, "WEIGHTS", str(damaged))
    monkeypatch.setattr(mention_reader, "load_reader", mention_reader.load_reader.__wrapped__)
    ended = run("check")
    assert ended.code == 1
    (line,) = set(ended.out.splitlines()) - set(whole.out.splitlines())
    assert line.startswith("MISSING  Texts are read by the small model alone.")
    assert "mention_reader.npz is damaged: install TechHire anew" in line
