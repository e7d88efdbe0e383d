"""Who may hold test days, say who came, and open a test on a borrowed computer."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.models import Organization
from techhire.commons.communities.words import OrganizationState
from techhire.commons.permits import Actor, Verdict, allowed, refused
from techhire.plays.assessments.models import Assessment, CheckIn, Sitting, TestDay
from techhire.plays.assessments.words import (
    NO_MORE,
    AssessmentKind,
    AssessmentState,
    BankKind,
    SittingState,
    TestDayState,
)
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.rules import is_self, is_somebody_else
from techhire.plays.seekers.words import SeekerState

NOT_YOURS = _("Only the staff of the onramp that holds this test day can do that.")
OVER = _("This test day is over.")
PAPER = timedelta(days=7)
"""For so long after a test day a list kept on paper can be entered."""


def holds_test_days(actor: Actor, organization: Organization) -> Verdict:
    """A writing member of an onramp that takes part, in its own community."""
    here = organization.community_id == actor.community_id
    writes = organization.pk in actor.organizations("onramp") and actor.writes_for(organization.pk)
    if not here or not (writes or actor.is_system):
        return refused(NOT_YOURS)
    if organization.state != OrganizationState.ACTIVE:
        return refused(_("Your organization does not take part at the moment."))
    return allowed()


def visible_test_days(actor: Actor) -> QuerySet[TestDay]:
    """Test days of the actor's onramps, for readers too."""
    here = TestDay.objects.filter(organization__community_id=actor.community_id)
    return here if actor.is_system else here.filter(organization_id__in=actor.organizations("onramp"))


def may_see_test_day(actor: Actor, day: TestDay) -> Verdict:
    """The single form of ``visible_test_days``."""
    return allowed() if visible_test_days(actor).filter(pk=day.pk).exists() else refused(NOT_YOURS)


def may_plan_test_day(actor: Actor, organization: Organization) -> Verdict:
    """Staff of the onramp."""
    return holds_test_days(actor, organization)


def may_change_test_day(actor: Actor, day: TestDay) -> Verdict:
    """As to plan one, until it is over."""
    verdict = holds_test_days(actor, day.organization)
    return refused(OVER) if verdict and day.state in NO_MORE else verdict


def may_call_off_test_day(actor: Actor, day: TestDay) -> Verdict:
    """As to plan one, until check-in is open: from then on it is ended, and keeps what was answered."""
    verdict = may_change_test_day(actor, day)
    if verdict and day.state != TestDayState.PLANNED:
        return refused(_("Check-in is open already. End the test day instead; every answer is kept."))
    return verdict


def may_remind_of_test_day(actor: Actor, check_in: CheckIn) -> Verdict:
    """The clock does it, nobody by hand."""
    if actor.is_system and actor.community_id in (None, check_in.seeker.community_id):
        return allowed()
    return refused(_("The product reminds people by itself, the day before."))


def is_day_to_come(day: TestDay, now: datetime) -> bool:
    """Whether its date, in the community, has not come yet."""
    community = day.organization.community
    return community.day_of(now) < community.day_of(day.starts_at)


def may_open_test_day(actor: Actor, day: TestDay, now: datetime) -> Verdict:
    """As to change one, from the first minute of its date in the community."""
    verdict = may_change_test_day(actor, day)
    if verdict and day.state == TestDayState.PLANNED and is_day_to_come(day, now):
        return refused(
            _("Check-in opens on the day itself. If the date is wrong, change the test day first.")
        )
    return verdict


def may_close_check_in(actor: Actor, day: TestDay) -> Verdict:
    """As to open it, as long as it is open and nobody has begun a test."""
    verdict = may_change_test_day(actor, day)
    if verdict and day.state != TestDayState.OPEN:
        return refused(_("Check-in is not open."))
    if verdict and has_begun(day):
        return refused(
            _("Somebody has begun a test already. End the test day instead; every answer is kept.")
        )
    return verdict


def has_begun(day: TestDay) -> bool:
    """Whether anybody began a test of the day."""
    return Sitting.objects.filter(supervised__day=day).exists()


def may_close_test_day(actor: Actor, day: TestDay) -> Verdict:
    """As to plan one."""
    return holds_test_days(actor, day.organization)


def plannable(actor: Actor) -> QuerySet[Assessment]:
    """Tests a community has of its own and can give under supervision."""
    return Assessment.objects.filter(
        community_id=actor.community_id,
        kind=AssessmentKind.ADAPTIVE,
        state=AssessmentState.ACTIVE,
        bank__kind=BankKind.PRIVATE,
    )


def joinable(actor: Actor, now: datetime) -> QuerySet[TestDay]:
    """Days to come at which a person can put themselves on the list."""
    if not actor.is_signed_in:
        return TestDay.objects.none()
    return TestDay.objects.filter(
        state=TestDayState.PLANNED,
        starts_at__gt=now,
        organization__community_id=actor.community_id,
        organization__state=OrganizationState.ACTIVE,
    )


def may_list_person(actor: Actor, day: TestDay, seeker: Seeker) -> Verdict:
    """Staff put anybody on the list who gave them their code or works with them; a person puts themself there."""
    if day.organization.community_id != seeker.community_id or seeker.state != SeekerState.ACTIVE:
        return refused(_("We do not know this person here."))
    if day.state in NO_MORE:
        return refused(OVER)
    if is_self(actor, seeker) and day.state == TestDayState.PLANNED:
        return allowed()
    return holds_test_days(actor, day.organization)


def may_unlist_person(actor: Actor, check_in: CheckIn) -> Verdict:
    """Staff or the person, as long as no test was begun."""
    if Sitting.objects.filter(supervised=check_in).exists():
        return refused(_("This person has begun a test already, so they stay on the list."))
    if is_self(actor, check_in.seeker):
        return allowed()
    return holds_test_days(actor, check_in.day.organization)


def _checks_in(actor: Actor, check_in: CheckIn) -> Verdict:
    """Staff of the onramp that holds the day; nobody says of themselves who they are."""
    verdict = is_somebody_else(actor, check_in.seeker)
    return holds_test_days(actor, check_in.day.organization) if verdict else verdict


def may_confirm_identity(actor: Actor, check_in: CheckIn, now: datetime) -> Verdict:
    """Staff who stand beside the person; a list on paper can be entered some days later."""
    verdict = _checks_in(actor, check_in)
    if not verdict:
        return verdict
    if check_in.day.state == TestDayState.CALLED_OFF:
        return refused(_("This test day was called off."))
    if check_in.day.state == TestDayState.PLANNED:
        return refused(_("Open check-in first."))
    if check_in.day.state == TestDayState.CLOSED and now > check_in.day.starts_at + PAPER:
        return refused(_("It is too long ago to say who was there."))
    return allowed()


def may_take_back_identity(actor: Actor, check_in: CheckIn) -> Verdict:
    """Staff, until a test under it is finished; after that, they say that the sitting does not count."""
    if Sitting.objects.filter(supervised=check_in, state=SittingState.FINISHED).exists():
        return refused(_("A test is finished already. Say that it does not count instead."))
    return _checks_in(actor, check_in)


def may_give_code(actor: Actor, check_in: CheckIn) -> Verdict:
    """Staff, for somebody they have checked in, while the day is open."""
    verdict = _checks_in(actor, check_in)
    if not verdict:
        return verdict
    if check_in.day.state != TestDayState.OPEN or check_in.confirmed_at is None:
        return refused(_("Check this person in first."))
    return allowed()
