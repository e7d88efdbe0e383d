"""Credentials brought from elsewhere: checked, sent with a yes, accepted or not, taken back."""

import io
import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Organization
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.commons.skills.actions.life_cycle import update_skill
from techhire.commons.skills.models import Skill
from techhire.engines.credential_proofs import baking, data_integrity, keys
from techhire.plays.credentials.actions.ending import end_outside_credential
from techhire.plays.credentials.actions.outside import accept_outside_credential
from techhire.plays.credentials.models import AcceptedCredential
from techhire.plays.seekers.models import Seeker
from tests.factories.communities import seat
from tests.factories.credentials import outside_badge, outside_text
from tests.factories.matches import NOW
from tests.factories.people import prove_address
from tests.factories.seekers import seeker_behind

LIST, ELSEWHERE = "/my/badges/", "/my/badges/from-elsewhere/"


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_a_credential_is_checked_before_anything_is_kept(
    mine: Client, me: Seeker, civic: Organization
) -> None:
    said = mine.post(ELSEWHERE, {"text": outside_text()}).content.decode()
    assert "This credential is valid" in said and "Have it count here" in said
    assert not AcceptedCredential.objects.exists()


def test_a_picture_is_unpacked_and_sent_with_a_yes(mine: Client, me: Seeker, civic: Organization) -> None:
    picture = baking.bake_svg(b'<svg xmlns="http://www.w3.org/2000/svg"/>', outside_text())
    said = mine.post(ELSEWHERE, {"file": io.BytesIO(picture), "text": ""})
    text = said.context["sending"].initial["text"]
    refused = mine.post(ELSEWHERE, {"send": "1", "text": text, "to": civic.pk}).content.decode()
    assert "Say yes first" in refused and "This credential is valid" in refused
    sent = mine.post(ELSEWHERE, {"send": "1", "text": text, "to": civic.pk, "agreed": "on"}, follow=True)
    assert "Sent. You will see the answer here." in sent.content.decode()
    row = AcceptedCredential.objects.get()
    listed = mine.get(reverse("seeker:badges")).content.decode()
    asked = listed[listed.index('<details class="th-sure"><summary>Take it back') :]
    assert "This cannot be undone" in asked and "Yes, do it" in asked.partition("</details>")[0]
    assert listed.count(reverse("seeker:outside_back", args=[row.pk])) == 1
    assert reverse("seeker:outside_back", args=[row.pk]) in asked.partition("</details>")[0]
    back = mine.post(reverse("seeker:outside_back", args=[row.pk]), follow=True)
    assert "Taken back." in back.content.decode()
    again = mine.post(reverse("seeker:outside_back", args=[row.pk]), follow=True)
    assert "answered this already" in again.content.decode()


def test_one_that_is_not_valid_cannot_be_sent(mine: Client, me: Seeker, civic: Organization) -> None:
    bad = outside_badge()
    bad["name"] = "Changed"
    said = mine.post(ELSEWHERE, {"text": json.dumps(bad)}).content.decode()
    assert "Have it count here" not in said and "would not be accepted" in said
    given = {"send": "1", "text": json.dumps(bad), "to": civic.pk, "agreed": "on"}
    assert "nobody can accept it" in mine.post(ELSEWHERE, given).content.decode()
    assert not AcceptedCredential.objects.exists()


@pytest.mark.parametrize("given", [{}, {"to": "0"}, {"to": "x"}, {"text": ""}, {"text": "https://10.0.0.1/"}])
def test_a_forged_form_sends_nothing(
    mine: Client, me: Seeker, civic: Organization, given: dict[str, str]
) -> None:
    whole = {"send": "1", "text": outside_text(), "to": str(civic.pk), "agreed": "on"} | given
    if not given:
        del whole["to"]
    assert mine.post(ELSEWHERE, whole).status_code == 200
    assert not AcceptedCredential.objects.exists()


