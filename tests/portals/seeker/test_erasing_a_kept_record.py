"""Erasing a record a law keeps: the page says until when and why, before and after the button."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from techhire.commons.permits import Actor
from techhire.plays.seekers.actions.holds import place_hold
from techhire.plays.seekers.models import Seeker

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(me: Seeker, convener: Actor) -> Seeker:
    now = timezone.now()
    until = now.date() + timedelta(days=30)
    place_hold(convener, me, reason="funding", law="29 USC 3245", until=until, now=now)
    return me


@pytest.mark.parametrize("page", ["seeker:erase", "account:erase"])
def test_the_page_says_until_when_and_why(page: str, mine: Client, kept: Seeker) -> None:
    text = mine.get(reverse(page)).content.decode()
    assert "It stays sealed until" in text and "29 USC 3245" in text


def test_pressing_the_button_seals_it_and_says_so(mine: Client, kept: Seeker) -> None:
    done = mine.post(reverse("seeker:erase"), {"sure": "on"}, follow=True).content.decode()
    assert "Your record stays sealed until" in done and "Find work for what you can do" in done
    kept.refresh_from_db()
    assert kept.state == "sealed"


def test_without_a_law_it_is_simply_erased(mine: Client, me: Seeker) -> None:
    assert "sealed" not in mine.get(reverse("seeker:erase")).content.decode()
    mine.post(reverse("seeker:erase"), {"sure": "on"})
    me.refresh_from_db()
    assert me.state == "erased"
