"""Files of strangers on the import page: looked at, told about, refused whole where they mean harm."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.actions.banks import create_bank
from techhire.plays.assessments.models import Item, ItemBank, ItemImport
from tests.engines.item_exchange.samples import PNG, package, sample, zipped
from tests.factories.skills import small_starter

pytestmark = pytest.mark.django_db
CHOICE = sample("choice-3.0")
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


@pytest.fixture
def bank(convener: Actor, now: datetime) -> ItemBank:
    small_starter()
    return create_bank(convener, Skill.objects.get(code="sql"), title="SQL at work", now=now)


def send(desk: Client, bank: ItemBank, data: bytes, name: str = "items.zip") -> str:
    """What the page shows after a file was sent."""
    address = reverse("convener:item_import", args=[bank.pk])
    sent = {"file": SimpleUploadedFile(name, data), "level": "3"}
    return desk.post(address, sent, follow=True).content.decode()


def kept_files() -> list[Path]:
    folder = Path(settings.DATA_DIR) / "files"
    return list(folder.iterdir()) if folder.exists() else []


def test_a_package_is_shown_and_then_taken(desk: Client, bank: ItemBank) -> None:
    bad = CHOICE.replace("qti-choice-interaction", "qti-drawing-interaction")
    page = send(desk, bank, package({"items/good.xml": CHOICE, "items/bad.xml": bad}))
    assert "1 question would go in" in page and "1 problem" in page and "items/bad.xml" in page
    assert "choose one" in page and "English" in page, "kinds and languages have words"
    assert not Item.objects.exists()
    held = ItemImport.objects.get()
    address = reverse("convener:item_import_run", args=[bank.pk, held.pk])
    done = desk.post(address, {"take": "1"})
    assert done.url == reverse("convener:bank", args=[bank.pk])
    assert Item.objects.get().state == "draft"
    assert "taken in" in desk.get(address).content.decode()
    again = desk.post(address, {"take": "1"}, follow=True).content.decode()
    assert "decided about already" in again and Item.objects.count() == 1


def test_a_file_can_be_dropped_and_is_gone_then(
    desk: Client, bank: ItemBank, django_capture_on_commit_callbacks: object
) -> None:
    before = len(kept_files())
    send(desk, bank, CHOICE.encode(), "one.xml")
    assert len(kept_files()) == before + 1
    held = ItemImport.objects.get()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture of pytest-django
        desk.post(reverse("convener:item_import_run", args=[bank.pk, held.pk]), {"drop": "1"})
    assert len(kept_files()) == before and not Item.objects.exists()


def test_what_holds_for_two_scripts_of_a_question_is_said_once(desk: Client, bank: ItemBank) -> None:
    scripts = "<script>alert(1)</script>"
    hostile = CHOICE.replace("<p>", f'<p onclick="alert(1)">{scripts}', 1)
    page = send(desk, bank, hostile.encode(), "one.xml")
    assert "1 question would go in" in page and "alert(1)" not in page
    assert page.count("The item goes in without its script.") == 1


def bomb() -> bytes:
    return zipped({"imsmanifest.xml": b"0" * 40_000_000, "a.xml": b"x"})


def locked() -> bytes:
    data = bytearray(package({"a.xml": CHOICE}))
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def climbing() -> bytes:
    return zipped({"../../etc/cron.d/x": b"* * * * * root x", "imsmanifest.xml": b"<manifest/>"})


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (bomb(), "grows far too much"),
        (climbing(), "lead outside of it"),
        (zipped({"inner.zip": zipped({"a.xml": "x"})}), "another packed file"),
        (b"PK\x03\x04" + bytes(60), "cannot read this file"),
        (PNG, "cannot read this file"),
        (b'{"items": []}', "cannot read this file"),
        (b"MZ\x00\x00", "cannot read this file"),
        (b"", "empty"),
        (b"<qti>" + b" " * (33 * 1024 * 1024), "too large"),
    ],
)
def test_a_dangerous_file_is_refused_at_the_door_and_not_kept(
    desk: Client, bank: ItemBank, data: bytes, says: str
) -> None:
    before = len(kept_files())
    assert says in send(desk, bank, data)
    assert not ItemImport.objects.exists() and len(kept_files()) == before


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            CHOICE.replace(HEAD, HEAD + '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>\n'),
            "For safety",
        ),
        (CHOICE.replace("The disk", "&nbsp;"), "not well formed"),
        ("<html><body>Hello</body></html>", "not a QTI item"),
        ("<a>" * 5000, "Nothing of this file"),
    ],
)
def test_a_bad_xml_file_is_told_with_its_line_and_gives_nothing(
    desk: Client, bank: ItemBank, text: str, says: str
) -> None:
    page = send(desk, bank, text.encode(), "bad.xml")
    assert says in page and "Nothing of this file would go in" in page
    assert "root:" not in page and not Item.objects.exists()


def test_scripts_in_a_question_never_reach_a_page(desk: Client, bank: ItemBank) -> None:
    evil = CHOICE.replace("The disk is full.", "&lt;script&gt;alert(1)&lt;/script&gt;")
    evil = evil.replace("<strong>on</strong>", "<script>alert(2)</script>")
    page = send(desk, bank, evil.encode(), "<script>alert(3)</script>.xml")
    assert "<script>alert" not in page and "without its script" in page
    held = ItemImport.objects.get()
    desk.post(reverse("convener:item_import_run", args=[bank.pk, held.pk]), {"take": "1"})
    shown = desk.get(reverse("convener:item", args=[Item.objects.get().pk])).content.decode()
    assert "<script>alert" not in shown and "&lt;script&gt;alert(1)" in shown


def test_names_in_a_package_are_shown_as_text(desk: Client, bank: ItemBank) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("<img src=x onerror=alert(1)>.xml", CHOICE.replace("qti-choice", "qti-drawing"))
    page = send(desk, bank, out.getvalue())
    assert "<img src=x" not in page


def test_an_import_of_another_bank_is_not_found(
    desk: Client, bank: ItemBank, convener: Actor, now: datetime
) -> None:
    send(desk, bank, CHOICE.encode(), "one.xml")
    other = create_bank(convener, Skill.objects.get(code="python"), title="Python", now=now)
    held = ItemImport.objects.get()
    assert desk.get(reverse("convener:item_import_run", args=[other.pk, held.pk])).status_code == 404


def test_who_only_reads_imports_nothing(onlooker: Client, bank: ItemBank) -> None:
    before = len(kept_files())
    assert "Only the civic lead" in send(onlooker, bank, CHOICE.encode(), "one.xml")
    assert not ItemImport.objects.exists() and len(kept_files()) == before
