"""Invitations from the form to the letter to the seat; roles and leaving in the browser."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from techhire.commons.communities.models import ApiToken, Community, Invitation, Membership, Organization
from techhire.commons.communities.queries import actor_for, token_of
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor
from tests.factories.communities import OrganizationFactory
from tests.factories.people import account_with_address

pytestmark = pytest.mark.django_db
Browser = Callable[[Actor | None], Client]


@pytest.fixture
def owner(employer: Organization, as_member: Callable[..., Actor]) -> Actor:
    return as_member(employer, "owner")


@pytest.fixture
def new(community: Community) -> Actor:
    return actor_for(account_with_address("new@example.org"), community)


def invite(browser: Browser, owner: Actor, language: str = "en", role: str = "member") -> str:
    """Invite new@example.org, let the worker run, and return the path of the letter's link."""
    form = {"email": "new@example.org", "role": role, "language": language}
    assert browser(owner).post(reverse("account:members"), form).status_code == 302
    drain(timezone.now)
    found = re.search(r"http://\S+?(/invitation/\S+)", str(mail.outbox[-1].body))
    assert found
    return found.group(1)


def test_from_the_form_to_the_seat(
    browser: Browser, owner: Actor, new: Actor, employer: Organization
) -> None:
    path = invite(browser, owner)
    client = browser(new)
    assert employer.name in client.get(path).content.decode()
    assert not Membership.objects.filter(account_id=new.account_id).exists()
    assert client.post(path, {"answer": "yes"}).url == "/home/"
    assert Membership.objects.get(account_id=new.account_id).role == "member"
    assert client.get(path).status_code == 404


def test_the_letter_speaks_the_language_the_inviter_chose(browser: Browser, owner: Actor) -> None:
    invite(browser, owner, language="es")
    assert mail.outbox[-1].to == ["new@example.org"]
    assert re.search(r"\d+ de \w+ de \d{4}", str(mail.outbox[-1].body))


def test_the_letter_of_another_community_leads_there(
    browser: Browser, elsewhere: Community, as_member: Callable[..., Actor], now: datetime
) -> None:
    there = OrganizationFactory(community=elsewhere, kinds=["employer"])
    client = browser(as_member(there, "owner"))
    form = {"email": "new@example.org", "role": "member", "language": "en"}
    client.post("/c/north/account/members/", form)
    drain(timezone.now)
    assert "/c/north/invitation/" in str(mail.outbox[-1].body)


def test_an_invitation_taken_back_before_the_worker_ran_is_not_sent(browser: Browser, owner: Actor) -> None:
    client = browser(owner)
    form = {"email": "new@example.org", "role": "member", "language": "en"}
    client.post(reverse("account:members"), form)
    client.post(reverse("account:withdraw", args=[Invitation.objects.get().pk]))
    drain(timezone.now)
    assert mail.outbox == []


def test_a_visitor_is_asked_to_sign_in_and_may_say_no(browser: Browser, owner: Actor) -> None:
    path = invite(browser, owner)
    page = browser(None).get(path)
    assert reverse("account_login").encode() in page.content
    browser(None).post(path, {"answer": "no"})
    assert Invitation.objects.get().accepted is False


def test_somebody_else_reads_why_not(browser: Browser, owner: Actor, person: Actor) -> None:
    path = invite(browser, owner)
    page = browser(person).post(path, {"answer": "yes"})
    assert b"another e-mail address" in page.content
    assert not Membership.objects.filter(account_id=person.account_id).exists()


def test_the_link_works_in_its_own_community_only(
    browser: Browser, owner: Actor, elsewhere: Community, new: Actor
) -> None:
    path = invite(browser, owner)
    assert browser(new).get(f"/c/north{path}").status_code == 404


@pytest.mark.parametrize("token", ["x", "0" * 400, "%00", "é"])
def test_made_up_links_open_nothing(browser: Browser, token: str) -> None:
    assert browser(None).get(f"/invitation/{token}/").status_code == 404


def test_people_see_their_invitation_on_the_account_page(browser: Browser, owner: Actor, new: Actor) -> None:
    invite(browser, owner)
    page = browser(new).get(reverse("account:home")).content.decode()
    assert token_of(Invitation.objects.get()) in page


def test_a_bad_address_keeps_the_form(browser: Browser, owner: Actor) -> None:
    form = {"email": "nobody", "role": "reader", "language": "es"}
    page = browser(owner).post(reverse("account:members"), form)
    assert page.status_code == 200
    assert b"nobody" in page.content
    assert Invitation.objects.count() == 0


