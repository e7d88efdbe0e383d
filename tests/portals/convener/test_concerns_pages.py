"""The civic lead's list of what was reported, one thing with its deeds, and its owner's page."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.concerns.models import Concern
from techhire.plays.marketplace.models import Posting
from tests.cases import in_one_world
from tests.factories.concerns import a_report
from tests.factories.marketplace import PostingFactory
from tests.factories.matches import a_skill
from tests.factories.providers import a_program


@pytest.fixture
def posting(employer: Organization) -> Posting:
    return PostingFactory(organization=employer, published=True, valid_through=date(2099, 1, 1))


@pytest.fixture
def reported(posting: Posting) -> Concern:
    a_report(posting, "unfair", words="They shouted at us")
    return a_report(posting, "money", email="ana@example.org", phone="816 555 0100").concern


def page_of(concern: Concern) -> str:
    return reverse("convener:concern", args=[concern.pk])


def test_the_first_screen_says_so_before_anything_else(desk: Client, reported: Concern, sql: Skill) -> None:
    home = desk.get(reverse("convener:home")).content.decode()
    assert "<h1>1 reported thing waits for you</h1>" in home
    listing = desk.get(reverse("convener:concerns")).content.decode()
    assert reported.posting is not None and reported.posting.title in listing and "asks for money" in listing


def test_it_is_hidden_with_one_press_answered_and_settled(
    desk: Client,
    reported: Concern,
    hiring_manager: Actor,
    browser_of: Callable[[Actor], Client],
    posting: Posting,
) -> None:
    page = desk.get(page_of(reported)).content.decode()
    assert "2 reports since" in page and "They shouted at us" in page
    assert 'href="mailto:ana@example.org?subject=About%20your%20report"' in page
    assert desk.post(page_of(reported), {"hold": "1"}).status_code == 302
    assert Client().get(reverse("public:job", args=[posting.identifier])).status_code == 404
    owner = browser_of(hiring_manager)
    home = owner.get(reverse("employer:home")).content.decode()
    assert "1 thing of yours is out of sight" in home
    own = owner.get(reverse("employer:posting", args=[posting.identifier])).content.decode()
    notice = reverse("account:notice", args=[reported.pk])
    assert notice in own
    told = owner.get(notice).content.decode()
    assert "It treats people unfairly" in told and "It asks for money" in told
    for word in ("shouted", "ana@", "816 555", "2 reports"):
        assert word not in told
    assert owner.post(notice, {"words": ""}).status_code == 200
    assert owner.post(notice, {"words": "We never do that."}).status_code == 302
    assert "We never do that." in desk.get(page_of(reported)).content.decode()
    assert desk.post(page_of(reported), {"close": "1"}).status_code == 200
    sent = {"close": "1", "close-outcome": "nothing_wrong", "close-to_owner": "Thank you for answering."}
    assert desk.post(page_of(reported), sent).status_code == 302
    assert Client().get(reverse("public:job", args=[posting.identifier])).status_code == 200
    assert "Thank you for answering." in owner.get(notice).content.decode()
    assert reported.reports.get(wrong="money").told_at is None
    report = reported.reports.get(wrong="money")
    assert desk.post(page_of(reported), {"tell": str(report.pk)}).status_code == 302
    report.refresh_from_db()
    assert report.told_at is not None


def test_it_is_looked_into_and_put_back(desk: Client, reported: Concern, posting: Posting) -> None:
    desk.post(page_of(reported), {"read": "1"})
    reported.refresh_from_db()
    assert reported.state == "read"
    desk.post(page_of(reported), {"hold": "1", "hold-to_owner": "Please explain."})
    desk.post(page_of(reported), {"release": "1"})
    posting.refresh_from_db()
    assert posting.state == "published"
    answer = desk.post(page_of(reported), {"release": "1"}, follow=True).content.decode()
    assert "It is not out of sight." in answer
    for typed in ("0", "x", "9" * 30, ""):
        assert (
            "We do not know this report."
            in desk.post(page_of(reported), {"tell": typed}, follow=True).content.decode()
        )


@pytest.mark.parametrize(
    "pressed",
    [
        {"close": "1", "close-outcome": "taken_down"},
        {"close": "1"},
        {"hold": "1", "hold-to_owner": "My words"},
        {"read": "1"},
    ],
)
def test_a_second_tab_is_told_how_somebody_settled_it(
    desk: Client, reported: Concern, posting: Posting, pressed: dict[str, str]
) -> None:
    desk.post(page_of(reported), {"close": "1", "close-outcome": "corrected"})
    page = desk.post(page_of(reported), pressed, follow=True).content.decode()
    assert "Somebody settled this already: it was corrected." in page
    reported.refresh_from_db()
    posting.refresh_from_db()
    assert (reported.outcome, posting.state) == ("corrected", "published")


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ({"close": "1", "close-outcome": "corrected"}, "Somebody settled this already: it was corrected."),
        ({"hold": "1", "hold-to_owner": "Their words"}, "It is out of sight, and its owner knows why."),
    ],
)
def test_words_to_an_owner_who_was_told_meanwhile_are_given_back(
    desk: Client, reported: Concern, first: dict[str, str], said: str
) -> None:
    desk.post(page_of(reported), first)
    page = desk.post(page_of(reported), {"hold": "1", "hold-to_owner": "My words"}, follow=True)
    assert "This was not sent." in page.content.decode() and "My words" in page.content.decode()
    assert [str(one) for one in page.context["messages"]][-1] == said
    reported.refresh_from_db()
    assert reported.to_owner == first.get("hold-to_owner", "")


def test_words_an_owner_has_already_are_not_called_unsent(desk: Client, reported: Concern) -> None:
    for _twice in range(2):
        page = desk.post(page_of(reported), {"hold": "1", "hold-to_owner": "My words"}, follow=True)
    assert "This was not sent." not in page.content.decode()
    assert "It is out of sight, and its owner knows why." in page.content.decode()


def test_a_job_or_program_of_a_paused_owner_has_no_link_to_a_page_nobody_sees(
    desk: Client, reported: Concern, posting: Posting, provider: Organization
) -> None:
    program = a_program(provider, {a_skill("Cabling"): 2}, listed=True)
    course = a_report(program, "outdated").concern
    links = {
        reported: reverse("public:job", args=[posting.identifier]),
        course: reverse("public:program", args=[provider.slug, program.slug]),
    }
    for concern, link in links.items():
        page = desk.get(page_of(concern)).content.decode()
        assert link in page and "People still see it." in page
    Organization.objects.filter(pk__in=[posting.organization_id, provider.pk]).update(state="paused")
    for concern, link in links.items():
        assert Client().get(link).status_code == 404
        page = desk.get(page_of(concern)).content.decode()
        assert link not in page and "It is not open now, so people do not see it." in page
        assert "Nobody has looked into it yet." in page and "People still see it." not in page


def test_what_cannot_be_hidden_is_said_on_the_form(desk: Client, reported: Concern, posting: Posting) -> None:
    Posting.objects.filter(pk=posting.pk).update(state="filled")
    page = desk.post(page_of(reported), {"hold": "1", "hold-to_owner": "My words"}).content.decode()
    assert "nothing to take out of sight" in page and "My words" in page


def test_whoever_may_only_read_has_no_button(onlooker: Client, reported: Concern) -> None:
    page = onlooker.get(page_of(reported)).content.decode()
    assert "They shouted at us" in page and 'name="hold"' not in page and 'name="close"' not in page
    onlooker.post(page_of(reported), {"hold": "1"})
    reported.refresh_from_db()
    assert not reported.is_held


@in_one_world("role", ["hiring_manager", "rival", "coach", "person"])
def test_nobody_else_opens_the_pages(
    role: str, reported: Concern, browser_of: Callable[[Actor], Client], request: pytest.FixtureRequest
) -> None:
    browser = browser_of(request.getfixturevalue(role))
    assert browser.get(reverse("convener:concerns")).status_code == 403
    assert browser.get(page_of(reported)).status_code == 403
    assert browser.get(reverse("account:notice", args=[reported.pk])).status_code == 404
    assert "told you of no report" in browser.get(reverse("account:notices")).content.decode()


def test_another_community_finds_nothing(
    reported: Concern, stranger: Actor, browser_of: Callable[[Actor], Client]
) -> None:
    there = browser_of(stranger)
    assert there.get(f"/c/north/convener/reports/{reported.pk}/").status_code == 404
    assert "No report waits" in there.get("/c/north/convener/reports/").content.decode()


def test_the_list_takes_as_many_queries_for_many_as_for_few(
    desk: Client, employer: Organization, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for _unused in range(12):
        a_report(PostingFactory(organization=employer, published=True))
    with django_assert_max_num_queries(14):
        desk.get(reverse("convener:concerns"))
