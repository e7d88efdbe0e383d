"""A bank measured from the command line: its answers out, `techhire calibrate`, its numbers in, looked at, adopted."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.actions.banks import create_bank
from techhire.plays.assessments.models import Calibration, Item, ItemBank
from tests.factories.communities import seat
from tests.factories.people import AccountFactory
from tests.factories.skills import small_starter
from tests.plays.assessments.banks.made_up import answered, items_in, table_of
from tests.portals.console.conftest import Run

pytestmark = pytest.mark.django_db
TRUE = [-1.5, -0.8, 0.0, 0.6, 1.3]
LEAD = "lead@civic.example"


@pytest.fixture
def bank(community: Community, civic: Organization, now: datetime) -> ItemBank:
    """Five questions answered by 120 people, and somebody who keeps the bank."""
    small_starter()
    seat(AccountFactory(handle=LEAD), civic, "member")
    bank = create_bank(Actor.system(community.pk), Skill.objects.get(code="sql"), title="SQL", now=now)
    answered(bank, items_in(bank, TRUE), table_of(TRUE, 120))
    return bank


def test_from_export_through_the_command_line_to_an_adopted_bank(
    run: Run, bank: ItemBank, tmp_path: Path
) -> None:
    answers, items = tmp_path / "answers.csv", tmp_path / "items.json"
    whose = ("--bank", bank.pk, "--as", LEAD)
    out = run("calibrate", *whose, "--export", answers)
    assert (out.code, out.err) == (0, "") and "120 people, 5 questions" in out.out
    assert Fact.objects.get(name="AnswersExported").actor_id is not None
    assert run("calibrate", answers, "--model", "1pl", "--out", items).code == 0
    looked = run("calibrate", *whose, "--take", items)
    assert looked.code == 0 and "on a new scale" in looked.out
    waiting = Calibration.objects.get()
    assert (waiting.state, waiting.people, waiting.source) == ("ready", 120, "file")
    assert waiting.made_by is not None and waiting.made_by.email == LEAD
    assert Fact.objects.get(name="NumbersTaken").data["items"] == 5
    assert not Item.objects.filter(guessed=False).exists()
    adopted = run("calibrate", *whose, "--take", items, "--adopt")
    assert (adopted.code, adopted.err) == (0, "") and "Adopted" in adopted.out
    measured = {one["id"]: one["b"] for one in json.loads(items.read_text())["items"]}
    found = dict(Item.objects.filter(bank=bank, guessed=False).values_list("code", "b"))
    assert found == pytest.approx(measured)
    again = run("calibrate", *whose, "--take", items)
    assert "on the bank's scale, held by 5 questions" in again.out


def test_numbers_against_what_is_known_are_adopted_only_on_purpose(
    run: Run, bank: ItemBank, tmp_path: Path
) -> None:
    whose, items = ("--bank", bank.pk, "--as", LEAD), tmp_path / "items.json"
    assert run("calibrate", *whose, "--model", "1pl", "--adopt", "--out", items).code == 0
    body = json.loads(items.read_text())
    for one in body["items"]:
        one["b"] = -one["b"]
    items.write_text(json.dumps(body | {"n": 120}))
    refused = run("calibrate", *whose, "--take", items, "--adopt")
    assert refused.code == 1 and "disagree with what is known" in refused.err
    assert Calibration.objects.latest("pk").state == "ready"
    meant = run("calibrate", *whose, "--take", items, "--adopt", "--against-known")
    assert meant.code == 0 and Calibration.objects.latest("pk").state == "adopted"


def test_a_bank_is_measured_directly_and_its_own_questions_hold_the_scale(
    run: Run, bank: ItemBank, tmp_path: Path
) -> None:
    whose = ("--bank", bank.pk, "--as", LEAD, "--model", "1pl")
    first = run("calibrate", *whose, "--adopt", "--out", tmp_path / "items.json")
    assert (first.code, first.err) == (0, "") and Calibration.objects.get().state == "adopted"
    assert len(json.loads((tmp_path / "items.json").read_text())["items"]) == 5
    again = run("calibrate", *whose)
    assert "held by 5 questions" in again.out
    assert Calibration.objects.latest("pk").state == "ready"


def test_anchors_put_new_items_on_the_scale_of_a_file(run: Run, bank: ItemBank, tmp_path: Path) -> None:
    answers, items, moved = (tmp_path / name for name in ("answers.csv", "items.json", "moved.json"))
    run("calibrate", "--bank", bank.pk, "--as", LEAD, "--export", answers)
    assert run("calibrate", answers, "--model", "1pl", "--out", items).code == 0
    body = json.loads(items.read_text())
    for one in body["items"]:
        one["a"], one["b"] = one["a"] / 2, one["b"] * 2 + 1
    moved.write_text(json.dumps(body))
    linked = run("calibrate", answers, "--model", "1pl", "--out", items, "--anchors", moved)
    assert linked.code == 0 and "by 5 items: ability = 2.000 x + 1.000" in linked.out
    found = [one["b"] for one in json.loads(items.read_text())["items"]]
    assert found == pytest.approx([one["b"] for one in body["items"]], abs=1e-3)
    body["items"] = body["items"][:2]
    moved.write_text(json.dumps(body))
    few = run("calibrate", answers, "--model", "1pl", "--out", items, "--anchors", moved)
    assert few.code == 2 and "at least 3 items" in few.err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("--model", "1pl"), "CSV is needed"),
        (("a.csv", "--model", "1pl"), "--out is needed"),
        (("a.csv", "--out", "i.json"), "--model is needed"),
        (("a.csv", "--model", "1pl", "--out", "i.json", "--adopt"), "go with --bank"),
        (("--bank", "1", "--model", "1pl"), "--as EMAIL"),
        (("--bank", "1", "--as", LEAD), "which curve"),
        (
            ("--bank", "1", "--as", LEAD, "--take", "i.json", "--model", "1pl"),
            "Leave the answers and --model",
        ),
        (("--bank", "1", "--as", LEAD, "--model", "1pl", "--anchors", "i.json"), "Leave --anchors out"),
        (("--bank", "1", "--as", LEAD, "--export", "a.csv", "--adopt"), "only writes answers"),
        (("--bank", "1", "--as", LEAD, "--model", "1pl", "--use-pilots"), "go with --adopt"),
        (("--bank", "1", "--as", LEAD, "--model", "1pl", "--against-known"), "go with --adopt"),
        (("a.csv", "--model", "1pl", "--out", "i.json", "--against-known"), "go with --bank"),
        (("--bank", "987654", "--as", LEAD, "--model", "1pl"), "no bank of a community's own"),
    ],
)
def test_words_that_do_not_go_together_are_told(
    run: Run, db: None, typed: tuple[str, ...], said: str
) -> None:
    ended = run("calibrate", *typed)
    assert ended.code == 2 and said in ended.err


def test_only_who_keeps_the_bank_may(
    run: Run, bank: ItemBank, employer: Organization, tmp_path: Path
) -> None:
    seat(AccountFactory(handle="boss@work.example"), employer, "owner")
    for email, code in (("boss@work.example", 1), ("nobody@work.example", 2)):
        ended = run("calibrate", "--bank", bank.pk, "--as", email, "--export", tmp_path / "a.csv")
        assert ended.code == code and not (tmp_path / "a.csv").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no json", "not JSON"),
        ("[1]", "no file of measured questions"),
        ('{"model": "1pl", "n": 99, "items": []}', "no file of measured questions"),
        ('{"model": "9pl", "n": 99, "items": [{"id": "q"}]}', "which curve"),
        ('{"model": "1pl", "n": true, "items": [{"id": "q"}]}', "cannot be"),
        ('{"model": "1pl", "n": 99, "items": [{"id": "q", "a": 1}]}', "no measured curve"),
        ('{"model": "1pl", "n": 99, "items": [{"id": "q", "a": -1, "b": 0}]}', "no measured curve"),
        ('{"model": "1pl", "n": 99, "items": [{"id": "q", "a": 1, "b": NaN}]}', "no measured curve"),
        ('{"model": "grm", "n": 99, "items": [{"id": "q", "a": 1, "b": 0, "steps": [1, 0]}]}', "no measured"),
        (
            '{"model": "1pl", "n": 99, "items": [{"id": "q", "a": 1, "b": 0}, {"id": "q", "a": 1, "b": 0}]}',
            "same",
        ),
        ('{"model": "1pl", "n": 99, "items": [{"id": "q", "a": 1, "b": 0}]}', "not questions of this bank"),
        ('{"model": "1pl", "n": 9, "items": [{"id": "q-000", "a": 1, "b": 0}]}', "30 people"),
    ],
)
def test_a_file_that_is_no_measurement_changes_nothing(
    run: Run, bank: ItemBank, tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "items.json").write_text(text)
    ended = run("calibrate", "--bank", bank.pk, "--as", LEAD, "--take", tmp_path / "items.json", "--adopt")
    assert ended.code == 1 and said in ended.err
    assert not Calibration.objects.exists() and not Fact.objects.filter(name="NumbersTaken").exists()
