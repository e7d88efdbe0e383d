"""Who may see a shortlist, search people, ask to be read without one, decide, learn a name, and write to somebody."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.models import Organization
from techhire.commons.communities.rules import allows_ranking
from techhire.commons.communities.words import WAITING, Kind, OrganizationState
from techhire.commons.permits import Actor, Verdict, allowed, refused
from techhire.engines.business_days import business_days_after
from techhire.plays.marketplace.models import Posting
from techhire.plays.marketplace.words import CloseReason, PostingState, UnmaskStage
from techhire.plays.matches.models import Decision, Message, ReviewRequest, Unmasking
from techhire.plays.matches.words import MOST_MESSAGES, SHORTLIST, Answer, EarlyReason, Reply
from techhire.plays.seekers.models import AccessRecord, Consent, EmployerBlock, Grant, Seeker
from techhire.plays.seekers.rules import ABOUT_YOURSELF, agreed_to_be_read, is_self, may_act_for
from techhire.plays.seekers.words import Purpose, SeekerState

NOT_YOURS = _("Only the employer that owns this posting can see who fits it.")
GONE = _("This person is no longer there to be found.")
OPEN = (PostingState.PUBLISHED, PostingState.PAUSED)
ENDED = (PostingState.CLOSED, PostingState.FILLED)
AFTER_YES = {"name": "name_after_yes", "contact": "contact_after_yes"}
"""What may be shown after a yes, and the word for it in the scope of the consent to be found."""
HIDES = EmployerBlock.objects.filter(
    seeker_id=OuterRef("seeker_id"), organization_id=OuterRef("posting__organization_id")
)
"""Within a query of what a person and a posting have together: whether the person hides from the employer."""


def _takes_part(actor: Actor, posting: Posting) -> Verdict:
    if posting.community_id != actor.community_id:
        return refused(NOT_YOURS)
    if not (actor.is_system or actor.sits_in(posting.organization_id)):
        return refused(NOT_YOURS)
    if not actor.is_system and posting.organization.state != OrganizationState.ACTIVE:
        return refused(_("Your organization does not take part at the moment, so nobody is shown to it."))
    return allowed()


def may_look(actor: Actor, posting: Posting) -> Verdict:
    """Any member of the employer, readers included, while it takes part and the posting is not closed."""
    verdict = _takes_part(actor, posting)
    if not verdict:
        return verdict
    if posting.state in ENDED:
        return refused(_("This posting is closed, so nobody is shown for it any more."))
    if posting.state == PostingState.HELD:
        return refused(_("This posting is out of sight until it is looked at, so nobody is shown for it."))
    return allowed()


def may_go_on_judging(actor: Actor, posting: Posting) -> Verdict:
    """As to look at people; what was begun is also finished after the employer itself closed or filled the posting."""
    by_employer = posting.state in ENDED and posting.close_reason != CloseReason.TAKEN_DOWN
    return _takes_part(actor, posting) if by_employer else may_look(actor, posting)


def ranked_from(posting: Posting) -> date | None:
    """The first day people are put in order for a posting: published, and the community's days of notice are over.

    None where the notice has not begun: a draft in a community that gives one.
    """
    days = posting.community.ranking_notice_days
    if posting.published_at is None:
        return None if days else date.min
    return business_days_after(posting.community.day_of(posting.published_at), days)


def may_rank(posting: Posting) -> Verdict:
    """Whether people are put in order for this posting now, by the community's settings."""
    if not allows_ranking(posting.community):
        return refused(
            _("This community has not switched ranking on yet. People who ask reach you without an order.")
        )
    first = ranked_from(posting)
    if first is None:
        return refused(
            _("People here are told days ahead that they are put in order. Publish the posting first.")
        )
    if posting.community.day_of(timezone.now()) < first:
        words = gettext("People here are told days ahead that they are put in order. That begins on %(day)s.")
        return refused(words % {"day": date_format(first, "DATE_FORMAT")})
    return allowed()


def may_see_shortlist(actor: Actor, posting: Posting) -> Verdict:
    """As to look at people, once they may be put in order for this posting."""
    verdict = may_look(actor, posting)
    return verdict and may_rank(posting)


