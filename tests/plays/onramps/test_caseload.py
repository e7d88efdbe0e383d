"""An onramp's people: entered with a spoken yes, taken on with access, vouched for, let go."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.people.actions import sign_in_by_card
from techhire.commons.permits import Actor, Refused
from techhire.plays.onramps.actions.cards import give_card
from techhire.plays.onramps.actions.caseload import (
    accept_credential,
    enter_person,
    release,
    take_on,
    vouch,
)
from techhire.plays.onramps.models import Caseload
from techhire.plays.onramps.queries import (
    caseload_coded,
    consents_heard,
    credentials_accepted,
    fits_of,
    people_of,
    people_to_take_on,
    piece_entered,
    vouches_given,
)
from techhire.plays.seekers.actions.access import grant_access
from techhire.plays.seekers.actions.found import turn_found_on
from techhire.plays.seekers.models import Consent, Contact, Evidence, Grant, Seeker
from tests.cases import in_one_world
from tests.factories.communities import OrganizationFactory
from tests.factories.matches import NOW, TODAY, a_person, a_posting, a_skill, claims, proves
from tests.factories.onramps import on_caseload
from tests.factories.people import AccountFactory
from tests.factories.providers import lets_in

OTHERS = ["convener", "hiring_manager", "trainer", "helper", "rival", "stranger", "person", "visitor"]
YES = "Yes, write it down for me."


@in_one_world("role", [*OTHERS, "reader", "other onramp"])
def test_only_the_onramps_own_writers_act(
    role: str,
    onramp: Organization,
    community: Community,
    as_member: Callable[..., Actor],
    request: pytest.FixtureRequest,
) -> None:
    caseload = on_caseload(onramp)
    waiting = a_person(community)
    lets_in(waiting, onramp, "coaching")
    if role == "reader":
        actor = as_member(onramp, "reader")
    elif role == "other onramp":
        actor = as_member(OrganizationFactory(community=community, kinds=["onramp"]), "owner")
    else:
        actor = request.getfixturevalue(role)
    skill = a_skill("Linux")
    attempts: list[Callable[[], object]] = [
        lambda: enter_person(actor, onramp, name="Ana", words=YES, now=NOW),
        lambda: take_on(actor, onramp, waiting, now=NOW),
        lambda: release(actor, caseload, now=NOW),
        lambda: give_card(actor, onramp, caseload.seeker, now=NOW),
        lambda: vouch(actor, onramp, caseload.seeker, skill_id=skill.pk, level=2, at=TODAY, now=NOW),
        lambda: accept_credential(
            actor,
            onramp,
            caseload.seeker,
            title="Linux One",
            issuer="Harbor",
            skill_id=skill.pk,
            level=2,
            at=TODAY,
            now=NOW,
        ),
    ]
    before = Fact.objects.count()
    for attempt in attempts:
        with pytest.raises(Refused):
            attempt()
    assert Fact.objects.count() == before
    assert Seeker.objects.count() == 2
    if role != "reader":
        assert people_of(actor, onramp) == []
        assert people_to_take_on(actor, onramp) == []
        assert caseload_coded(actor, onramp, caseload.seeker.code) is None


def test_a_spoken_yes_is_kept_with_words_scope_day_and_who_wrote_it_down(
    coach: Actor, onramp: Organization
) -> None:
    seeker = enter_person(coach, onramp, name=" Ana  Ruiz ", words=f" {YES} ", scope=["record"], now=NOW)
    consent = Consent.objects.get(seeker=seeker)
    assert (seeker.name, seeker.account_id, seeker.found) == ("Ana Ruiz", None, False)
    assert (consent.words, consent.spoken, consent.given_at) == (YES, True, NOW)
    assert consent.scope == ["record", f"organization:{onramp.pk}"]
    assert consent.recorded_by_id == coach.account_id
    assert Grant.objects.get(seeker=seeker).scope == ["record"]
    assert [row.caseload.seeker for row in people_of(coach, onramp)] == [seeker]
    assert Fact.objects.filter(name="PersonTakenOn", data__entered=True).count() == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"words": ""}, "words"),
        ({"words": "x" * 2001}, "words"),
        ({"scope": ["vouch"]}, "scope"),
        ({"scope": ["record", "everything"]}, "scope"),
        ({"language": "tlh"}, "language"),
        ({"email": "ana at home"}, "email"),
        ({"phone": "call me"}, "phone"),
    ],
)
def test_a_record_is_not_opened_on_half_a_yes(
    fields: dict[str, object], field: str, coach: Actor, onramp: Organization
) -> None:
    with pytest.raises(Refused) as refusal:
        enter_person(coach, onramp, **{"name": "Ana", "words": YES, "now": NOW} | fields)
    assert refusal.value.field == field
    assert not Seeker.objects.exists() and not Fact.objects.exists()


def test_ways_to_reach_the_person_are_kept_sealed_and_told_by_kind_only(
    coach: Actor, onramp: Organization
) -> None:
    ways = {"email": "Ana@example.org", "phone": "816-555-0142"}
    seeker = enter_person(coach, onramp, name="Ana", words=YES, now=NOW, **ways)
    kept = {row.kind: row.value for row in Contact.objects.filter(seeker=seeker)}
    assert kept == {"email": "ana@example.org", "phone": "816-555-0142"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM seekers_contact")
        assert not any("555" in row[0] or "ana" in row[0].lower() for row in cursor.fetchall())
    fact = Fact.objects.get(name="ContactsChanged")
    assert fact.data == {"seeker_id": seeker.pk, "kinds": ["email", "phone"]}
    assert fact.actor_id == coach.account_id


def test_an_entry_without_a_way_to_reach_the_person_is_fine(coach: Actor, onramp: Organization) -> None:
    enter_person(coach, onramp, name="Ana", words=YES, email=" ", now=NOW)
    assert not Contact.objects.exists() and not Fact.objects.filter(name="ContactsChanged").exists()


def test_all_that_is_wrong_with_an_entry_is_told_at_once(coach: Actor, onramp: Organization) -> None:
    wrong = {"name": "", "words": " ", "scope": ["vouch"], "language": "tlh", "email": "ana", "phone": "1"}
    with pytest.raises(Refused) as refusal:
        enter_person(coach, onramp, now=NOW, **wrong)
    assert {one.field for one in (refusal.value, *refusal.value.more)} == set(wrong)


def test_no_coach_writes_a_first_yes_for_somebody_another_coach_entered(
    coach: Actor, onramp: Organization, community: Community, as_member: Callable[..., Actor]
) -> None:
    entered = enter_person(coach, onramp, name="Ana", words=YES, now=NOW)
    from_a_roster = a_person(community)
    with_account = a_person(community, account=AccountFactory())
    elsewhere = OrganizationFactory(community=community, kinds=["onramp"])
    for actor, place in ((as_member(elsewhere, "owner"), elsewhere), (as_member(onramp), onramp)):
        for seeker in (from_a_roster, with_account):
            with pytest.raises(Refused):
                grant_access(actor, seeker, place, purpose="coaching", words=YES, now=NOW)
    with pytest.raises(Refused):
        grant_access(as_member(elsewhere), entered, elsewhere, purpose="coaching", words=YES, now=NOW)
    with pytest.raises(Refused):
        grant_access(coach, from_a_roster, onramp, purpose="coaching", words=YES, now=NOW)


def test_a_coach_cannot_come_back_after_letting_somebody_go(coach: Actor, onramp: Organization) -> None:
    seeker = enter_person(coach, onramp, name="Ana", words=YES, now=NOW)
    release(coach, Caseload.objects.get(), now=NOW)
    with pytest.raises(Refused):
        grant_access(coach, seeker, onramp, purpose="coaching", words=YES, now=NOW)
    with pytest.raises(Refused):
        take_on(coach, onramp, seeker, now=NOW)


def test_taking_on_needs_access_and_happens_once(
    coach: Actor, onramp: Organization, community: Community
) -> None:
    seeker = a_person(community)
    with pytest.raises(Refused, match="access"):
        take_on(coach, onramp, seeker, now=NOW)
    lets_in(seeker, onramp, "coaching")
    assert people_to_take_on(coach, onramp) == [seeker]
    first = take_on(coach, onramp, seeker, now=NOW)
    assert take_on(coach, onramp, seeker, now=NOW) == first
    assert (first.coach_id, Fact.objects.filter(name="PersonTakenOn").count()) == (coach.account_id, 1)
    assert people_to_take_on(coach, onramp) == []


def test_letting_somebody_go_gives_the_access_back(coach: Actor, onramp: Organization) -> None:
    caseload = on_caseload(onramp)
    release(coach, caseload, now=NOW)
    assert Grant.objects.get().ended_at == NOW
    assert Consent.objects.get().withdrawn_at == NOW
    assert people_of(coach, onramp) == []
    assert caseload_coded(coach, onramp, caseload.seeker.code) is None


@pytest.mark.parametrize("has_account", [True, False])
def test_somebody_who_could_not_turn_being_found_off_any_more_is_hidden_when_let_go(
    has_account: bool, coach: Actor, onramp: Organization
) -> None:
    caseload = on_caseload(onramp, account=AccountFactory() if has_account else None)
    proves(caseload.seeker, a_skill("Linux"), 3)
    turn_found_on(coach, caseload.seeker, words=YES, now=NOW)
    release(coach, Caseload.objects.select_related("seeker", "organization").get(), now=NOW)
    caseload.seeker.refresh_from_db()
    assert caseload.seeker.found is has_account


def test_a_coach_vouches_where_the_person_agreed_to_it(coach: Actor, onramp: Organization) -> None:
    skill = a_skill("Linux")
    asked = enter_person(coach, onramp, name="Ana", words=YES, now=NOW)
    not_asked = enter_person(coach, onramp, name="Bo", words=YES, scope=["record"], now=NOW)
    row = vouch(coach, onramp, asked, skill_id=skill.pk, level=3, at=TODAY, now=NOW)
    assert (row.kind, row.source, row.organization_id) == ("vouch", f"organization:{onramp.pk}", onramp.pk)
    for seeker, level, at in ((not_asked, 3, TODAY), (asked, 6, TODAY), (asked, 3, date(2027, 1, 1))):
        with pytest.raises(Refused):
            vouch(coach, onramp, seeker, skill_id=skill.pk, level=level, at=at, now=NOW)
    assert Evidence.objects.count() == 1


def test_a_card_leads_to_the_persons_own_record(coach: Actor, onramp: Organization) -> None:
    seeker = enter_person(coach, onramp, name="Ana Ruiz", words=YES, language="es", now=NOW)
    number, code = give_card(coach, onramp, seeker, now=NOW)
    account = sign_in_by_card(number=number, code=code, now=NOW)
    seeker.refresh_from_db()
    assert seeker.account == account
    assert (account.name, account.language, account.email) == ("Ana Ruiz", "es", "")
    again = give_card(coach, onramp, seeker, now=NOW)
    assert again[0] == number and again[1] != code
    with pytest.raises(Refused):
        sign_in_by_card(number=number, code=code, now=NOW)
    assert Fact.objects.filter(name="SeekerGotAccount").count() == 1
    assert Fact.objects.filter(name="CardGiven").count() == 2


def test_nobody_gets_a_card_for_an_account_that_signs_in_by_email(coach: Actor, onramp: Organization) -> None:
    caseload = on_caseload(onramp, account=AccountFactory())
    with pytest.raises(Refused, match="e-mail"):
        give_card(coach, onramp, caseload.seeker, now=NOW)


def test_people_are_ordered_by_what_they_need_next_in_few_queries(
    coach: Actor, onramp: Organization, django_assert_num_queries: Callable[..., object]
) -> None:
    skill = a_skill("Linux")
    good = on_caseload(onramp)
    proves(good.seeker, skill, 3)
    turn_found_on(coach, good.seeker, words=YES, now=NOW)
    told = on_caseload(onramp)
    claims(told.seeker, skill, 2)
    turn_found_on(coach, told.seeker, words=YES, now=NOW)
    hidden = on_caseload(onramp)
    claims(hidden.seeker, skill, 2)
    empty = on_caseload(onramp)
    with django_assert_num_queries(2):
        rows = people_of(coach, onramp)
    assert [row.caseload for row in rows] == [empty, hidden, told, good]
    assert [row.need.value for row in rows] == ["skills", "found", "proof", "good"]
    assert [(row.told, row.shown) for row in rows] == [(0, 0), (1, 0), (1, 0), (0, 1)]


def test_jobs_that_fit_are_counted_and_new_ones_apart(
    coach: Actor,
    onramp: Organization,
    employer: Organization,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    skill = a_skill("Linux")
    able, unable = on_caseload(onramp), on_caseload(onramp)
    proves(able.seeker, skill, 5)
    a_posting(employer, {skill: 2})
    a_posting(employer, {skill: 2}, published_at=NOW - timedelta(days=30))
    a_posting(employer, {skill: 2}, pay_min=10, pay_max=11, pay_unit="HOUR")
    Seeker.objects.filter(pk=able.seeker_id).update(pay_floor_cents=4000)
    rows = people_of(coach, onramp)
    with django_assert_max_num_queries(7):
        fits = fits_of(rows, NOW)
    assert (fits[able.seeker_id].open, fits[able.seeker_id].new) == (2, 1)
    assert (fits[unable.seeker_id].open, fits[unable.seeker_id].new) == (0, 0)


def test_a_coach_reads_the_words_said_to_this_onramp_only(
    coach: Actor, onramp: Organization, community: Community
) -> None:
    seeker = enter_person(coach, onramp, name="Ana", words=YES, now=NOW)
    other = OrganizationFactory(community=community, kinds=["onramp"])
    lets_in(seeker, other, "coaching", words="Only for the other one.")
    caseload = caseload_coded(coach, onramp, seeker.code)
    assert caseload is not None
    heard = [(row.purpose, row.words) for row in consents_heard(coach, caseload)]
    assert sorted(heard) == [("coaching", YES), ("vouching", YES)]


@pytest.mark.parametrize(
    ("purpose", "scope"),
    [
        ("vouching", ["rate", "interview:7", "posting:9"]),
        ("vouching", ["show", "feedback:7"]),
        ("hiring", ["skills", "posting:9"]),
    ],
)
@pytest.mark.parametrize("spoken", [True, False])
def test_a_coach_reads_of_a_yes_to_an_employer_only_what_a_coach_wrote_down(
    coach: Actor, onramp: Organization, purpose: str, scope: list[str], spoken: bool
) -> None:
    caseload = on_caseload(onramp)
    given = {"purpose": purpose, "scope": scope, "spoken": spoken, "given_at": NOW}
    said = Consent.objects.create(seeker=caseload.seeker, **given)
    assert (said in consents_heard(coach, caseload)) is spoken


def test_a_certification_a_coach_looked_at_counts_as_what_its_issuer_said(
    coach: Actor, rival: Actor, onramp: Organization, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    caseload, skill = on_caseload(onramp), a_skill("Linux")
    said = {"title": " Linux  One ", "issuer": "Harbor", "skill_id": skill.pk, "at": TODAY, "now": NOW}
    row = accept_credential(coach, onramp, caseload.seeker, level=3, **said)
    assert (row.kind, row.title, row.shared_source) == ("credential", "Linux One", "issuer:harbor")
    assert [one.pk for one in credentials_accepted(coach, onramp, caseload.seeker)] == [row.pk]
    assert not vouches_given(coach, onramp, caseload.seeker)
    with django_assert_num_queries(1):
        assert piece_entered(coach, onramp, caseload.seeker, row.pk) == row
    assert piece_entered(rival, onramp, caseload.seeker, row.pk) is None
    assert piece_entered(coach, onramp, a_person(onramp.community), row.pk) is None
    for wrong, field in (({"level": 6}, "level"), ({"level": 2, "title": ""}, "title")):
        with pytest.raises(Refused) as refusal:
            accept_credential(coach, onramp, caseload.seeker, **(said | wrong))
        assert refusal.value.field == field
