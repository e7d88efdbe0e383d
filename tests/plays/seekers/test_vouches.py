"""A vouch needs two yeses of the person; how it turns out is counted, told in words, and answered by its source."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.seekers.actions.access import end_grant, let_vouch
from techhire.plays.seekers.actions.erasure import erase_seeker
from techhire.plays.seekers.actions.evidence import add_evidence, withdraw_evidence
from techhire.plays.seekers.actions.vouches import agree_to_vouches, answer_vouch, refuse_vouch
from techhire.plays.seekers.models import Changed, Consent, Evidence, Grant, Seeker, TrackRecord, Vouch
from techhire.plays.seekers.queries import (
    codes_of,
    own_record,
    own_vouches,
    skill_story,
    source_records,
    vouch_lines,
    vouches_about,
)
from techhire.plays.seekers.rules import visible_seekers
from tests.cases import in_one_world
from tests.factories.communities import OrganizationFactory
from tests.factories.seekers import NOW, access, piece, seeker_in
from tests.plays.seekers.conftest import ROLES

pytestmark = pytest.mark.django_db

SEEN, TESTED = date(2026, 2, 1), date(2026, 2, 20)
TODAY = NOW.date()


@pytest.fixture
def vouch(coached: Seeker, coach: Actor, onramp: Organization, python: Skill) -> Evidence:
    """The coach saw Dana at level 3, after Dana said yes to vouching."""
    access(coached, onramp, "vouching")
    given = {"skill_id": python.pk, "kind": "vouch", "level": 3, "at": SEEN, "organization": onramp}
    return add_evidence(coach, coached, **given, now=NOW)


def settled(source: Organization, skill: Skill, outcomes: list[bool]) -> list[Evidence]:
    """Vouches of a source for new people, each settled by a test that came out high or low."""
    rows = []
    for good in outcomes:
        person = seeker_in(source.community)
        rows.append(piece(person, skill, "vouch", 3, organization=source, at=SEEN))
        piece(person, skill, "proctored_test", 3 if good else 1, at=TESTED)
    return rows


@in_one_world("who", ROLES)
def test_only_the_person_and_their_coach_say_yes_to_vouching(
    role: Callable[[str], Actor], coached: Seeker, onramp: Organization, who: str
) -> None:
    if who in {"person", "coach"}:
        grant = let_vouch(role(who), coached, onramp, words="Yes.", now=NOW)
        assert (grant.purpose, grant.scope) == ("vouching", ["collect", "count"])
        consent = Consent.objects.get(purpose="vouching")
        assert consent.scope == ["collect", "count", f"organization:{onramp.pk}"]
    else:
        with pytest.raises(Refused):
            let_vouch(role(who), coached, onramp, words="Yes.", now=NOW)
        assert not Grant.objects.filter(purpose="vouching").exists()


def test_a_yes_to_vouching_alone_opens_no_record(
    dana: Seeker, trainer: Actor, provider: Organization
) -> None:
    access(dana, provider, "vouching")
    assert not visible_seekers(trainer).exists()


@in_one_world("who", ["trainer", "coach"])
def test_nobody_vouches_before_the_first_yes_or_after_it_was_taken_back(
    role: Callable[[str], Actor],
    dana: Seeker,
    person: Actor,
    provider: Organization,
    onramp: Organization,
    python: Skill,
    who: str,
) -> None:
    organization, purpose = (provider, "training") if who == "trainer" else (onramp, "coaching")
    access(dana, organization, purpose)
    given = {"skill_id": python.pk, "kind": "vouch", "level": 3, "at": SEEN, "organization": organization}
    with pytest.raises(Refused, match="agree to vouching"):
        add_evidence(role(who), dana, **given, now=NOW)
    grant = access(dana, organization, "vouching")
    add_evidence(role(who), dana, **given, now=NOW)
    end_grant(person, grant, now=NOW)
    with pytest.raises(Refused, match="agree to vouching"):
        add_evidence(role(who), dana, **given, now=NOW)
    assert Evidence.objects.count() == 1


def test_a_new_vouch_waits_and_counts_only_after_the_second_yes(
    person: Actor, coached: Seeker, vouch: Evidence
) -> None:
    assert vouch.state == "waiting" and codes_of([coached.pk]) == {}
    shown = skill_story(person, coached, vouch.skill).pieces[0]
    assert (shown.standing, shown.counts) == ("waiting", False)
    assert [(one.evidence, one.waits) for one in vouches_about(person, coached)] == [(vouch, True)]
    Changed.objects.all().delete()
    assert agree_to_vouches(person, coached, evidence_ids=[vouch.pk], now=NOW) == 1
    assert codes_of([coached.pk])[coached.pk]
    assert Changed.objects.get().seeker_id == coached.pk
    consent = Consent.objects.filter(purpose="vouching").latest("pk")
    assert consent.scope == ["show", f"evidence:{vouch.pk}"]
    assert Fact.objects.get(name="VouchAgreedTo").data["consent_id"] == consent.pk
    with pytest.raises(Refused, match="still waiting"):
        agree_to_vouches(person, coached, evidence_ids=[vouch.pk], now=NOW)


@in_one_world("who", ROLES)
def test_only_the_person_and_their_coach_let_a_vouch_count(
    role: Callable[[str], Actor], coached: Seeker, vouch: Evidence, who: str
) -> None:
    if who in {"person", "coach"}:
        agree_to_vouches(role(who), coached, evidence_ids=[vouch.pk], words="Yes, that one.", now=NOW)
        consent = Consent.objects.get(purpose="vouching", spoken=True)
        assert (consent.words, consent.recorded_by_id) == ("Yes, that one.", role(who).account_id)
        owed = Fact.objects.filter(name="SpokenConsentHeard", data__consent_id=consent.pk)
        assert owed.exists() is (who == "coach")
    else:
        with pytest.raises(Refused):
            agree_to_vouches(role(who), coached, evidence_ids=[vouch.pk], words="Yes.", now=NOW)
        with pytest.raises(Refused):
            vouches_about(role(who), coached)
        assert Evidence.objects.get().state == "waiting"


def test_a_coach_writes_down_the_persons_words(coach: Actor, coached: Seeker, vouch: Evidence) -> None:
    with pytest.raises(Refused) as refusal:
        agree_to_vouches(coach, coached, evidence_ids=[vouch.pk], words=" ", now=NOW)
    assert refusal.value.field == "words"


def test_nobody_says_yes_to_what_is_about_somebody_else(
    person: Actor, dana: Seeker, community: Community, onramp: Organization, python: Skill
) -> None:
    other = piece(seeker_in(community), python, "vouch", 3, organization=onramp)
    Evidence.objects.update(state="waiting")
    with pytest.raises(Refused):
        agree_to_vouches(person, dana, evidence_ids=[other.pk], now=NOW)


@in_one_world("who", ROLES)
def test_only_the_person_and_their_coach_refuse_a_vouch(
    role: Callable[[str], Actor], vouch: Evidence, who: str
) -> None:
    if who in {"person", "coach"}:
        assert refuse_vouch(role(who), vouch, now=NOW).state == "withdrawn"
        refuse_vouch(role(who), vouch, now=NOW)
        assert Fact.objects.filter(name="VouchRefused").count() == 1
    else:
        with pytest.raises(Refused):
            refuse_vouch(role(who), vouch, now=NOW)


def test_a_yes_is_taken_back_once_nothing_it_covers_counts(
    person: Actor, coach: Actor, coached: Seeker, onramp: Organization, vouch: Evidence, sql: Skill
) -> None:
    given = {"skill_id": sql.pk, "kind": "vouch", "level": 2, "at": SEEN, "organization": onramp}
    other = add_evidence(coach, coached, **given, now=NOW)
    agree_to_vouches(person, coached, evidence_ids=[vouch.pk, other.pk], now=NOW)
    consent = Consent.objects.latest("pk")
    refuse_vouch(person, Evidence.objects.get(pk=vouch.pk), now=NOW)
    consent.refresh_from_db()
    assert consent.withdrawn_at is None and set(codes_of([coached.pk])[coached.pk]) == {sql.pk}
    refuse_vouch(person, Evidence.objects.get(pk=other.pk), now=NOW)
    consent.refresh_from_db()
    assert consent.withdrawn_at == NOW and codes_of([coached.pk]) == {}


def test_only_a_vouch_is_refused_this_way(person: Actor, dana: Seeker, python: Skill) -> None:
    with pytest.raises(Refused, match="not a vouch"):
        refuse_vouch(person, piece(dana, python, "proctored_test", 1), now=NOW)


def test_a_vouch_nobody_said_yes_to_is_not_checked(coached: Seeker, vouch: Evidence, python: Skill) -> None:
    piece(coached, python, "proctored_test", 4, at=TESTED)
    assert Vouch.objects.get().turned_out is None and not TrackRecord.objects.exists()


def test_what_waits_is_gone_after_an_erasure(person: Actor, coached: Seeker, vouch: Evidence) -> None:
    erase_seeker(person, coached, now=NOW)
    vouch.refresh_from_db()
    assert vouch.state == "withdrawn" and not Vouch.objects.exists()


def test_a_record_is_told_from_five_checked_vouches_on(
    community: Community, onramp: Organization, python: Skill
) -> None:
    settled(onramp, python, [True, True, False, True])
    assert source_records(community.pk, [onramp.pk])[onramp.pk].checked is None
    settled(onramp, python, [True])
    told = source_records(community.pk, [onramp.pk])[onramp.pk]
    assert (told.turned_out, told.checked, told.in_short) == (4, 5, "4 of 5 held up")
    assert "4 of 5 checked vouches" in told.says


def test_the_person_reads_how_a_sources_vouches_turned_out_beside_its_vouch(
    person: Actor, coached: Seeker, onramp: Organization, python: Skill, vouch: Evidence, sql: Skill
) -> None:
    settled(onramp, sql, [True, False, True, True, True])
    story = skill_story(person, coached, python)
    assert story.pieces[0].record is not None
    assert story.pieces[0].record.in_short == "4 of 5 held up"
    assert vouches_about(person, coached)[0].record.in_short == "4 of 5 held up"


def test_a_source_sees_its_own_numbers_and_what_they_do(
    coach: Actor, onramp: Organization, python: Skill, coached: Seeker, vouch: Evidence
) -> None:
    assert own_record(coach, onramp, TODAY).is_neutral
    other = OrganizationFactory(community=onramp.community, kinds=["provider"])
    settled(other, python, [True] * 20)
    settled(onramp, python, [False, False, True, False, False, False])
    piece(coached, python, "vouch", 2, organization=onramp, at=TODAY - timedelta(days=400))
    record = own_record(coach, onramp, TODAY)
    assert (record.turned_out, record.checked, record.is_neutral) == (1, 6, False)
    assert dict(record.outcomes) == {"held": 1, "not_held": 5, "waiting": 1, "lapsed": 1}
    assert record.weight < 100 and record.in_ten == round(record.rate * 10)
    track = TrackRecord.objects.get(organization=onramp)
    assert (track.turned_out, track.total) == (record.turned_out, record.checked)


def test_a_good_record_never_weighs_more(coach: Actor, onramp: Organization, python: Skill) -> None:
    settled(onramp, python, [True] * 8)
    other = OrganizationFactory(community=onramp.community, kinds=["provider"])
    settled(other, python, [False] * 8)
    assert own_record(coach, onramp, TODAY).weight == 100


@in_one_world("who", ROLES)
def test_vouches_one_by_one_are_for_the_source(
    role: Callable[[str], Actor], onramp: Organization, vouch: Evidence, who: str
) -> None:
    if who in {"coach", "onramp_reader"}:
        assert [row.evidence for row in own_vouches(role(who), onramp)] == [vouch]
    else:
        with pytest.raises(Refused):
            own_vouches(role(who), onramp)
        with pytest.raises(Refused):
            own_record(role(who), onramp, TODAY)


def test_a_name_is_shown_to_the_source_only_while_the_person_lets_it(
    coach: Actor, person: Actor, coached: Seeker, onramp: Organization, vouch: Evidence
) -> None:
    rows = own_vouches(coach, onramp)
    assert vouch_lines(coach, onramp, rows, TODAY)[0].seeker == coached
    end_grant(person, Grant.objects.get(purpose="coaching"), now=NOW)
    assert vouch_lines(coach, onramp, rows, TODAY)[0].seeker is None


def test_lines_take_the_same_queries_for_one_vouch_and_for_many(
    coach: Actor, onramp: Organization, python: Skill, vouch: Evidence, django_assert_num_queries: Callable
) -> None:
    for many in (1, 8):
        settled(onramp, python, [True] * many)
        with django_assert_num_queries(2):
            vouch_lines(coach, onramp, own_vouches(coach, onramp), TODAY)


@in_one_world("who", ROLES)
def test_only_the_source_answers_a_vouch_that_did_not_hold_up(
    role: Callable[[str], Actor], onramp: Organization, python: Skill, who: str
) -> None:
    (row,) = settled(onramp, python, [False])
    if who == "coach":
        assert answer_vouch(role(who), row, answer="bad_day", now=NOW).answer == "bad_day"
        answer_vouch(role(who), row, answer="bad_day", now=NOW)
        answer_vouch(role(who), row, answer="too_high", now=NOW)
        answers = list(Fact.objects.filter(name="VouchAnswered").values_list("data__answer", flat=True))
        assert answers == ["bad_day", "too_high"]
        assert own_record(role(who), onramp, TODAY).by_answer == [("we vouched too high", 1)]
    else:
        with pytest.raises(Refused):
            answer_vouch(role(who), row, answer="bad_day", now=NOW)
    record = TrackRecord.objects.get()
    assert (record.turned_out, record.total) == (0, 1)


def test_only_a_vouch_that_did_not_hold_up_is_answered_and_by_a_preset_answer(
    coach: Actor, onramp: Organization, python: Skill, dana: Seeker
) -> None:
    good, bad = settled(onramp, python, [True, False])
    with pytest.raises(Refused):
        answer_vouch(coach, good, answer="bad_day", now=NOW)
    with pytest.raises(Refused) as refusal:
        answer_vouch(coach, bad, answer="They were tired.", now=NOW)
    assert refusal.value.field == "answer"


def test_an_answer_goes_with_the_test_it_answers(
    coach: Actor, system: Actor, onramp: Organization, python: Skill
) -> None:
    (row,) = settled(onramp, python, [False])
    answer_vouch(coach, row, answer="bad_day", now=NOW)
    withdraw_evidence(system, Evidence.objects.get(kind="proctored_test"), now=NOW)
    assert (Vouch.objects.get().answer, Vouch.objects.get().turned_out) == ("", None)
