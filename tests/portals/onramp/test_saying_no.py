"""The no of somebody without an account, kept by their coach: to a vouch, to feedback, to evidence, to an employer."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.seekers.actions.feedback import agree_to_feedback, give_feedback
from techhire.plays.seekers.models import (
    Dispute,
    EmployerBlock,
    EmployerFeedback,
    Evidence,
    Grant,
    Seeker,
)
from tests.factories.communities import OrganizationFactory
from tests.factories.matches import NOW, a_person, a_skill, claims
from tests.factories.onramps import on_caseload
from tests.factories.people import account_without_address
from tests.factories.seekers import piece

Browser = Callable[[Actor | None], Client]
WORDS = "I did more than that."


@pytest.fixture
def linux(db: None) -> Skill:
    return a_skill("Linux")


@pytest.fixture
def ana(onramp: Organization) -> Seeker:
    """Somebody without an account on the caseload."""
    return on_caseload(onramp, name="Ana Ruiz", is_adult=True).seeker


@pytest.fixture
def vouching(ana: Seeker) -> str:
    return reverse("onramp:person_vouching", args=[ana.code])


@pytest.fixture
def completion(ana: Seeker, linux: Skill, provider: Organization) -> Evidence:
    return piece(ana, linux, "completion", 2, organization=provider)


@pytest.mark.parametrize("state", ["waiting", "counts"])
def test_a_vouch_is_refused_before_and_after_a_yes(
    state: str,
    browser: Browser,
    coach: Actor,
    ana: Seeker,
    linux: Skill,
    provider: Organization,
    vouching: str,
) -> None:
    row = piece(ana, linux, "vouch", 3, organization=provider)
    Evidence.objects.filter(pk=row.pk).update(state=state)
    client = browser(coach)
    assert f'name="no" value="vouch-{row.pk}"' in client.get(vouching).content.decode()
    told = client.post(vouching, {"no": f"vouch-{row.pk}"}, follow=True).content.decode()
    row.refresh_from_db()
    assert row.state == "withdrawn" and "It is not used" in told
    assert f"vouch-{row.pk}" not in client.get(vouching).content.decode()
    assert Fact.objects.get(name="VouchRefused").actor_id == coach.account_id


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("waiting", ("Do not use it", "It never counts, and is not asked about again.")),
        ("counts", ("Do not use it any more", "It does not count from now on, and cannot be brought back.")),
    ],
)
def test_a_no_says_what_follows_before_it_is_said(
    state: str,
    told: tuple[str, str],
    browser: Browser,
    coach: Actor,
    ana: Seeker,
    linux: Skill,
    provider: Organization,
    vouching: str,
) -> None:
    row = piece(ana, linux, "vouch", 3, organization=provider)
    Evidence.objects.filter(pk=row.pk).update(state=state)
    page = browser(coach).get(vouching).content.decode()
    step = page.partition('<details class="th-sure">')[2].partition("</details>")[0]
    assert step.startswith(f"<summary>{told[0]}<")
    assert step.index(told[1]) < step.index(f'name="no" value="vouch-{row.pk}"')
    assert "Yes, do it" in step and page.count('name="no"') == 1


@pytest.mark.parametrize("used", [False, True])
def test_what_an_employer_said_is_refused(
    used: bool,
    browser: Browser,
    coach: Actor,
    ana: Seeker,
    linux: Skill,
    employer: Organization,
    system: Actor,
    vouching: str,
) -> None:
    Grant.objects.create(seeker=ana, organization=employer, purpose="hiring", posting_id=3, since=NOW)
    given = {"posting_id": 3, "skill_id": linux.pk, "level": 4, "at": NOW.date(), "now": NOW}
    row = give_feedback(system, ana, employer, **given)
    if used:
        agree_to_feedback(coach, row, words="Yes.", now=NOW)
    client = browser(coach)
    assert f'value="feedback-{row.pk}"' in client.get(vouching).content.decode()
    client.post(vouching, {"no": f"feedback-{row.pk}"})
    assert EmployerFeedback.objects.get().state == "refused"
    assert not Evidence.objects.filter(state="counts").exists()


def test_a_no_for_somebody_with_an_account_says_for_whom(
    browser: Browser, coach: Actor, ana: Seeker, linux: Skill, provider: Organization, vouching: str
) -> None:
    ana.account = account_without_address()
    ana.save()
    row = piece(ana, linux, "vouch", 3, organization=provider)
    browser(coach).post(vouching, {"no": f"vouch-{row.pk}"})
    said = Fact.objects.get(name="VouchRefused")
    assert (said.actor_id, said.on_behalf_of_id) == (coach.account_id, ana.account_id)


@pytest.mark.parametrize("typed", ["", "vouch-", "vouch-0", "feedback-0", "other-1", "vouch-" + "9" * 30])
def test_what_is_not_there_is_not_found(typed: str, browser: Browser, coach: Actor, vouching: str) -> None:
    assert browser(coach).post(vouching, {"no": typed}).status_code == 404


def test_evidence_is_said_to_be_wrong_in_their_words(
    browser: Browser, coach: Actor, ana: Seeker, completion: Evidence
) -> None:
    client = browser(coach)
    behind = reverse("onramp:person_behind", args=[ana.code])
    address = reverse("onramp:person_correction", args=[ana.code, completion.pk])
    assert behind in client.get(reverse("onramp:person", args=[ana.code])).content.decode()
    assert address in client.get(behind).content.decode()
    half = client.post(address, {"reason": "wrong_level", "words": ""}).content.decode()
    assert "Please look at this again" in half and not Dispute.objects.exists()
    client.post(address, {"reason": "wrong_level", "words": WORDS})
    dispute = Dispute.objects.get()
    completion.refresh_from_db()
    assert (dispute.words, dispute.opened_by_id) == (WORDS, coach.account_id)
    assert completion.state == "disputed"
    page = client.get(behind).content.decode()
    assert "disputed, does not count until answered" in page and address not in page
    again = client.post(address, {"reason": "wrong_level", "words": WORDS}).content.decode()
    assert "nothing to dispute" in again and WORDS in again


def test_what_they_told_themselves_is_taken_back(
    browser: Browser, coach: Actor, ana: Seeker, linux: Skill, completion: Evidence
) -> None:
    claims(ana, linux, 2)
    row = Evidence.objects.get(kind="claim")
    client, behind = browser(coach), reverse("onramp:person_behind", args=[ana.code])
    assert client.post(behind, {"withdraw": completion.pk}).status_code == 404
    client.post(behind, {"withdraw": row.pk})
    row.refresh_from_db()
    assert row.state == "withdrawn"


def test_they_hide_from_an_employer_and_show_themselves_again(
    browser: Browser, coach: Actor, ana: Seeker, employer: Organization
) -> None:
    client, found = browser(coach), reverse("onramp:person_found", args=[ana.code])
    assert "Hide them from" in client.get(found).content.decode()
    nobody = client.post(found, {"hide": 1, "employer": ""}, follow=True).content.decode()
    assert "Choose an employer first." in nobody
    told = client.post(found, {"hide": 1, "employer": employer.pk}, follow=True).content.decode()
    assert "We do not tell the employer" in told
    assert EmployerBlock.objects.get().organization_id == employer.pk
    client.post(found, {"show": employer.pk})
    assert not EmployerBlock.objects.exists()


def test_a_reader_keeps_no_answer(
    browser: Browser,
    onramp: Organization,
    employer: Organization,
    as_member: Callable[..., Actor],
    ana: Seeker,
    linux: Skill,
    completion: Evidence,
    vouching: str,
) -> None:
    row = piece(ana, linux, "vouch", 3, organization=onramp)
    claims(ana, linux, 2)
    claim = Evidence.objects.get(kind="claim")
    client = browser(as_member(onramp, "reader"))
    behind = reverse("onramp:person_behind", args=[ana.code])
    correction = reverse("onramp:person_correction", args=[ana.code, completion.pk])
    found = reverse("onramp:person_found", args=[ana.code])
    for address in (vouching, behind, correction, found):
        page = client.get(address).content.decode()
        assert 'name="no"' not in page and 'name="reason"' not in page and 'name="hide"' not in page
    client.post(vouching, {"no": f"vouch-{row.pk}"})
    client.post(behind, {"withdraw": claim.pk})
    client.post(correction, {"reason": "wrong_level", "words": WORDS})
    client.post(found, {"hide": 1, "employer": employer.pk})
    assert not Evidence.objects.exclude(state="counts").exists()
    assert not Dispute.objects.exists() and not EmployerBlock.objects.exists()


def test_nobody_elses_evidence_is_reached(
    browser: Browser,
    coach: Actor,
    ana: Seeker,
    linux: Skill,
    provider: Organization,
    community: Community,
    vouching: str,
) -> None:
    theirs = piece(a_person(community), linux, "vouch", 3, organization=provider)
    client = browser(coach)
    assert client.post(vouching, {"no": f"vouch-{theirs.pk}"}).status_code == 404
    at = reverse("onramp:person_correction", args=[ana.code, theirs.pk])
    assert client.get(at).status_code == 404


def test_another_onramp_finds_nobody(
    browser: Browser,
    ana: Seeker,
    community: Community,
    completion: Evidence,
    vouching: str,
    as_member: Callable[..., Actor],
) -> None:
    other = browser(as_member(OrganizationFactory(community=community, kinds=["onramp"]), "owner"))
    mine = reverse("onramp:person_correction", args=[ana.code, completion.pk])
    behind = reverse("onramp:person_behind", args=[ana.code])
    assert {other.get(page).status_code for page in (mine, behind)} == {404}
    assert other.post(vouching, {"no": "vouch-1"}).status_code == 404


@pytest.mark.parametrize("language", ["en", "es"])
def test_both_pages_open_in_both_languages(
    language: str,
    browser: Browser,
    coach: Actor,
    ana: Seeker,
    completion: Evidence,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    client = browser(coach)
    client.cookies["django_language"] = language
    for address in (
        reverse("onramp:person_behind", args=[ana.code]),
        reverse("onramp:person_correction", args=[ana.code, completion.pk]),
    ):
        with django_assert_max_num_queries(30):
            answer = client.get(address)
        assert answer.status_code == 200 and f'<html lang="{language}"' in answer.content.decode()
