"""The civic lead sees whether people are answered in time, and sets how they are put in order."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.plays.matches.actions.reviews import ask_for_review
from techhire.plays.matches.models import ReviewRequest
from tests.cases import in_one_world
from tests.commons.uploads.test_pictures_and_documents import png
from tests.factories.matches import NOW, a_person, a_posting, a_skill

pytestmark = pytest.mark.django_db
SENT = {
    "name": "River City TechHire",
    "color": "#005ea2",
    "languages": ["en", "es"],
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
        ("name", ""),
        ("color", "blue"),
        ("color", "#ffee88"),
        ("languages", []),
        ("languages", ["xx"]),
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
    assert "error-summary" in page and f'href="#id_{field}' in page and "River region" in page
    community.refresh_from_db()
    assert community.place != "River region"


def test_all_that_cannot_be_is_told_at_once(desk: Client, community: Community) -> None:
    wrong = {
        "color": "#ffee88",
        "contact_email": "nobody",
        "interview_threshold": "7",
        "trusted_domains": "gmail.com",
        "ranking_notice_days": "-1",
        "logo": SimpleUploadedFile("logo.png", b"no picture"),
    }
    with_good_numbers = wrong | {"interview_threshold": "0.5", "ranking_notice_days": "10"}
    for sent in (wrong, with_good_numbers):
        page = desk.post(reverse("convener:settings"), SENT | sent).content.decode()
        bad = [name for name in wrong if sent[name] == wrong[name]]
        assert all(f'href="#id_{name}"' in page and f'id="id_{name}_error"' in page for name in bad)
        sent["logo"].seek(0)


def test_name_color_and_logo_stand_on_every_page(desk: Client, client: Client, community: Community) -> None:
    logo = SimpleUploadedFile("x.png", png(), content_type="image/png")
    desk.post(reverse("convener:settings"), SENT | {"name": "Delta Works", "color": "#AA0000", "logo": logo})
    page = client.get(reverse("public:home")).content.decode()
    assert "Delta Works" in page and reverse("layout:logo") in page
    assert "--accent:#aa0000" in client.get(reverse("layout:brand")).content.decode()
    picture = client.get(reverse("layout:logo"))
    assert picture["Content-Type"] == "image/png" and picture.content.startswith(b"\x89PNG")
    assert "sandbox" in picture["Content-Security-Policy"]
    desk.post(reverse("convener:settings"), SENT | {"no_logo": "on"})
    assert client.get(reverse("layout:logo")).status_code == 404
    assert reverse("layout:logo") not in client.get(reverse("public:home")).content.decode()


@pytest.mark.parametrize(
    "body", [b"<svg onload='alert(1)'/>", b"%PDF-1.7", b"", b"\x89PNG\r\n\x1a\n" + b"x" * 300_000]
)
def test_a_logo_that_is_no_small_picture_is_refused_beside_its_field(
    body: bytes, desk: Client, community: Community
) -> None:
    sent = SENT | {"name": "Other", "logo": SimpleUploadedFile("x.png", body, content_type="image/png")}
    page = desk.post(reverse("convener:settings"), sent).content.decode()
    assert 'href="#id_logo"' in page and "River region" in page
    community.refresh_from_db()
    assert community.name == "River City TechHire" and community.logo_changed_at is None


def test_what_two_conveners_have_alike_is_not_told_as_changed(desk: Client, community: Community) -> None:
    sent = SENT | {"trusted_domains": "harbor.example\r\nmill.example", "version": str(community.version)}
    assert desk.post(reverse("convener:settings"), sent).status_code == 302
    page = desk.post(reverse("convener:settings"), sent | {"place": "My bend"}).content.decode()
    assert page.count("Saved now:") == 1 and "River region" in page


def test_a_community_of_one_language_speaks_it_and_offers_no_other(
    desk: Client, client: Client, community: Community
) -> None:
    desk.post(reverse("convener:settings"), SENT | {"languages": ["en"]})
    page = client.get(reverse("public:home"), headers={"accept-language": "es"}).content.decode()
    assert '<html lang="en"' in page and "Español" not in page
    desk.post(reverse("convener:settings"), SENT | {"languages": ["es"]})
    assert '<html lang="es"' in client.get(reverse("public:home")).content.decode()


def test_a_color_from_before_the_rule_keeps_nobody_from_changing_something_else(
    desk: Client, community: Community
) -> None:
    Community.objects.filter(pk=community.pk).update(color="#ffee88")
    assert desk.post(reverse("convener:settings"), SENT | {"color": "#ffee88"}).status_code == 302
    community.refresh_from_db()
    assert community.place == "River region"


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


@in_one_world("who", ["hiring_manager", "coach", "person", "stranger"])
@pytest.mark.parametrize("page", ["reviews", "settings"])
def test_nobody_else_comes_in(
    request: pytest.FixtureRequest, browser_of: object, who: str, page: str, community: Community
) -> None:
    response = browser_of(request.getfixturevalue(who)).get(reverse(f"convener:{page}"))  # type: ignore[operator]  # a fixture
    assert response.status_code == 403
