"""A badge is offered when a supervised test or judged work proves a level, and signed when the person asks."""

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.actions.life_cycle import replace_skill
from techhire.commons.skills.models import Alignment, Framework, Skill
from techhire.engines.credential_proofs.documents import email_hash
from techhire.plays.credentials.actions.issuing import get_badge
from techhire.plays.credentials.models import Credential, StatusEntry
from techhire.plays.credentials.queries.badges import badge_for as badge_held
from techhire.plays.credentials.queries.checking import check_credential
from techhire.plays.credentials.queries.offers import offer_of, offers_of
from techhire.plays.seekers.actions.access import grant_access
from techhire.plays.seekers.models import Consent, Evidence, Seeker
from tests.cases import in_one_world
from tests.factories.credentials import badge_for, earned
from tests.factories.people import account_with_address
from tests.factories.seekers import NOW, piece, seeker_in
from tests.factories.skills import own_skill
from tests.plays.credentials.conftest import ROLES

pytestmark = pytest.mark.django_db


def offered(actor: Actor, seeker: Seeker) -> list[tuple[str, int]]:
    return [(offer.skill.name, offer.level) for offer in offers_of(actor, seeker, NOW)]


def test_a_supervised_test_is_followed_by_an_offer(
    person: Actor, dana: Seeker, test_passed: Evidence
) -> None:
    assert offered(person, dana) == [("Python", 3)]
    assert not Credential.objects.exists()


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("claim", {}),
        ("completion", {}),
        ("vouch", {}),
        ("unproctored_test", {}),
        ("credential", {"issuer_name": "Guild"}),
        ("employer_feedback", {}),
        ("proctored_test", {"open_bank": True}),
        ("proctored_test", {"level": 0.4}),
    ],
)
def test_nothing_less_is_offered_a_badge(
    person: Actor, dana: Seeker, python: Skill, kind: str, fields: dict[str, object]
) -> None:
    piece(dana, python, kind, **{"level": 5.5, **fields})
    assert offered(person, dana) == []


def test_judged_work_is_offered_one_too(person: Actor, dana: Seeker, python: Skill) -> None:
    piece(dana, python, "judged_work", 2.2)
    assert offered(person, dana) == [("Python", 2)]


def test_the_whole_record_has_to_call_the_level_proven_too(
    person: Actor, dana: Seeker, python: Skill, test_passed: Evidence
) -> None:
    for number in range(3):
        piece(dana, python, "employer_feedback", 1, source=f"somebody {number}")
    assert offered(person, dana) == [("Python", 2)]


def test_the_badge_says_skill_level_issuer_and_end_and_verifies(
    community: Community, person: Actor, dana: Seeker, python: Skill, test_passed: Evidence
) -> None:
    row = get_badge(person, dana, skill_id=python.pk, holder="nobody", now=NOW)
    said = json.loads(row.document)
    assert said["name"] == "Python, level 3: independent"
    assert said["issuer"]["name"] == community.name
    assert said["issuer"]["id"].startswith("did:key:")
    assert row.valid_until.date() == date(2029, 3, 2)
    assert said["validUntil"] == "2029-03-02T15:00:00Z"
    assert [line["statusPurpose"] for line in said["credentialStatus"]] == ["revocation", "suspension"]
    for form in (row.document, row.compact):
        checked = check_credential(community, form, now=NOW)
        assert (checked.verdict, checked.standing) == ("valid", "own"), checked.lines
    assert list(row.evidence.all()) == [test_passed]
    assert offered(person, dana) == []


def test_it_names_neither_the_person_nor_who_gave_the_evidence(
    person: Actor, dana: Seeker, python: Skill, coach: Actor
) -> None:
    organization = Evidence(organization_id=coach.organizations()[0]).organization
    assert organization is not None
    earned(dana, python, organization=organization)
    row = get_badge(person, dana, skill_id=python.pk, holder="nobody", now=NOW)
    assert dana.name not in row.document and organization.name not in row.document
    assert dana.code not in row.document


