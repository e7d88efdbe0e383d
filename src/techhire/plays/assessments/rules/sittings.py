"""Who may take a test, when, and who may say that a sitting does not count."""

from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import formats
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from techhire.commons.permits import Actor, Verdict, allowed, refused
from techhire.plays.assessments.models import Assessment, CheckIn, CutScores, Item, Sitting
from techhire.plays.assessments.words import (
    OPEN_SITTINGS,
    AssessmentKind,
    AssessmentState,
    BankKind,
    ItemState,
    SittingState,
    TestDayState,
)
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.rules import ABOUT_YOURSELF, is_self, may_act_for
from techhire.plays.seekers.words import SeekerState

KIOSK = "kiosk"
"""The channel of somebody who opened their tests on a borrowed computer with a code, without signing in."""
NOT_YOURS = _("Only the person who takes the test can do that.")
NOT_HERE = _("This test is not given here.")
NO_API = _("Tests are taken on the pages of this site, never through the API.")


def opens(check_in_id: int) -> str:
    """The scope a code gives: the tests of one person on one test day, and nothing else."""
    return f"check-in:{check_in_id}"


def came_with_code(actor: Actor, check_in_id: int | None) -> bool:
    """Whether the actor opened this check-in with its code on a borrowed computer."""
    return (
        check_in_id is not None
        and actor.channel == KIOSK
        and opens(check_in_id) in (actor.scopes or frozenset())
    )


def takes_it(actor: Actor, sitting: Sitting) -> bool:
    """Whether the actor is the person who sits this test."""
    return is_self(actor, sitting.seeker) or came_with_code(actor, sitting.supervised_id)


def visible_assessments(actor: Actor) -> QuerySet[Assessment]:
    """Open tests of the actor's community, and the practice tests all communities share."""
    here = Q(community_id=actor.community_id) | Q(community__isnull=True, bank__community__isnull=True)
    return Assessment.objects.filter(here, state=AssessmentState.ACTIVE)


def visible_sittings(actor: Actor) -> QuerySet[Sitting]:
    """A person's own sittings; with a code, those of that test day. Nobody else reads how a sitting went."""
    here = Sitting.objects.filter(seeker__community_id=actor.community_id)
    if actor.channel == KIOSK:
        mine = [int(scope.partition(":")[2]) for scope in actor.scopes or ()]
        return here.filter(supervised_id__in=mine)
    if not actor.is_signed_in:
        return here.none()
    return here.filter(seeker__account_id=actor.account_id)


def may_see_sitting(actor: Actor, sitting: Sitting) -> Verdict:
    """The single form of ``visible_sittings``."""
    return allowed() if takes_it(actor, sitting) else refused(NOT_YOURS)


def may_begin_sitting(
    actor: Actor, seeker: Seeker, assessment: Assessment, check_in: CheckIn | None, now: datetime
) -> Verdict:
    """Practice whenever one likes; a community's own test under a confirmed check-in, or at home where it says so."""
    if actor.channel == "api":
        return refused(NO_API)
    if not (is_self(actor, seeker) or came_with_code(actor, check_in.pk if check_in else None)):
        return refused(NOT_YOURS)
    if seeker.state != SeekerState.ACTIVE:
        return refused(_("This record was erased."))
    for verdict in (
        _is_given(seeker, assessment),
        _is_ready(assessment),
        _place_allows(seeker, assessment, check_in),
        _none_open(seeker),
        _may_retake(seeker, assessment, now),
    ):
        if not verdict:
            return verdict
    return allowed()


def is_practice(assessment: Assessment) -> bool:
    """Whether the test is of a bank anybody can read."""
    return assessment.bank.kind == BankKind.PRACTICE


def _is_given(seeker: Seeker, assessment: Assessment) -> Verdict:
    here = assessment.community_id in {None, seeker.community_id}
    if assessment.community_id is None and not is_practice(assessment):
        here = False
    adaptive = assessment.kind == AssessmentKind.ADAPTIVE
    is_open = assessment.state == AssessmentState.ACTIVE
    return allowed() if here and adaptive and is_open else refused(NOT_HERE)


def _is_ready(assessment: Assessment) -> Verdict:
    """Enough questions for a result, and levels that begin somewhere."""
    active = Item.objects.filter(bank_id=assessment.bank_id, state=ItemState.ACTIVE).count()
    if active < assessment.min_items:
        return refused(_("This test has too few questions at the moment. Please come back later."))
    if not CutScores.objects.filter(bank_id=assessment.bank_id).exists():
        return refused(_("Nobody has said yet where the levels of this test begin. Please come back later."))
    return allowed()


def _place_allows(seeker: Seeker, assessment: Assessment, check_in: CheckIn | None) -> Verdict:
    if check_in is None:
        if is_practice(assessment) or assessment.unsupervised:
            return allowed()
        return refused(_("This test is only given at a test day, where staff are there."))
    if check_in.seeker_id != seeker.pk or not check_in.assessments.filter(pk=assessment.pk).exists():
        return refused(NOT_HERE)
    if check_in.day.state != TestDayState.OPEN:
        return refused(_("Check-in for this test day is not open."))
    if check_in.confirmed_at is None:
        return refused(_("Tell the staff that you are here first. They check you in."))
    return allowed()


