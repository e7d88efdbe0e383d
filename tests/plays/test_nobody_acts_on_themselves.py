"""Staff who look for work themselves: what they say of others as staff, nobody but a colleague says of them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor, Verdict
from techhire.commons.skills.models import Skill
from techhire.plays.assessments.models import CheckIn, Judgment, LiveCheck, Sitting
from techhire.plays.assessments.rules import judging, live, may_open_interview, sittings, supervised
from techhire.plays.credentials.models import AcceptedCredential
from techhire.plays.credentials.rules import may_decide_outside_credential
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches import rules as matches
from techhire.plays.matches.actions.showing import note_shown
from techhire.plays.onramps import rules as onramps
from techhire.plays.providers import rules as providers
from techhire.plays.providers.models import Cohort, Enrollment
from techhire.plays.seekers import rules as seekers
from techhire.plays.seekers.actions.access import grant_access
from techhire.plays.seekers.models import Evidence, Grant, Seeker
from tests.factories.assessments import a_bank, a_live_check, a_test, a_test_day, checked_in
from tests.factories.communities import OrganizationFactory
from tests.factories.judging import a_rubric, judged
from tests.factories.matches import NOW, a_posting, a_skill
from tests.factories.providers import a_cohort, a_program
from tests.factories.seekers import access, findable, piece, seeker_behind

pytestmark = pytest.mark.django_db
HOUSE = ["employer", "provider", "onramp", "civic"]
PURPOSES = ("coaching", "training", "vouching")


class Stage:
    """One house of every kind; a coach of it who has a record of their own, and everything staff decide about it."""

    def __init__(self, house: Organization, themself: Actor, skill: Skill) -> None:
        self.house, self.skill = house, skill
        self.seeker: Seeker = findable(seeker_behind(themself), skill)
        for purpose in PURPOSES:
            access(self.seeker, house, purpose)
        self.test = a_test(a_bank(house.community, skill))
        self.check_in: CheckIn = checked_in(a_test_day(house, self.test), self.seeker)
        self.confirm = a_live_check(house.community, skill)
        self.vouch: Evidence = piece(self.seeker, skill, "vouch", organization=house)
        self.cohort: Cohort = a_cohort(a_program(house))
        self.posting: Posting = a_posting(house, {skill: 1})

    def sitting(self) -> Sitting:
        return Sitting(
            assessment=self.test, seeker=self.seeker, given_by=self.house, supervised=self.check_in
        )

    def live_check(self) -> LiveCheck:
        return LiveCheck(organization=self.house, seeker=self.seeker, assessment=self.confirm, state="agreed")

    def enrollment(self) -> Enrollment:
        return Enrollment(cohort=self.cohort, seeker=self.seeker)

    def met(self, actor: Actor) -> int:
        """The number of a posting for which the house was shown the person and learned the name."""
        note_shown(actor, self.posting, [self.seeker.pk], now=NOW)
        grant_access(
            Actor.system(self.house.community_id),
            self.seeker,
            self.house,
            purpose="hiring",
            posting_id=self.posting.pk,
            now=NOW,
        )
        return self.posting.pk


def asks_for_confirm(stage: Stage, actor: Actor) -> Verdict:
    return live.may_ask_for_confirm(actor, stage.seeker, stage.house, stage.confirm, None)


def judges(stage: Stage, actor: Actor) -> Verdict:
    """Asked before it was known whose account the record belongs to, and now a stranger to the organization."""
    keeper = OrganizationFactory(community=stage.house.community)
    work = judged(a_rubric(keeper, stage.skill), stage.seeker, 3, state="handed_in")
    Grant.objects.filter(seeker=stage.seeker).delete()
    row = Judgment.objects.create(submission=work, assessor_id=actor.account_id, place=1, asked_at=NOW)
    return judging.may_judge(actor, row)


def interviews(stage: Stage, actor: Actor) -> Verdict:
    return may_open_interview(actor, stage.house, stage.seeker)


def tells_of_work(stage: Stage, actor: Actor) -> Verdict:
    return seekers.may_give_feedback(actor, stage.seeker, stage.house, stage.met(actor))


def decides(stage: Stage, actor: Actor) -> Verdict:
    stage.met(actor)
    return matches.may_decide(actor, stage.posting, stage.seeker)


def decides_about_outside_credential(stage: Stage, actor: Actor) -> Verdict:
    sent = AcceptedCredential(seeker=stage.seeker, organization=stage.house)
    return may_decide_outside_credential(actor, sent)


def adds(kind: str) -> Callable[[Stage, Actor], Verdict]:
    return lambda stage, actor: seekers.may_add_evidence(actor, stage.seeker, kind, stage.house.pk)


def about_evidence(rule: Callable[[Actor, Evidence], Verdict]) -> Callable[[Stage, Actor], Verdict]:
    return lambda stage, actor: rule(actor, stage.vouch)


DEEDS: dict[str, Callable[[Stage, Actor], Any]] = {
    "confirm identity": lambda s, a: supervised.may_confirm_identity(a, s.check_in, NOW + timedelta(hours=1)),
    "take back identity": lambda s, a: supervised.may_take_back_identity(a, s.check_in),
    "give a code": lambda s, a: supervised.may_give_code(a, s.check_in),
    "void a sitting": lambda s, a: sittings.may_void_sitting(a, s.sitting()),
    "give time back": lambda s, a: sittings.may_give_time_back(a, s.sitting()),
    "ask for a live check": asks_for_confirm,
    "start a live check": lambda s, a: live.may_start_confirm(a, s.live_check()),
    "judge": judges,
    "interview": interviews,
    "add a completion": adds("completion"),
    "add a vouch": adds("vouch"),
    "add a credential": adds("credential"),
    "take evidence away": about_evidence(seekers.may_withdraw_evidence),
    "answer a dispute": about_evidence(seekers.may_answer_dispute),
    "answer for a vouch": about_evidence(seekers.may_answer_vouch),
    "tell how somebody worked": tells_of_work,
    "decide about a credential": decides_about_outside_credential,
    "vouch as a provider": lambda s, a: providers.may_vouch(a, s.seeker, s.house),
    "accept as a provider": lambda s, a: providers.may_accept_credential(a, s.seeker, s.house),
    "enroll": lambda s, a: providers.may_enroll(a, s.cohort, s.seeker),
    "complete": lambda s, a: providers.may_complete_enrollment(a, s.enrollment()),
    "withdraw from a cohort": lambda s, a: providers.may_withdraw_enrollment(a, s.enrollment()),
    "undo a completion": lambda s, a: providers.may_undo_completion(a, s.enrollment()),
    "take on": lambda s, a: onramps.may_take_on(a, s.house, s.seeker),
    "vouch as an onramp": lambda s, a: onramps.may_vouch(a, s.house, s.seeker),
    "accept as an onramp": lambda s, a: onramps.may_accept_credential(a, s.house, s.seeker),
    "give a card": lambda s, a: onramps.may_give_card(a, s.house, s.seeker),
    "decide about somebody who fits": decides,
}


@pytest.fixture
def house(community: Community) -> Organization:
    return OrganizationFactory(community=community, kinds=HOUSE)


@pytest.fixture
def themself(house: Organization, as_member: Callable[..., Actor]) -> Actor:
    return as_member(house, "owner")


@pytest.fixture
def stage(house: Organization, themself: Actor) -> Stage:
    return Stage(house, themself, a_skill("Networking"))


@pytest.mark.parametrize("deed", DEEDS)
def test_staff_never_say_of_themselves_what_they_say_of_others(
    deed: str, stage: Stage, themself: Actor
) -> None:
    verdict = DEEDS[deed](stage, themself)
    assert not verdict and verdict.reason


@pytest.mark.parametrize("deed", DEEDS)
def test_a_colleague_may(
    deed: str, stage: Stage, house: Organization, as_member: Callable[..., Actor]
) -> None:
    verdict = DEEDS[deed](stage, as_member(house))
    assert verdict, verdict.reason


def test_a_claim_is_still_their_own(stage: Stage, themself: Actor) -> None:
    claim = piece(stage.seeker, a_skill("Ticket handling"))
    assert seekers.may_add_evidence(themself, stage.seeker, "claim", None)
    assert seekers.may_withdraw_evidence(themself, claim)


def test_nobody_of_the_house_answers_their_own_dispute_by_its_page(stage: Stage, themself: Actor) -> None:
    dispute = stage.vouch.disputes.create(reason="wrong_level", opened_at=NOW)
    assert seekers.answers_open(themself, dispute) == ()
