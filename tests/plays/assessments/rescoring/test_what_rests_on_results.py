"""What rests on a result is put right with it: evidence in its place, badges, vouches; the person is told in words."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.utils import translation

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.models import Fact
from techhire.commons.ledger.worker import drain
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.bridge.scoring_again import ScoredAgain, scored_again
from techhire.plays.assessments.models import Item, Revision, Sitting
from techhire.plays.assessments.queries.results import result_of
from techhire.plays.assessments.queries.sittings import held_tests
from techhire.plays.credentials.actions.issuing import get_badge
from techhire.plays.credentials.models import Credential
from techhire.plays.credentials.queries.badges import REASONS
from techhire.plays.credentials.queries.offers import offers_of
from techhire.plays.seekers.actions.disputes import open_dispute
from techhire.plays.seekers.actions.erasure import erase_seeker
from techhire.plays.seekers.actions.revising import revise_evidence
from techhire.plays.seekers.models import Changed, Dispute, Estimate, Evidence, Seeker, TrackRecord, Vouch
from techhire.plays.seekers.queries import best_word, skill_lines
from techhire.plays.seekers.rules import may_revise_evidence
from tests.cases import in_one_world
from tests.factories.people import account_with_address
from tests.factories.seekers import piece
from tests.plays.assessments.conftest import ROLES
from tests.plays.assessments.rescoring.conftest import Pull

pytestmark = pytest.mark.django_db
Say = Callable[..., None]


@pytest.fixture
def said(taken: Sitting) -> Say:
    """``said(3.4)`` makes the result and its evidence say this level, whatever the answers come to."""

    def say(level: float, sd: float = 0.2) -> None:
        fields = {"level": str(level), "level_sd": str(sd)}
        Sitting.objects.filter(pk=taken.pk).update(**fields)
        Evidence.objects.filter(pk=taken.evidence_id).update(level=str(level), sd=str(sd))

    return say


@pytest.fixture
def reachable(taken: Sitting, dana: Seeker) -> Seeker:
    """Dana has an address of her own, and reads Spanish."""
    Seeker.objects.filter(pk=dana.pk).update(account=account_with_address("dana@example.org"), language="es")
    return dana


def to_come(taken: Sitting, wrong: Item) -> ScoredAgain:
    """What the result will come to without the question."""
    return scored_again(taken, list(taken.responses.exclude(item=wrong).order_by("place")))


def letters() -> list[str]:
    """Kinds of the letters that went out since the last look."""
    kinds = [letter.extra_headers["Message-ID"].partition(".")[0].lstrip("<") for letter in mail.outbox]
    mail.outbox.clear()
    return kinds


def test_the_piece_of_evidence_says_the_new_level_in_its_place(
    taken: Sitting, wrong: Item, pulled: Pull, said: Say, dana: Seeker, skill: Skill
) -> None:
    said(4.6)
    Changed.objects.all().delete()
    pulled(wrong)
    row, sitting = Evidence.objects.get(), Sitting.objects.get(pk=taken.pk)
    assert (row.pk, row.state) == (taken.evidence_id, "counts")
    assert (row.level, row.sd) == (sitting.level, sitting.level_sd) and sitting.evidence == row
    assert row.level < 4 and Changed.objects.filter(seeker=dana).exists()
    fact = Fact.objects.get(name="EvidenceRevised")
    assert fact.data["code_after"] == Estimate.objects.get(seeker=dana, skill=skill).code
    assert fact.data["kind"] == "proctored_test" and fact.actor_id is None


def test_a_disputed_result_stays_disputed(
    taken: Sitting, wrong: Item, pulled: Pull, person: Actor, now: datetime
) -> None:
    row = Evidence.objects.get()
    open_dispute(person, row, reason="wrong_level", words="It is too low.", now=now)
    pulled(wrong)
    row.refresh_from_db()
    assert row.state == "disputed" and row.level == Sitting.objects.get(pk=taken.pk).level
    assert Dispute.objects.get().answered_at is None


def test_a_piece_that_was_taken_away_stays_away(taken: Sitting, wrong: Item, pulled: Pull) -> None:
    Evidence.objects.update(state="withdrawn")
    before = Evidence.objects.get().level
    pulled(wrong)
    assert Evidence.objects.get().level == before
    assert not Fact.objects.filter(name="EvidenceRevised").exists()


def test_a_badge_whose_ground_fell_away_is_taken_back_with_the_reason(
    taken: Sitting, wrong: Item, pulled: Pull, said: Say, person: Actor, dana: Seeker, now: datetime
) -> None:
    said(5.2)
    _stored_anew(dana)
    badge = get_badge(person, dana, skill_id=taken.assessment.bank.skill_id, holder="nobody", now=now)
    assert badge.achievement.level == 5
    pulled(wrong)
    badge.refresh_from_db()
    assert (badge.state, badge.reason) == ("revoked", "revised")
    assert "scored again" in str(REASONS[badge.reason])
    assert badge.entries.filter(list__purpose="revocation", is_set=True).exists()
    lower = offers_of(person, dana, now)
    assert [offer.level for offer in lower] == [best_word(Estimate.objects.get().code)[1]]


def test_a_badge_that_still_holds_stays_valid(
    taken: Sitting, wrong: Item, pulled: Pull, said: Say, person: Actor, dana: Seeker, now: datetime
) -> None:
    said(1.6)
    _stored_anew(dana)
    badge = get_badge(person, dana, skill_id=taken.assessment.bank.skill_id, holder="nobody", now=now)
    pulled(wrong)
    badge.refresh_from_db()
    assert (badge.state, badge.achievement.level) == ("issued", 1)


def test_a_badge_of_a_result_that_is_gone_is_taken_back(
    taken: Sitting, wrong: Item, pulled: Pull, said: Say, person: Actor, dana: Seeker, now: datetime
) -> None:
    said(3.2)
    _stored_anew(dana)
    get_badge(person, dana, skill_id=taken.assessment.bank.skill_id, holder="nobody", now=now)
    Sitting.objects.filter(pk=taken.pk).update(rules={**taken.rules, "min_items": taken.responses.count()})
    pulled(wrong)
    assert Credential.objects.get().reason == "evidence_gone"


def _stored_anew(dana: Seeker) -> None:
    """Store the estimate that the evidence leads to now."""
    row = Evidence.objects.get()
    level, sd = float(row.level), float(row.sd or 0)
    system = Actor.system(dana.community_id)
    revise_evidence(system, row, level=level, sd=sd, open_bank=False, now=row.recorded_at)


@pytest.mark.parametrize(("vouched", "before", "after"), [(4, True, False), (1, True, True)])
def test_a_vouch_the_test_answered_is_answered_again(
    wrong: Item,
    pulled: Pull,
    said: Say,
    dana: Seeker,
    onramp: Organization,
    vouched: int,
    before: bool,
    after: bool,
) -> None:
    said(4.6)
    row = Evidence.objects.get()
    skill = row.skill
    vouch = piece(dana, skill, "vouch", vouched, organization=onramp, at=row.at - timedelta(days=9))
    Vouch.objects.filter(evidence=vouch).update(settled_by=row, turned_out=before, answer="bad_day")
    TrackRecord.objects.update_or_create(organization=onramp, defaults={"turned_out": 1, "total": 1})
    pulled(wrong)
    kept = Vouch.objects.get(evidence=vouch)
    assert (kept.turned_out, kept.settled_by) == (after, row)
    assert kept.answer == ("bad_day" if after else "")
    record = TrackRecord.objects.get(organization=onramp)
    assert (record.turned_out, record.total) == (int(after), 1)


@pytest.mark.parametrize(("level", "sd", "change"), [(4.6, 0.2, "down"), (0.6, 0.2, "up")])
def test_somebody_whose_result_changed_is_told_by_letter_in_their_language(
    reachable: Seeker,
    taken: Sitting,
    wrong: Item,
    pulled: Pull,
    said: Say,
    level: float,
    sd: float,
    change: str,
) -> None:
    said(level, sd)
    _stored_anew(reachable)
    mail.outbox.clear()
    pulled(wrong)
    assert Revision.objects.get().change == change
    [letter] = [one for one in mail.outbox if "result_revised" in one.extra_headers["Message-ID"]]
    assert letter.to == ["dana@example.org"]
    assert "Fue un error nuestro" in letter.body and f"/results/{taken.pk}/" in letter.body
    for secret in ("Networking", wrong.code, "4.6", "0.6"):
        assert secret not in letter.body + letter.subject


def test_somebody_whose_result_is_gone_is_told_that_it_can_be_taken_again(
    reachable: Seeker, taken: Sitting, wrong: Item, pulled: Pull
) -> None:
    Sitting.objects.filter(pk=taken.pk).update(rules={**taken.rules, "min_items": taken.responses.count()})
    mail.outbox.clear()
    pulled(wrong)
    [letter] = [one for one in mail.outbox if "result_revised" in one.extra_headers["Message-ID"]]
    assert "Puede hacer la prueba otra vez" in letter.body


def test_a_result_that_says_the_same_needs_no_letter(
    reachable: Seeker, taken: Sitting, wrong: Item, pulled: Pull, said: Say
) -> None:
    """The numbers move by hundredths; no word of the result or of the skill is another one."""
    told = to_come(taken, wrong)
    said(round((told.level or 0) + 0.01, 2), round(told.level_sd or 0, 3))
    _stored_anew(reachable)
    mail.outbox.clear()
    pulled(wrong)
    assert Revision.objects.get().change == "same"
    assert "result_revised" not in letters()


def test_the_page_says_what_it_was_and_why_it_changed(
    taken: Sitting, wrong: Item, pulled: Pull, said: Say, person: Actor
) -> None:
    said(4.6)
    pulled(wrong, "unfair")
    result = result_of(person, Sitting.objects.get(pk=taken.pk))
    [told] = result.corrections
    assert (told.reason, told.change) == ("unfair", "down")
    assert told.before is not None and told.before.likely == 5
    with translation.override("es"):
        assert "experto" in told.before.says or "experta" in told.before.says


def test_the_persons_own_file_holds_what_it_was(
    taken: Sitting, wrong: Item, pulled: Pull, person: Actor, dana: Seeker
) -> None:
    pulled(wrong)
    [row] = held_tests(person, dana)["results_scored_again"]
    assert row["sitting_id"] == taken.pk and row["level"] == taken.level
    answers = held_tests(person, dana)["answers"]
    assert [one["counts"] for one in answers].count(False) == 1


def test_it_goes_with_an_erased_record(
    taken: Sitting, wrong: Item, pulled: Pull, person: Actor, dana: Seeker, later: datetime
) -> None:
    pulled(wrong)
    erase_seeker(person, dana, now=later)
    drain(lambda: later)
    assert not Revision.objects.exists()


@in_one_world("who", sorted(ROLES.values()))
def test_nobody_puts_a_level_right_by_hand(
    request: pytest.FixtureRequest, taken: Sitting, now: datetime, who: str
) -> None:
    actor, row = request.getfixturevalue(who), Evidence.objects.get()
    assert not may_revise_evidence(actor, row)
    with pytest.raises(Refused):
        revise_evidence(actor, row, level=5, sd=0.2, open_bank=False, now=now)


def test_the_product_revises_only_what_was_measured_here(
    taken: Sitting, dana: Seeker, skill: Skill, system: Actor, elsewhere: Community, now: datetime
) -> None:
    row = Evidence.objects.get()
    assert may_revise_evidence(system, row)
    assert not may_revise_evidence(Actor.system(elsewhere.pk), row)
    assert not may_revise_evidence(system, piece(dana, skill, "claim", 3))
    for level, sd in ((6.0, 0.2), (-0.1, 0.2), (3.0, 0.0), (3.0, 9.0)):
        with pytest.raises(Refused):
            revise_evidence(system, row, level=level, sd=sd, open_bank=False, now=now)
    Seeker.objects.filter(pk=dana.pk).update(state="sealed")
    assert not may_revise_evidence(system, Evidence.objects.get(pk=row.pk))


def test_a_word_that_falls_is_told_though_the_result_reads_the_same(
    taken: Sitting, wrong: Item, pulled: Pull, said: Say, person: Actor, dana: Seeker
) -> None:
    """The level stays what it was; the skill was called proven, and with a larger error it is not any more."""
    told = to_come(taken, wrong)
    level = round(told.level or 0, 2)
    said(level, 0.05)
    _stored_anew(dana)
    [before] = skill_lines(person, dana)
    said(level, round(told.level_sd or 0, 3))
    pulled(wrong)
    [after] = skill_lines(person, dana)
    assert (before.word, before.level) != (after.word, after.level)
    assert Revision.objects.get().change == "down"
