"""The civic lead sees whether people are answered in time, and sets how they are put in order."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.plays.matches.actions.reviews import ask_for_review
from techhire.plays.matches.models import ReviewRequest
from tests.factories.matches import NOW, a_person, a_posting, a_skill

pytestmark = pytest.mark.django_db
SENT = {
    "promise": "Skill first.",
    "promise_es": "Primero lo que sabe.",
    "place": "River region",
    "contact_email": "hello@river.example",
    "time_zone": "America/New_York",
    "interview_threshold": "0.55",
    "trusted_domains": "harbor.example\nmill.example",
    "ranking_on": "on",
    "ranking_needs_audit": "on",
    "ranking_notice_days": "10",
    "ranking_audit_url": "https://audit.example.org",
}


@pytest.fixture
def overdue(employer: Organization, system: Actor) -> ReviewRequest:
    """A request whose day has passed."""
    skill = a_skill("Ticket handling")
    seeker = a_person(employer.community, {skill: 2}, name="Quillonia Ardsley")
    request = ask_for_review(system, seeker, a_posting(employer, {skill: 2}), now=NOW)
    ReviewRequest.objects.update(answer_by=date(2020, 1, 2))
    return request


def test_what_is_overdue_stands_on_the_first_screen_and_names_nobody(
    desk: Client, overdue: ReviewRequest
) -> None:
    for name in ("home", "reviews"):
        page = desk.get(reverse(f"convener:{name}")).content.decode()
        assert "1 request to be read by a person is overdue" in page
        assert "Quillonia" not in page and overdue.seeker.code not in page
    assert overdue.posting.title in page and overdue.posting.organization.name in page


def test_a_quiet_time_says_so(desk: Client) -> None:
    page = desk.get(reverse("convener:reviews")).content.decode()
    assert "Every request to be read by a person is in time" in page and "Nobody waits." in page


def test_settings_are_set_and_count_at_once(desk: Client, community: Community) -> None:
    desk.post(reverse("convener:settings"), SENT)
    community.refresh_from_db()
    assert (community.time_zone, community.interview_threshold) == ("America/New_York", Decimal("0.55"))
    assert (community.ranking_needs_audit, community.ranking_notice_days) == (True, 10)
    assert community.trusted_domains == ["harbor.example", "mill.example"]
    assert "Employers see people in order now." in desk.get(reverse("convener:settings")).content.decode()
    desk.post(reverse("convener:settings"), SENT | {"ranking_audit_url": ""})
    page = desk.get(reverse("convener:settings")).content.decode()
    assert "asks for a yearly audit and a notice before people are put in order" in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("time_zone", "Mars/Olympus"),
        ("interview_threshold", "7"),
        ("ranking_notice_days", "-1"),
        ("ranking_audit_url", "javascript:alert(1)"),
        ("contact_email", "nobody"),
        ("trusted_domains", "gmail.com"),
    ],
)
def test_what_cannot_be_is_told_beside_the_field_and_nothing_typed_is_lost(
    field: str, value: str, desk: Client, community: Community
) -> None:
    page = desk.post(reverse("convener:settings"), SENT | {field: value}).content.decode()
    assert "error-summary" in page and f'href="#id_{field}"' in page and "River region" in page
    community.refresh_from_db()
    assert community.place != "River region"


def test_a_zone_outside_the_list_is_kept(desk: Client, community: Community) -> None:
    Community.objects.filter(pk=community.pk).update(time_zone="Europe/Madrid")
    assert 'value="Europe/Madrid" selected' in desk.get(reverse("convener:settings")).content.decode()
    assert desk.post(reverse("convener:settings"), SENT | {"time_zone": "Europe/Madrid"}).status_code == 302


def test_a_reader_looks_and_changes_nothing(onlooker: Client, community: Community) -> None:
    page = onlooker.get(reverse("convener:settings")).content.decode()
    assert "You can look." in page and ">Save<" not in page
    page = onlooker.post(reverse("convener:settings"), SENT).content.decode()
    assert "Only the civic lead of the community can change this." in page
    community.refresh_from_db()
    assert community.place != "River region"


@pytest.mark.parametrize("who", ["hiring_manager", "coach", "person", "stranger"])
@pytest.mark.parametrize("page", ["reviews", "settings"])
def test_nobody_else_comes_in(
    request: pytest.FixtureRequest, browser_of: object, who: str, page: str, community: Community
) -> None:
    response = browser_of(request.getfixturevalue(who)).get(reverse(f"convener:{page}"))  # type: ignore[operator]  # a fixture
    assert response.status_code == 403