def may_search_people(actor: Actor, organization: Organization) -> Verdict:
    """Any member of an employer that was let in, readers included, where people may be put in order.

    A search belongs to no job, so where people are told of ranking days ahead, job by job, there is none.
    """
    here, place = organization.community_id == actor.community_id, organization.pk
    if here and place in actor.prepares_as(Kind.EMPLOYER) and organization.state in WAITING:
        return refused(
            _("Your organization is still being looked at. You can search as soon as it is let in.")
        )
    if not here or place not in actor.organizations(Kind.EMPLOYER):
        return refused(_("Only members of an employer can search people by skill, for that employer."))
    if organization.state != OrganizationState.ACTIVE:
        return refused(_("Your organization does not take part at the moment, so nobody is shown to it."))
    if not allows_ranking(organization.community):
        return refused(
            _("This community has not switched ranking on yet, so people cannot be searched by skill.")
        )
    if organization.community.ranking_notice_days:
        return refused(
            _("People here are told days ahead, job by job, that they are put in order. Post the job first.")
        )
    return allowed()


def may_rank_everything(actor: Actor, community_id: int) -> Verdict:
    """Every posting at once is the operator's command only."""
    if actor.is_system and actor.community_id in (None, community_id):
        return allowed()
    return refused(_("Only the operator of this site can rank for every posting at once."))


def may_see_reviews(actor: Actor, posting: Posting) -> Verdict:
    """As to look at people: those who asked to be read by a person, whether or not anybody is put in order."""
    return may_look(actor, posting)


def standing_reviews() -> QuerySet[ReviewRequest]:
    """Requests that hold: not taken back, by adults who are still here and do not hide from the employer."""
    held = ReviewRequest.objects.filter(consent__withdrawn_at__isnull=True)
    here = held.filter(seeker__state=SeekerState.ACTIVE, seeker__is_adult=True)
    return here.exclude(Exists(HIDES))


def asked_to_be_read(posting: Posting, seeker: Seeker) -> bool:
    """Whether this person's request to be read by a person for this posting holds."""
    return standing_reviews().filter(posting=posting, seeker=seeker).exists()


def may_ask_for_review(actor: Actor, seeker: Seeker, posting: Posting) -> Verdict:
    """The person or their coach, for an open posting of an employer they do not hide from; never under 18."""
    verdict = may_act_for(actor, seeker)
    if not verdict:
        return verdict
    closed = posting.state != PostingState.PUBLISHED or posting.organization.state != OrganizationState.ACTIVE
    if posting.community_id != seeker.community_id or closed:
        return refused(_("This job is not open, so nobody reads for it."))
    if seeker.is_adult is not True:
        return refused(
            _("Employers here read only people who are 18 or older, and that has to be told first.")
        )
    if EmployerBlock.objects.filter(seeker=seeker, organization_id=posting.organization_id).exists():
        return refused(_("This employer is on the list of those you hide from. Take it off the list first."))
    return allowed()


def may_withdraw_review(actor: Actor, request: ReviewRequest) -> Verdict:
    """The person or their coach, at any time."""
    return may_act_for(actor, request.seeker)


def may_watch_reviews(actor: Actor) -> Verdict:
    """The civic lead, readers included, sees whether requests are answered in time; who asked it does not see."""
    if actor.is_system or actor.organizations(Kind.CIVIC):
        return allowed()
    return refused(_("Only the civic lead of the community can see this."))


def _may_decide_here(actor: Actor, posting: Posting) -> Verdict:
    verdict = may_look(actor, posting)
    if not verdict:
        return verdict
    if not (actor.is_system or actor.writes_for(posting.organization_id)):
        return refused(_("You can look, but only a member who may write can decide."))
    if posting.state not in OPEN:
        return refused(_("Publish the posting before you decide about people."))
    return allowed()


def may_decide(actor: Actor, posting: Posting, seeker: Seeker) -> Verdict:
    """A writing member of the employer, on an open posting, about somebody else who was shown or asked to be read."""
    verdict = _may_decide_here(actor, posting)
    if not verdict:
        return verdict
    if is_self(actor, seeker):
        return refused(ABOUT_YOURSELF)
    if asked_to_be_read(posting, seeker):
        return allowed()
    verdict = may_rank(posting)
    if not verdict:
        return verdict
    if not can_be_found_by(seeker, posting):
        return refused(GONE)
    if not (actor.is_system or was_shown(posting, seeker)):
        return refused(_("Look at the people who fit first; you can decide about those."))
    return allowed()