def test_whoever_checks_too_often_has_to_wait(
    mine: Client, me: Seeker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("techhire.portals.seeker.outside.TRIES", 1)
    assert "valid" in mine.post(ELSEWHERE, {"text": outside_text()}).content.decode()
    assert "try again in ten minutes" in mine.post(ELSEWHERE, {"text": outside_text()}).content.decode()


def test_what_somebody_else_sent_cannot_be_taken_back(
    mine: Client, browser: Callable[[Actor | None], Client], coach: Actor, me: Seeker, civic: Organization
) -> None:
    mine.post(ELSEWHERE, {"send": "1", "text": outside_text(), "to": civic.pk, "agreed": "on"})
    seeker_behind(coach, "Somebody Else")
    row = AcceptedCredential.objects.get()
    assert browser(coach).post(reverse("seeker:outside_back", args=[row.pk])).status_code == 404


def test_one_that_counts_no_more_can_be_taken_back_on_the_page(
    mine: Client, me: Seeker, civic: Organization
) -> None:
    row = sent_to(mine, civic)
    AcceptedCredential.objects.filter(pk=row.pk).update(state="ended", ended_at=row.sent_at)
    back = reverse("seeker:outside_back", args=[row.pk])
    shown = page(mine, reverse("seeker:badges"))
    assert f'action="{back}"' in shown and "They can open it until you take it back" in shown
    assert "Taken back" in mine.post(back, follow=True).content.decode()
    row.refresh_from_db()
    assert (row.state, row.document) == ("taken_back", "")


@pytest.fixture
def lead(browser: Callable[[Actor | None], Client], convener: Actor) -> Client:
    """A browser of the civic lead."""
    return browser(convener)


def sent_to(mine: Client, organization: Organization) -> AcceptedCredential:
    mine.post(ELSEWHERE, {"send": "1", "text": outside_text(), "to": organization.pk, "agreed": "on"})
    return AcceptedCredential.objects.get()


def test_the_civic_lead_accepts_it_for_a_skill_it_searched_for(
    mine: Client, me: Seeker, civic: Organization, lead: Client, networks: Skill
) -> None:
    row = sent_to(mine, civic)
    path = reverse("account:outside_decide", args=[row.pk])
    assert "1 credential waits" in page(lead, reverse("account:outside"))
    assert me.name in page(lead, path), "the person agreed that they see the name"
    assert "Home networks" in page(lead, f"{path}?q=networks")
    chosen = f"{path}?skill={networks.pk}"
    without = lead.post(chosen, {"accept": "1", "skill": networks.pk}).content.decode()
    assert "Choose one of the answers." in without
    given = {"accept": "1", "skill": networks.pk, "level": 2}
    assert "Ask to see the person&#x27;s ID first" in lead.post(chosen, given).content.decode()
    done = lead.post(chosen, given | {"saw_person": "on"}, follow=True).content.decode()
    assert "Accepted." in done and "No credential waits" in done
    assert "Accepted" in page(mine, LIST)
    assert "What was checked on" in page(lead, path)
    assert "credential you sent them" in page(mine, reverse("seeker:who_looked"))


def test_the_person_reads_why_it_was_not_accepted(
    mine: Client, me: Seeker, civic: Organization, lead: Client
) -> None:
    row = sent_to(mine, civic)
    path = reverse("account:outside_decide", args=[row.pk])
    assert "Choose one of the answers." in lead.post(path, {"refuse": "1"}).content.decode()
    lead.post(path, {"refuse": "1", "reason": "too_old"})
    assert "it is too old to say what somebody can do now" in page(mine, LIST)


def test_an_onramp_reads_that_the_civic_lead_has_to_trust_the_issuer_first(
    mine: Client, me: Seeker, onramp: Organization, browser: Callable[[Actor | None], Client], coach: Actor
) -> None:
    row = sent_to(mine, onramp)
    said = page(browser(coach), reverse("account:outside_decide", args=[row.pk]))
    assert "Ask the civic lead first" in said and "Accept it" not in said


def test_nobody_else_opens_what_was_sent(
    mine: Client,
    me: Seeker,
    civic: Organization,
    browser: Callable[[Actor | None], Client],
    coach: Actor,
    stranger: Actor,
    hiring_manager: Actor,
) -> None:
    row = sent_to(mine, civic)
    path = reverse("account:outside_decide", args=[row.pk])
    for actor in (coach, stranger, hiring_manager):
        assert browser(actor).get(path).status_code == 404
    assert browser(None).get(path).status_code == 302
    account = Account.objects.get(pk=hiring_manager.account_id)
    seat(account, civic, "reader")
    assert browser(hiring_manager).get(path).status_code == 403


SCHOOL = "did:web:school.example"


def school_card() -> str:
    """A badge of a school whose keys are elsewhere."""
    key = keys.new_key(b"s" * 32)
    document = outside_badge()
    del document["proof"]
    issuer = document["issuer"] | {"id": SCHOOL}
    return json.dumps(data_integrity.sign(document | {"issuer": issuer}, key, created=NOW))


def test_without_the_issuers_keys_the_pages_say_what_to_do_and_with_them_it_counts(
    mine: Client, me: Seeker, civic: Organization, lead: Client, networks: Skill
) -> None:
    said = mine.post(ELSEWHERE, {"text": school_card()}).content.decode()
    assert "so it cannot count yet" in said and "Have it count here" in said
    mine.post(ELSEWHERE, {"send": "1", "text": school_card(), "to": civic.pk, "agreed": "on"})
    row = AcceptedCredential.objects.get()
    path = reverse("account:outside_decide", args=[row.pk])
    shown = page(lead, path)
    assert "It cannot count yet" in shown and "https://school.example/.well-known/did.json" in shown
    assert "Accept it" not in shown and "Keep its keys" in shown
    forged = {"accept": "1", "skill": networks.pk, "level": 2, "saw_person": "on"}
    assert "cannot be accepted" in lead.post(f"{path}?skill={networks.pk}", forged).content.decode()
    listed = [keys.ListedKey(keys.new_key(b"s" * 32).public)]
    document = json.dumps(keys.did_document(SCHOOL, listed))
    issuers = reverse("convener:trusted_issuers")
    given = {"did": SCHOOL, "name": "School", "standing": "trusted", "document": "hello"}
    assert "not a whole did document" in lead.post(issuers, given).content.decode()
    assert "kept here" in lead.post(issuers, given | {"document": document}, follow=True).content.decode()
    assert "Accept it" in page(lead, f"{path}?skill={networks.pk}")
    lead.post(issuers, given | {"document": "", "forget": "on"})
    assert "Accept it" not in page(lead, path)


def test_one_about_somebody_else_is_not_sent_and_says_how_to_prove_an_address(
    mine: Client, me: Seeker, civic: Organization
) -> None:
    prove_address(me.account, "other@example.org")
    said = mine.post(ELSEWHERE, {"text": outside_text()}).content.decode()
    assert "somebody with another e-mail address" in said and "Have it count here" not in said
    given = {"send": "1", "text": outside_text(), "to": civic.pk, "agreed": "on"}
    assert "add it to your account" in mine.post(ELSEWHERE, given).content.decode()
    prove_address(me.account, "dana@example.org")
    assert "Yes: it carries an address" in mine.post(ELSEWHERE, {"text": outside_text()}).content.decode()


@pytest.fixture
def accepted(
    mine: Client, me: Seeker, civic: Organization, convener: Actor, networks: Skill
) -> AcceptedCredential:
    """One the civic lead looked at and lets count for a skill."""
    given = {"skill_id": networks.pk, "level": 2, "saw_person": True, "now": NOW}
    return accept_outside_credential(convener, sent_to(mine, civic), **given)


def test_the_skills_page_names_the_issuers_standing_and_an_older_version(
    mine: Client, me: Seeker, networks: Skill, accepted: AcceptedCredential
) -> None:
    path = reverse("seeker:skill", args=[networks.code])
    said = page(mine, path)
    assert "accepted it by looking at it" in said and "version" not in said
    update_skill(Actor.system(me.community_id), networks, definition="Anew.", now=NOW)
    assert "This was given for version 1 of the skill" in page(mine, path)


def test_one_that_counts_no_more_says_why_and_is_accepted_anew(
    mine: Client, me: Seeker, lead: Client, networks: Skill, accepted: AcceptedCredential
) -> None:
    end_outside_credential(Actor.system(me.community_id), accepted, reason="not_trusted", now=NOW)
    said = page(mine, LIST)
    assert (
        "Counts no more: credentials of this issuer are not accepted" in said and "It has not counted" in said
    )
    path = reverse("account:outside_decide", args=[accepted.pk])
    assert "count no more" in page(lead, reverse("account:outside"))
    assert "It counted here until" in page(lead, path) and "It does not count" not in page(lead, path)
    again = {"accept": "1", "skill": networks.pk, "level": 2, "saw_person": "on"}
    assert "Accepted." in lead.post(f"{path}?skill={networks.pk}", again, follow=True).content.decode()
