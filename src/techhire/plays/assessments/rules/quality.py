"""Who may see how good a test is and how fair judged work, and who may count it."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Actor, Verdict, allowed, refused
from techhire.plays.assessments.models import Assessment, Rubric

NOT_CIVIC = _("Only the civic lead of the community can see how good its tests are.")
NOT_BY_HAND = _("Tests are counted once a day, by nobody's hand.")


def watched_tests(actor: Actor) -> QuerySet[Assessment]:
    """Tests whose figures the actor may see: those of the community and of practice, for its civic lead."""
    if not _watches(actor):
        return Assessment.objects.none()
    return Assessment.objects.filter(Q(community_id=actor.community_id) | Q(community__isnull=True))


def watched_rubrics(actor: Actor) -> QuerySet[Rubric]:
    """Rubrics of every partner of the community, for its civic lead."""
    if not _watches(actor):
        return Rubric.objects.none()
    return Rubric.objects.filter(organization__community_id=actor.community_id)


def _watches(actor: Actor) -> bool:
    return actor.community_id is not None and (actor.is_system or bool(actor.organizations(Kind.CIVIC)))


def may_see_judged_quality(actor: Actor, rubric: Rubric) -> Verdict:
    """The single form of ``watched_rubrics``; readers of the civic lead included."""
    return allowed() if watched_rubrics(actor).filter(pk=rubric.pk).exists() else refused(NOT_CIVIC)


def may_see_quality(actor: Actor, assessment: Assessment) -> Verdict:
    """The single form of ``watched_tests``; readers of the civic lead included."""
    return allowed() if watched_tests(actor).filter(pk=assessment.pk).exists() else refused(NOT_CIVIC)


def may_publish_quality_report(actor: Actor, assessment: Assessment) -> Verdict:
    """The calendar does it: whoever could count at will could count before and after one person."""
    if actor.is_system and actor.community_id is not None:
        return allowed() if assessment.community_id in {None, actor.community_id} else refused(NOT_BY_HAND)
    return refused(NOT_BY_HAND)


def may_publish_judged_quality(actor: Actor, rubric: Rubric) -> Verdict:
    """As for tests."""
    here = actor.community_id is not None and rubric.organization.community_id == actor.community_id
    return allowed() if actor.is_system and here else refused(NOT_BY_HAND)


def may_enter_results(actor: Actor, assessment: Assessment) -> Verdict:
    """Answers given elsewhere come in by the operator's command only, into the operator's community."""
    if actor.is_system and actor.community_id is not None:
        return allowed() if assessment.community_id in {None, actor.community_id} else refused(NOT_BY_HAND)
    return refused(_("Only the operator of this site can enter many people at once."))