def test_a_member_s_post_is_refused(browser: Browser, employer: Organization, as_member: object) -> None:
    member = as_member(employer, "member")  # type: ignore[operator]  # a callable fixture
    form = {"email": "new@example.org", "role": "owner", "language": "en"}
    page = browser(member).post(reverse("account:members"), form)
    assert b"Only an owner" in page.content
    assert Invitation.objects.count() == 0


def test_an_owner_changes_a_role(
    browser: Browser, owner: Actor, employer: Organization, as_member: Callable[..., Actor]
) -> None:
    seat = Membership.objects.get(account_id=as_member(employer, "member").account_id)
    browser(owner).post(reverse("account:member", args=[seat.pk]), {"role": "owner"})
    seat.refresh_from_db()
    assert seat.role == "owner"


def test_the_last_owner_chooses_who_takes_over(
    browser: Browser, owner: Actor, employer: Organization, as_member: Callable[..., Actor]
) -> None:
    heir = Membership.objects.get(account_id=as_member(employer, "member").account_id)
    mine = Membership.objects.get(account_id=owner.account_id)
    client = browser(owner)
    page = client.post(reverse("account:leave", args=[mine.pk]), {"successor": ""})
    assert b"Choose who takes over" in page.content
    client.post(reverse("account:leave", args=[mine.pk]), {"successor": heir.pk})
    heir.refresh_from_db()
    assert heir.role == "owner"


def test_the_only_person_may_take_the_organization_out(
    browser: Browser, owner: Actor, employer: Organization
) -> None:
    mine = Membership.objects.get(account_id=owner.account_id)
    browser(owner).post(reverse("account:leave", args=[mine.pk]), {"close": "yes"})
    employer.refresh_from_db()
    assert employer.state == "left"


def test_somebody_else_s_seat_is_not_found(browser: Browser, owner: Actor, rival: Actor) -> None:
    mine = Membership.objects.get(account_id=owner.account_id)
    for name in ("account:leave", "account:member"):
        answer = browser(rival).post(reverse(name, args=[mine.pk]), {"role": "reader"})
        assert answer.status_code == 404


def test_a_token_s_secret_is_on_the_page_once(browser: Browser, person: Actor) -> None:
    client = browser(person)
    form = {"name": "nightly", "scopes": ["own:read"], "days": "30"}
    page = client.post(reverse("account:tokens"), form)
    secret = re.search(r"th_[\w-]{40,}", page.content.decode())
    assert secret
    assert "no-store" in page["Cache-Control"]
    again = client.get(reverse("account:tokens")).content.decode()
    assert secret.group() not in again
    assert "nightly" in again
    client.post(reverse("account:end_token", args=[ApiToken.objects.get().pk]))
    assert ApiToken.objects.get().ended_at is not None


def test_the_scope_for_keys_of_tests_is_offered_to_those_who_keep_tests(
    browser: Browser, person: Actor, convener: Actor
) -> None:
    assert b"keys:read" not in browser(person).get(reverse("account:tokens")).content
    assert b"keys:read" in browser(convener).get(reverse("account:tokens")).content
    form = {"name": "x", "scopes": ["keys:read"], "days": "30"}
    browser(person).post(reverse("account:tokens"), form)
    assert not ApiToken.objects.exists()
    browser(convener).post(reverse("account:tokens"), form)
    assert ApiToken.objects.get().scopes == ["keys:read"]


def test_nobody_ends_somebody_else_s_token(browser: Browser, person: Actor, rival: Actor) -> None:
    browser(person).post(reverse("account:tokens"), {"name": "x", "scopes": ["own:read"], "days": "30"})
    answer = browser(rival).post(reverse("account:end_token", args=[ApiToken.objects.get().pk]))
    assert answer.status_code == 404
    assert ApiToken.objects.get().ended_at is None


def test_applying_for_an_organization_waits_for_the_civic_lead(browser: Browser, person: Actor) -> None:
    client = browser(person)
    client.post(reverse("account:apply"), {"name": "Ash & Oak", "kinds": ["employer"]})
    assert Organization.objects.get(name="Ash & Oak").state == "applied"
    page = client.get(reverse("account:home")).content.decode()
    assert "Ash &amp; Oak" in page
    assert reverse("account:members") not in page


def test_nobody_applies_as_civic_lead(browser: Browser, person: Actor) -> None:
    browser(person).post(reverse("account:apply"), {"name": "City", "kinds": ["civic"]})
    assert not Organization.objects.filter(name="City").exists()
