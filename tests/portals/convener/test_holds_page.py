"""The civic lead says which records a law keeps, by code and never by name."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor
from techhire.plays.seekers.models import Hold, Seeker
from tests.cases import in_one_world
from tests.factories.seekers import seeker_in

pytestmark = pytest.mark.django_db

PAGE = reverse("convener:holds")


@pytest.fixture
def dana(community: Community) -> Seeker:
    return seeker_in(community, name="Dana Reyes")


def sent(seeker: Seeker, **changes: object) -> dict[str, object]:
    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    return {"code": seeker.code, "reason": "case", "law": "Case 12-345", "until": until} | changes


def test_a_hold_is_placed_and_ended_without_a_name(desk: Client, dana: Seeker) -> None:
    assert "No law keeps a record now" in desk.get(PAGE).content.decode()
    assert desk.post(PAGE, sent(dana)).status_code == 302
    page = desk.get(PAGE).content.decode()
    assert "A law keeps 1 record" in page and dana.code in page and "Dana" not in page
    assert desk.post(PAGE, {"lift": Hold.objects.get().pk}).status_code == 302
    assert Hold.objects.get().lifted_at is not None
    assert desk.post(PAGE, {"lift": "0"}).status_code == 404
    assert desk.post(PAGE, {"lift": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"code": "NOBODY"}, "Nobody here has this code."),
        ({"until": "2020-01-01"}, "from tomorrow on"),
        ({"law": ""}, "Please look at this again"),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_typed_is_lost(
    changes: dict[str, object], words: str, desk: Client, dana: Seeker
) -> None:
    page = desk.post(PAGE, sent(dana, **changes)).content.decode()
    assert words in page and not Hold.objects.exists()
    assert str(changes.get("law", "Case 12-345")) in page


def test_somebody_of_another_community_is_not_there(desk: Client, elsewhere: Community) -> None:
    theirs = seeker_in(elsewhere)
    assert "Nobody here has this code." in desk.post(PAGE, sent(theirs)).content.decode()


def test_a_reader_looks_and_changes_nothing(onlooker: Client, desk: Client, dana: Seeker) -> None:
    desk.post(PAGE, sent(dana))
    page = onlooker.get(PAGE).content.decode()
    assert dana.code in page and "Keep this record" not in page
    onlooker.post(PAGE, {"lift": Hold.objects.get().pk})
    onlooker.post(PAGE, sent(dana))
    assert Hold.objects.get().lifted_at is None


@in_one_world("who", ["hiring_manager", "trainer", "coach", "helper", "person", "stranger"])
def test_nobody_else_comes_in(who: str, browser_of: object, request: pytest.FixtureRequest) -> None:
    actor: Actor = request.getfixturevalue(who)
    assert browser_of(actor).get(PAGE).status_code in {403, 404}  # type: ignore[operator]  # it makes a browser