def _none_open(seeker: Seeker) -> Verdict:
    if Sitting.objects.filter(seeker=seeker, state__in=OPEN_SITTINGS).exists():
        return refused(_("You have a test under way. Go on with it or end it first."))
    return allowed()


def free_again_on(seeker: Seeker, assessment: Assessment) -> date | None:
    """The first day a test can be taken again; None where nothing holds it back. What does not count holds nothing."""
    if is_practice(assessment) or not assessment.retake_days:
        return None
    return free_after(seeker, assessment, _last_finished(seeker, assessment))


def _last_finished(seeker: Seeker, assessment: Assessment) -> datetime | None:
    taken = Sitting.objects.filter(seeker=seeker, assessment=assessment, state=SittingState.FINISHED)
    return taken.order_by("-finished_at").values_list("finished_at", flat=True).first()


def free_after(seeker: Seeker, assessment: Assessment, last: datetime | None) -> date | None:
    """As ``free_again_on``, where it is known when the person last finished the test."""
    if last is None or is_practice(assessment) or not assessment.retake_days:
        return None
    return seeker.community.day_of(last + timedelta(days=assessment.retake_days))


def held_until(
    seeker: Seeker, assessment: Assessment, last: datetime | None, moment: datetime
) -> date | None:
    """The first day a test can be taken again where that is after the day of ``moment``; ``last`` as above."""
    free_on = free_after(seeker, assessment, last)
    return free_on if free_on is not None and free_on > seeker.community.day_of(moment) else None


def _may_retake(seeker: Seeker, assessment: Assessment, now: datetime) -> Verdict:
    day = held_until(seeker, assessment, _last_finished(seeker, assessment), now)
    if day is None:
        return allowed()
    said = {"day": formats.date_format(day, "DATE_FORMAT")}
    return refused(_now("You took this test not long ago. You can take it again from %(day)s.") % said)


def may_take_sitting(actor: Actor, sitting: Sitting) -> Verdict:
    """Read the question, answer, take a break, end it: only the person themself."""
    if actor.channel == "api":
        return refused(NO_API)
    return allowed() if takes_it(actor, sitting) else refused(NOT_YOURS)


def may_close_overdue(actor: Actor, sitting: Sitting) -> Verdict:
    """The clock does it, nobody by hand."""
    if actor.is_system and actor.community_id in (None, sitting.seeker.community_id):
        return allowed()
    return refused(_("A test closes when its time is over."))


def may_count_waiting(actor: Actor, sitting: Sitting) -> Verdict:
    """As to close what is overdue: the worker does it, nobody by hand."""
    return may_close_overdue(actor, sitting)


def supervises(actor: Actor, sitting: Sitting) -> bool:
    """Whether the actor writes for the organization whose staff watched."""
    here = sitting.seeker.community_id == actor.community_id
    return here and sitting.given_by_id is not None and actor.writes_for(sitting.given_by_id)


def may_void_sitting(actor: Actor, sitting: Sitting) -> Verdict:
    """Who watched, or the civic lead for a community's own test; nobody of themselves. Practice is not theirs."""
    if is_practice(sitting.assessment) or sitting.seeker.community_id != actor.community_id:
        return refused(NOT_YOURS)
    if is_self(actor, sitting.seeker):
        return refused(ABOUT_YOURSELF)
    if supervises(actor, sitting) or actor.is_convener or actor.is_system:
        return allowed()
    return refused(_("Only the staff who watched, or the civic lead, can say that a test does not count."))


def may_give_time_back(actor: Actor, sitting: Sitting) -> Verdict:
    """Only whoever watches; nobody gives time to themselves."""
    if is_self(actor, sitting.seeker):
        return refused(ABOUT_YOURSELF)
    if supervises(actor, sitting):
        return allowed()
    return refused(_("Only the staff who watch can give back time."))


def may_count_practice(actor: Actor, sitting: Sitting) -> Verdict:
    """The person decides alone whether a practice result counts, and can take it back."""
    if not is_self(actor, sitting.seeker):
        return refused(NOT_YOURS)
    if not is_practice(sitting.assessment):
        return refused(_("Only a practice result is yours to count or to keep to yourself."))
    if sitting.state != SittingState.FINISHED or sitting.level is None:
        return refused(_("There is no result that could count."))
    return allowed()


def may_keep_private(actor: Actor, sitting: Sitting) -> Verdict:
    """As to let it count."""
    return may_count_practice(actor, sitting)


def may_delete_practice(actor: Actor, sitting: Sitting) -> Verdict:
    """Practice belongs to the person, finished or not; what was erased goes with the record."""
    if not is_practice(sitting.assessment):
        return refused(_("Only practice can be deleted. You can dispute what counts."))
    if is_self(actor, sitting.seeker) or (
        actor.is_system and actor.community_id == sitting.seeker.community_id
    ):
        return allowed()
    return refused(NOT_YOURS)


def may_download_tests(actor: Actor, seeker: Seeker) -> Verdict:
    """Only the person: a coach sees what counts, not how tests went."""
    return allowed() if is_self(actor, seeker) else refused(NOT_YOURS)


def may_set_accommodation(actor: Actor, seeker: Seeker) -> Verdict:
    """The person, or a coach who works with them."""
    return may_act_for(actor, seeker)
