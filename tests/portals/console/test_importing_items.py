"""`techhire import-items` looks first, tells what stays out, and takes the rest in as drafts."""

from datetime import datetime
from pathlib import Path

import pytest

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.actions.banks import create_bank
from techhire.plays.assessments.models import Item, ItemBank
from tests.engines.item_exchange.samples import package, sample
from tests.factories.skills import small_starter
from tests.portals.console.conftest import Run

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank(community: Community, now: datetime) -> ItemBank:
    small_starter()
    skill = Skill.objects.get(code="sql")
    return create_bank(Actor.system(community.pk), skill, title="SQL", now=now)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "items.zip"
    bad = sample("choice-3.0").replace("qti-choice-interaction", "qti-drawing-interaction")
    path.write_bytes(package({"good.xml": sample("choice-3.0"), "bad.xml": bad}))
    return path


def test_looking_changes_nothing(run: Run, bank: ItemBank, file: Path) -> None:
    ended = run("import-items", file, "--bank", bank.pk, "--look")
    assert (ended.code, ended.out) == (0, "1 new, 0 changed, 0 translations, 0 as before, 1 left out\n")
    assert "bad.xml, line" in ended.err
    assert not Item.objects.exists()


def test_items_go_in_as_drafts_and_the_file_stays(run: Run, bank: ItemBank, file: Path) -> None:
    ended = run("import-items", file, "--bank", bank.pk)
    assert ended.code == 0 and "second reader" in ended.out
    item = Item.objects.get()
    assert (item.state, item.author) == ("draft", None)
    assert file.exists()


def test_what_is_not_there_ends_with_code_2(run: Run, bank: ItemBank, file: Path, tmp_path: Path) -> None:
    assert run("import-items", tmp_path / "none.zip", "--bank", bank.pk).code == 2
    assert run("import-items", file, "--bank", 999).code == 2