def can_be_found_by(seeker: Seeker, posting: Posting) -> bool:
    """Whether the person chose to be found, here, and not to be hidden from this employer."""
    if seeker.community_id != posting.community_id or seeker.state != SeekerState.ACTIVE:
        return False
    if not (seeker.found and seeker.is_adult):
        return False
    return not EmployerBlock.objects.filter(seeker=seeker, organization_id=posting.organization_id).exists()


def was_shown(posting: Posting, seeker: Seeker) -> bool:
    """Whether this employer saw the person, without a name, on the list of this posting."""
    return AccessRecord.objects.filter(
        seeker=seeker, organization_id=posting.organization_id, posting_id=posting.pk, what=SHORTLIST
    ).exists()


def agreed_to_show(seeker: Seeker, posting: Posting) -> tuple[str, ...]:
    """What this employer learns after a yes: name, contact, both or nothing.

    The person said so when asking to be read for this posting, else when turning being found on.
    """
    found = Consent.objects.filter(seeker=seeker, purpose=Purpose.BEING_FOUND, withdrawn_at__isnull=True)
    consent = agreed_to_be_read(seeker, posting.pk) or found.order_by("-given_at", "-pk").first()
    said = consent.scope if consent else []
    return tuple(code for code, word in AFTER_YES.items() if word in said)


def stage_reached(posting: Posting, seeker: Seeker) -> bool:
    """Whether the posting's own stage for showing names is reached for this person."""
    said_yes = Decision.objects.filter(posting=posting, seeker=seeker, answer=Answer.YES).exists()
    return said_yes and posting.unmask_stage == UnmaskStage.AFTER_YES


def may_unmask(actor: Actor, posting: Posting, seeker: Seeker, early_reason: str) -> Verdict:
    """At the stage the posting sets; earlier only with a reason, which the person will read."""
    verdict = may_decide(actor, posting, seeker)
    if verdict and "name" not in agreed_to_show(seeker, posting):
        return refused(_("This person did not agree that employers here learn their name."))
    if verdict and name_ended(posting, seeker):
        return refused(_("It ended: this name is not shown to you for this job any more."))
    if not verdict or stage_reached(posting, seeker):
        return verdict
    if early_reason not in EarlyReason.values:
        return refused(
            _("Names are shown later. To see this one now, choose a reason; the person will read it.")
        )
    return allowed()


def may_save_draft(actor: Actor, community_id: int) -> Verdict:
    """Anybody who visits the community, signed in or not."""
    return (
        allowed() if actor.community_id == community_id else refused(_("This belongs to another community."))
    )


def may_see_unmasked(actor: Actor, posting: Posting, seeker: Seeker) -> Verdict:
    """Members of the employer, after the unmasking and while the person's access to it stands."""
    verdict = may_look(actor, posting)
    if not verdict:
        return verdict
    return allowed() if knows_name(posting, seeker) else refused(_("The name is not shown yet."))


def _named(posting: Posting, seeker: Seeker) -> QuerySet[Grant]:
    """What opened the name for this posting, ended or not."""
    return Grant.objects.filter(
        seeker=seeker,
        organization_id=posting.organization_id,
        purpose=Purpose.HIRING,
        posting_id=posting.pk,
    )


def knows_name(posting: Posting, seeker: Seeker) -> bool:
    """Whether the employer was shown the name for this posting, and that stands."""
    unmasked = Unmasking.objects.filter(posting=posting, seeker=seeker).exists()
    return unmasked and _named(posting, seeker).filter(ended_at__isnull=True).exists()


def name_ended(posting: Posting, seeker: Seeker) -> bool:
    """Whether the name was known for this posting and that was ended, and the person did not ask anew since."""
    last = _named(posting, seeker).order_by("-since", "-pk").first()
    if last is None or last.ended_at is None:
        return False
    asked = agreed_to_be_read(seeker, posting.pk)
    return asked is None or asked.given_at <= last.ended_at


def may_ask_for_live_check(actor: Actor, posting: Posting, seeker: Seeker) -> Verdict:
    """A writing member of the employer, once it knows the name at the posting's stage and has said yes."""
    verdict = may_decide(actor, posting, seeker)
    if not verdict:
        return verdict
    if not knows_name(posting, seeker):
        return refused(_("A live check is asked of people whose name you know for this job."))
    if not Decision.objects.filter(posting=posting, seeker=seeker, answer=Answer.YES).exists():
        return refused(_("Say yes to this person first. A live check is for people you want to go on with."))
    return allowed()


