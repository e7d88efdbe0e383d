"""One question: from hand to hand, its pictures, and what an old page may not do."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from techhire.commons.permits import Actor
from techhire.plays.assessments.actions.items import write_item
from techhire.plays.assessments.models import ItemBank
from tests.engines.item_exchange.samples import PNG
from tests.plays.assessments.banks.conftest import single

pytestmark = pytest.mark.django_db


def at(name: str, *args: Any) -> str:
    return reverse(f"convener:{name}", args=args)


def test_a_question_goes_from_hand_to_hand(
    desk: Client, browser_of: Callable[[Actor], Client], convener: Actor, bank: ItemBank, now: datetime
) -> None:
    item = write_item(convener, bank, wording=single(), now=now)
    writer = browser_of(convener)
    page = writer.get(at("item", item.pk)).content.decode()
    assert "Hand it to a second reader" in page and "SELECT" in page
    writer.post(at("item", item.pk), {"step": "submit", "version": 1})
    assert "It is right" not in writer.get(at("item", item.pk)).content.decode()
    assert "No question waits" in writer.get(at("item_review")).content.decode()
    home = desk.get(at("home")).content.decode()
    assert "1 question waits for you to read" in home
    assert "Which word reads rows?" in desk.get(at("item_review")).content.decode()
    back = {"back": "1", "version": 2, "remark": ""}
    assert "Please fill this in" in desk.post(at("item", item.pk), back).content.decode()
    desk.post(at("item", item.pk), back | {"remark": "Which database?"})
    page = writer.get(at("item", item.pk)).content.decode()
    assert "Which database?" in page
    writer.post(at("item", item.pk), {"step": "submit", "version": 3})
    desk.post(at("item", item.pk), {"step": "approve", "version": 4})
    item.refresh_from_db()
    assert item.state == "pilot"
    desk.post(at("item", item.pk), {"step": "use", "version": 5})
    assert at("item_pull", item.pk) in desk.get(at("item", item.pk)).content.decode()
    desk.post(at("item_pull", item.pk), {"reason": "leaked", "remark": "Seen in a chat"})
    item.refresh_from_db()
    assert (item.state, item.pulled_for) == ("retired", "leaked")


def test_a_step_on_an_old_page_is_refused_in_words(
    desk: Client, bank: ItemBank, convener: Actor, now: datetime
) -> None:
    item = write_item(convener, bank, wording=single(), now=now)
    page = desk.post(at("item", item.pk), {"step": "submit", "version": 7}, follow=True).content.decode()
    assert "Somebody else changed this" in page


def test_a_picture_is_added_shown_and_taken_away(
    desk: Client, bank: ItemBank, convener: Actor, now: datetime
) -> None:
    item = write_item(convener, bank, wording=single(), now=now)
    file = SimpleUploadedFile("../x.exe", PNG)
    desk.post(at("item", item.pk), {"media": "1", "file": file, "alt_en": "A plan", "alt_es": "Un plano"})
    address = at("item_media", item.pk, "media-1.png")
    assert f'src="{address}" alt="A plan"' in desk.get(at("item", item.pk)).content.decode()
    answer = desk.get(address)
    assert (answer.content, answer["Content-Type"]) == (PNG, "image/png")
    assert answer["X-Content-Type-Options"] == "nosniff" and "sandbox" in answer["Content-Security-Policy"]
    bad = SimpleUploadedFile("x.png", b"<svg onload='x()'/>")
    page = desk.post(at("item", item.pk), {"media": "1", "file": bad, "alt_en": "x", "alt_es": "x"})
    assert "Send a PNG" in page.content.decode()
    desk.post(at("item", item.pk), {"remove": "media-1.png"})
    assert desk.get(address).status_code == 404