def test_an_address_is_in_it_as_a_salted_hash_only(community: Community, python: Skill) -> None:
    seeker = seeker_in(community, account=account_with_address("dana@example.org"))
    row = badge_for(seeker, python, holder="email")
    assert "dana@example.org" not in row.document
    identity = json.loads(row.document)["credentialSubject"]["identifier"][0]
    assert identity["identityHash"] == email_hash("dana@example.org", identity["salt"])
    subject = check_credential(community, row.document, email="Dana@example.org", now=NOW).lines[-1]
    assert (subject.name, subject.outcome) == ("subject", "passed")
    other = check_credential(community, row.document, email="eve@example.org", now=NOW)
    assert other.verdict == "not_valid"


def test_an_address_nobody_proved_is_not_taken(community: Community, python: Skill) -> None:
    seeker = seeker_in(community, account=account_with_address("dana@example.org", verified=False))
    with pytest.raises(Refused) as refusal:
        badge_for(seeker, python, holder="email")
    assert refusal.value.field == "email"


@pytest.mark.parametrize("did", ["", "dana", "did:", "did:web:a b", "did:web:a\nb", "javascript:did:x:y"])
def test_a_did_has_to_look_like_one(dana: Seeker, python: Skill, did: str) -> None:
    with pytest.raises(Refused) as refusal:
        badge_for(dana, python, holder="did", did=did)
    assert refusal.value.field == "did"


def test_a_did_the_person_gave_is_its_subject(dana: Seeker, python: Skill) -> None:
    row = badge_for(dana, python, holder="did", did="did:web:dana.example")
    assert json.loads(row.document)["credentialSubject"]["id"] == "did:web:dana.example"


def test_another_way_to_say_whose_it_is_is_refused(dana: Seeker, python: Skill) -> None:
    with pytest.raises(Refused) as refusal:
        badge_for(dana, python, holder="name")
    assert refusal.value.field == "holder"


