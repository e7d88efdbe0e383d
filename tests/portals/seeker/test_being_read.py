"""Asking on a job's page to be read by a person, seeing what became of it, and taking it back."""

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.actions.decisions import decide
from techhire.plays.matches.models import ReviewRequest
from techhire.plays.seekers.actions.found import block_employer
from techhire.plays.seekers.models import Consent, Seeker
from tests.factories.matches import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def adult(me: Seeker) -> Seeker:
    Seeker.objects.filter(pk=me.pk).update(is_adult=True)
    me.refresh_from_db()
    return me


def job(posting: Posting) -> str:
    return reverse("seeker:job", args=[posting.identifier])


def test_asked_seen_and_taken_back(mine: Client, adult: Seeker, posting: Posting) -> None:
    assert "Ask to be read by a person" in mine.get(job(posting)).content.decode()
    page = mine.post(job(posting), {"do": "ask", "name_after_yes": "on"}, follow=True).content.decode()
    assert "Your request is with the employer now." in page and "The employer has until" in page
    scope = Consent.objects.get(purpose="hiring").scope
    assert scope == ["name_after_yes", "skills", f"posting:{posting.pk}"]
    page = mine.get(reverse("seeker:reviews")).content.decode()
    assert "You asked 1 employer to read you" in page and posting.title in page
    held = mine.get(reverse("seeker:download")).json()["asked_to_be_read"]
    assert [(row["job"], row["answer"], row["taken_back_at"]) for row in held] == [(posting.title, "", None)]
    page = mine.post(job(posting), {"do": "withdraw"}, follow=True).content.decode()
    assert "does not read you any more" in page and "Ask to be read by a person" in page
    assert "You took this request back." in mine.get(reverse("seeker:reviews")).content.decode()


@pytest.mark.parametrize(
    ("answer", "words"),
    [("yes", "said yes"), ("no", "You were not selected for this job"), ("later", "looks again later")],
)
def test_the_answer_is_told(
    answer: str, words: str, mine: Client, adult: Seeker, posting: Posting, hiring_manager: Actor
) -> None:
    mine.post(job(posting), {"do": "ask"})
    decide(hiring_manager, posting, adult, answer=answer, now=ReviewRequest.objects.get().asked_at)
    for address in (job(posting), reverse("seeker:reviews")):
        assert words in mine.get(address).content.decode()


def test_from_the_list_a_request_for_a_closed_job_is_still_seen_and_taken_back(
    mine: Client, adult: Seeker, posting: Posting
) -> None:
    mine.post(job(posting), {"do": "ask"})
    request = ReviewRequest.objects.get()
    mine.post(reverse("seeker:reviews"), {"request": request.pk})
    assert Consent.objects.get(purpose="hiring").withdrawn_at is not None
    mine.post(job(posting), {"do": "ask"})
    Posting.objects.filter(pk=posting.pk).update(state="closed")
    assert (
        "The job closed before the employer answered." in mine.get(reverse("seeker:reviews")).content.decode()
    )
    assert mine.post(reverse("seeker:reviews"), {"request": "987654"}).status_code == 404


@pytest.mark.parametrize("stopped", ["the employer", "the job"])
def test_a_job_that_is_not_open_now_has_no_link_in_the_list(
    mine: Client, adult: Seeker, posting: Posting, stopped: str
) -> None:
    mine.post(job(posting), {"do": "ask"})
    page = mine.get(reverse("seeker:reviews")).content.decode()
    assert job(posting) in page and "not open now" not in page
    if stopped == "the employer":
        Organization.objects.filter(pk=posting.organization_id).update(state="paused")
    else:
        Posting.objects.filter(pk=posting.pk).update(state="paused")
    assert mine.get(job(posting)).status_code == 404
    page = mine.get(reverse("seeker:reviews")).content.decode()
    assert posting.title in page and "This job is not open now." in page and job(posting) not in page


def test_why_somebody_cannot_ask_is_told_in_place_of_the_button(
    mine: Client, me: Seeker, posting: Posting, person: Actor
) -> None:
    page = mine.get(job(posting)).content.decode()
    assert "18 or older" in page and 'value="ask"' not in page
    Seeker.objects.filter(pk=me.pk).update(is_adult=True)
    block_employer(person, me, posting.organization, now=NOW)
    page = mine.get(job(posting)).content.decode()
    assert "list of those you hide from" in page and 'value="ask"' not in page
    page = mine.post(job(posting), {"do": "ask"}).content.decode()
    assert "error-summary" not in page and not ReviewRequest.objects.exists()


def test_the_job_says_before_anybody_applies_how_people_are_put_in_order(
    mine: Client, adult: Seeker, posting: Posting, community: Community, client: Client
) -> None:
    Community.objects.filter(pk=community.pk).update(
        ranking_notice_days=365, ranking_audit_url="https://audit.example.org/2026"
    )
    public = reverse("public:job", args=[posting.identifier])
    for browser, address in ((mine, job(posting)), (client, public)):
        page = browser.get(address).content.decode()
        assert "nobody is put in order before" in page and "https://audit.example.org/2026" in page
    Community.objects.filter(pk=community.pk).update(ranking_on=False)
    for browser, address in ((mine, job(posting)), (client, public)):
        assert "Nobody is put in order in this community." in browser.get(address).content.decode()