def may_ask_everybody_for_live_check(actor: Actor, posting: Posting) -> Verdict:
    """A writing member of the employer, on an open posting; each person is looked at again by the rule for one."""
    return _may_decide_here(actor, posting)


def may_remind_of_reviews(actor: Actor, posting: Posting) -> Verdict:
    """The calendar does it, nobody by hand."""
    if actor.is_system and actor.community_id in (None, posting.community_id):
        return allowed()
    return refused(_("The product reminds employers by itself."))


def may_send_message(actor: Actor, posting: Posting, seeker: Seeker) -> Verdict:
    """A writing member of the employer that said yes; one message waits at a time, none follows a no."""
    verdict = may_decide(actor, posting, seeker)
    if not verdict:
        return verdict
    if not Decision.objects.filter(posting=posting, seeker=seeker, answer=Answer.YES).exists():
        return refused(_("Say yes to this person first. Messages are for people you want to go on with."))
    sent = list(Message.objects.filter(posting=posting, seeker=seeker, withdrawn_at__isnull=True))
    if any(message.answer == Reply.NO for message in sent):
        return refused(_("This person answered no. Nobody is written to again for the same job after that."))
    if any(not message.answer for message in sent):
        return refused(_("A message of yours still waits for its answer. Take it back to write another."))
    if Message.objects.filter(posting=posting, seeker=seeker).count() >= MOST_MESSAGES:
        words = gettext("At most %(most)d messages to one person for one job.")
        return refused(words % {"most": MOST_MESSAGES})
    return allowed()


def may_see_messages(actor: Actor, posting: Posting, seeker: Seeker) -> Verdict:
    """Members of the employer, readers included, while they may see the person for this posting."""
    verdict = may_look(actor, posting)
    if not verdict:
        return verdict
    if can_be_found_by(seeker, posting) or asked_to_be_read(posting, seeker):
        return allowed()
    return refused(GONE)


def may_withdraw_message(actor: Actor, message: Message) -> Verdict:
    """A writing member of the employer that wrote it."""
    posting = message.posting
    if posting.community_id != actor.community_id:
        return refused(NOT_YOURS)
    if actor.is_system or actor.writes_for(posting.organization_id):
        return allowed()
    return refused(_("Only a member of the employer who may write can take this back."))


def standing_messages() -> QuerySet[Message]:
    """Messages that wait: the employer still says yes, the job is open, the person is in its sight."""
    return in_reach(Message.objects.filter(answer="", withdrawn_at__isnull=True))


def in_reach(messages: QuerySet[Message]) -> QuerySet[Message]:
    """Those of messages whose employer says yes now, whose job is open and whose person is in its sight."""
    at = {"posting_id": OuterRef("posting_id"), "seeker_id": OuterRef("seeker_id")}
    here = messages.filter(
        posting__state__in=OPEN,
        posting__organization__state=OrganizationState.ACTIVE,
        seeker__state=SeekerState.ACTIVE,
        seeker__is_adult=True,
    )
    agreed = here.filter(Exists(Decision.objects.filter(answer=Answer.YES, **at)))
    asked = ReviewRequest.objects.filter(consent__withdrawn_at__isnull=True, **at)
    return agreed.filter(Q(seeker__found=True) | Q(Exists(asked))).exclude(Exists(HIDES))


def may_read_messages(actor: Actor, seeker: Seeker) -> Verdict:
    """The person; a coach reads them with somebody who has no page of their own, and else sees only that one waits."""
    verdict = may_act_for(actor, seeker)
    if not verdict or actor.is_system or is_self(actor, seeker):
        return verdict
    if seeker.account_id is not None:
        return refused(_("This person reads and answers it on their own page."))
    return allowed()


def may_answer_message(actor: Actor, message: Message) -> Verdict:
    """Whoever may read it, while it waits."""
    verdict = may_read_messages(actor, message.seeker)
    if not verdict:
        return verdict
    if not message.answer and not standing_messages().filter(pk=message.pk).exists():
        return refused(_("This message does not wait any more: the employer or the job is not there now."))
    return allowed()


def may_clear_messages(actor: Actor, seeker: Seeker) -> Verdict:
    """The product alone, after the person erased their record."""
    system = actor.is_system and actor.community_id in (None, seeker.community_id)
    return allowed() if system and seeker.state == SeekerState.ERASED else refused(NOT_YOURS)