def test_the_fact_and_the_rows_hold_no_document_in_plain(dana: Seeker, badge: Credential) -> None:
    fact = Fact.objects.get(name="BadgeIssued")
    assert fact.data == {
        "seeker_id": dana.pk,
        "credential_id": badge.pk,
        "skill_id": badge.achievement.skill_id,
        "level": 3,
        "again": False,
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT document, compact FROM credentials_credential")
        assert all("Python" not in value and "." not in value for value in cursor.fetchone())


def test_a_higher_level_takes_the_place_of_a_lower_one_which_stays_valid(
    community: Community, person: Actor, dana: Seeker, python: Skill, badge: Credential
) -> None:
    earned(dana, python, 5.0)
    earned(dana, python, 5.0, source="another bank", at=date(2026, 3, 1))
    level = offers_of(person, dana, NOW)[0].level
    higher = get_badge(person, dana, skill_id=python.pk, holder="nobody", now=NOW)
    assert higher.achievement.level == level > 3
    badge.refresh_from_db()
    assert (badge.superseded_by, badge.state) == (higher, "issued")
    assert check_credential(community, badge.document, now=NOW).verdict == "valid"


def test_one_that_ended_can_be_had_anew(
    person: Actor, dana: Seeker, python: Skill, badge: Credential
) -> None:
    later = badge.valid_until + timedelta(days=1)
    earned(dana, python, 3.0, at=later.date(), now=later)
    renewed = get_badge(person, dana, skill_id=python.pk, holder="nobody", now=later)
    badge.refresh_from_db()
    assert renewed.achievement == badge.achievement
    assert badge.superseded_by == renewed


def test_asking_twice_gives_one(person: Actor, dana: Seeker, python: Skill, badge: Credential) -> None:
    with pytest.raises(Refused, match="no badge waiting"):
        get_badge(person, dana, skill_id=python.pk, holder="nobody", now=NOW)
    assert Credential.objects.count() == 1


def test_places_in_the_lists_are_drawn_by_lot(community: Community, python: Skill) -> None:
    for number in range(8):
        badge_for(seeker_in(community, name=f"Person {number}"), python)
    places = list(StatusEntry.objects.filter(list__purpose="revocation").order_by("pk"))
    drawn = [row.position for row in places]
    assert len({row.list_id for row in places}) == 1
    assert drawn != sorted(drawn) and max(drawn) > 1000


def test_what_is_aligned_keeps_framework_and_version(person: Actor, dana: Seeker, python: Skill) -> None:
    esco = Framework.objects.create(slug="esco", name="ESCO", version="1.2.0", changed_at=NOW)
    target = Skill.objects.create(
        framework=esco, code="esco-python", name="Python", version=4, changed_at=NOW
    )
    Alignment.objects.create(
        origin=python, origin_version=1, target=target, target_version=3, relation="exact", at=NOW
    )
    row = badge_for(dana, python)
    ties = list(row.achievement.alignments.order_by("pk"))
    assert [(tie.framework, tie.framework_version, tie.skill_version) for tie in ties] == [
        ("Starter", "", 1),
        ("ESCO", "1.2.0", 3),
    ]
    said = json.loads(row.document)["credentialSubject"]["achievement"]["alignment"]
    assert said[1]["targetFramework"] == "ESCO 1.2.0"
    python.version, python.name = 2, "Python 3"
    python.save()
    row.achievement.refresh_from_db()
    assert row.achievement.title == "Python, level 3: independent"


@in_one_world("who", ROLES)
def test_only_the_person_and_their_coach_ask_for_it(
    role: Callable[[str], Actor], dana: Seeker, python: Skill, test_passed: Evidence, who: str
) -> None:
    if who in {"person", "coach"}:
        words = "Yes, please." if who == "coach" else ""
        assert get_badge(role(who), dana, skill_id=python.pk, holder="nobody", words=words, now=NOW).pk
    else:
        with pytest.raises(Refused):
            get_badge(role(who), dana, skill_id=python.pk, holder="nobody", now=NOW)
        with pytest.raises(Refused):
            offers_of(role(who), dana, NOW)


def test_a_coach_keeps_what_the_person_said_and_owes_it_back_in_writing(
    coach: Actor, dana: Seeker, python: Skill, test_passed: Evidence
) -> None:
    asked = {"skill_id": python.pk, "holder": "nobody", "now": NOW}
    with pytest.raises(Refused) as refusal:
        get_badge(coach, dana, **asked)
    assert refusal.value.field == "words" and not Consent.objects.filter(purpose="badges").exists()
    badge = get_badge(coach, dana, words="Yes, I would like the paper.", **asked)
    consent = Consent.objects.get(purpose="badges")
    assert (consent.words, consent.spoken) == ("Yes, I would like the paper.", True)
    assert consent.scope == ["sign", f"badge:{badge.pk}"] and consent.recorded_by_id == coach.account_id
    assert Fact.objects.get(name="SpokenConsentHeard").data["consent_id"] == consent.pk


def test_who_asks_for_themself_says_yes_by_asking(
    person: Actor, dana: Seeker, python: Skill, test_passed: Evidence
) -> None:
    get_badge(person, dana, skill_id=python.pk, holder="nobody", now=NOW)
    assert not Consent.objects.filter(purpose="badges").exists()


def test_a_yes_to_a_badge_opens_no_record(person: Actor, dana: Seeker, onramp: Organization) -> None:
    with pytest.raises(Refused, match="purpose"):
        grant_access(person, dana, onramp, purpose="badges", now=NOW)


def test_who_holds_a_badge_of_a_replaced_skill_is_offered_the_successors_in_its_place(
    community: Community, convener: Actor, person: Actor, dana: Seeker
) -> None:
    old, new = own_skill(community, name="Barge radio"), own_skill(community, name="Marine radio")
    badge = badge_for(dana, old)
    replace_skill(convener, old, new, now=NOW)
    drain(lambda: NOW)
    offer = offer_of(person, dana, old.pk, NOW)
    assert offer is not None
    assert (offer.skill, offer.level, offer.replaces) == (new, 3, [badge])
    assert badge_held(person, dana, new.pk, NOW) == badge
    successor = get_badge(person, dana, skill_id=old.pk, holder="nobody", now=NOW)
    badge.refresh_from_db()
    assert successor.achievement.skill == new and badge.superseded_by == successor
    assert offered(person, dana) == []


def test_a_higher_badge_of_a_replaced_skill_is_not_traded_for_a_lower_one(
    community: Community, convener: Actor, person: Actor, dana: Seeker
) -> None:
    old, new = own_skill(community, name="Barge radio"), own_skill(community, name="Marine radio")
    badge_for(dana, old, 3.0)
    replace_skill(convener, old, new, now=NOW)
    drain(lambda: NOW)
    for number in range(3):
        piece(dana, new, "employer_feedback", 1, source=f"somebody {number}")
    assert offered(person, dana) == []
