"""Who may see how good a test is, and who may count it."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Actor, Verdict, allowed, refused
from techhire.plays.assessments.models import Assessment

NOT_CIVIC = _("Only the civic lead of the community can see how good its tests are.")
NOT_BY_HAND = _("Tests are counted once a day, by nobody's hand.")


def watched_tests(actor: Actor) -> QuerySet[Assessment]:
    """Tests whose figures the actor may see: those of the community and of practice, for its civic lead."""
    if actor.community_id is None or not (actor.is_system or actor.organizations(Kind.CIVIC)):
        return Assessment.objects.none()
    return Assessment.objects.filter(Q(community_id=actor.community_id) | Q(community__isnull=True))


def may_see_quality(actor: Actor, assessment: Assessment) -> Verdict:
    """The single form of ``watched_tests``; readers of the civic lead included."""
    return allowed() if watched_tests(actor).filter(pk=assessment.pk).exists() else refused(NOT_CIVIC)


def may_publish_quality_report(actor: Actor, assessment: Assessment) -> Verdict:
    """The calendar does it: whoever could count at will could count before and after one person."""
    if actor.is_system and actor.community_id is not None:
        return allowed() if assessment.community_id in {None, actor.community_id} else refused(NOT_BY_HAND)
    return refused(NOT_BY_HAND)


def may_enter_results(actor: Actor, assessment: Assessment) -> Verdict:
    """Answers given elsewhere come in by the operator's command only, into the operator's community."""
    if actor.is_system and actor.community_id is not None:
        return allowed() if assessment.community_id in {None, actor.community_id} else refused(NOT_BY_HAND)
    return refused(_("Only the operator of this site can enter many people at once."))
