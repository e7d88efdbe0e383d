"""Who may change the shared language. The starter framework is changed by the product alone."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor, Verdict, allowed, refused
from techhire.commons.skills.models import Framework, ImportRun, RoleProfile, Skill, ever_published
from techhire.commons.skills.words import COMMUNITY_LISTS, SkillState

SHARED = _("This framework is shared by every community, so only the operator of the site can change it.")
NOT_CIVIC = _("Only the civic lead of the community can change its skills.")
SHARED_LISTS = _(
    "Every community on this site uses this list, so only the operator of the site can import it. "
    "Your own framework, as a CASE package, you can import yourself."
)
SHARED_ROLE = _("Every community has this role profile. Make a copy of your own and change that one.")
NOT_CIVIC_ROLES = _("Only the civic lead of the community can change its role profiles.")
ELSEWHERE = _("This belongs to another community.")


def may_change_framework(actor: Actor, framework: Framework) -> Verdict:
    """The civic lead keeps the community's own framework; shared ones are the operator's."""
    if actor.is_system:
        return allowed()
    if framework.community_id is None:
        return refused(SHARED)
    if framework.community_id != actor.community_id:
        return refused(ELSEWHERE)
    if not actor.is_convener:
        return refused(NOT_CIVIC)
    return allowed()


def may_propose_skill(actor: Actor) -> Verdict:
    """Anybody who writes for a partner may say what the language lacks."""
    if actor.community_id is None:
        return refused(_("Skills are proposed within a community."))
    if not actor.is_system and not any(actor.writes_for(pk) for pk in actor.organizations()):
        return refused(_("Only partners of the community can propose a skill."))
    return allowed()


def may_review_skill(actor: Actor, skill: Skill) -> Verdict:
    """Taking up, publishing, changing, replacing and retiring are the civic lead's."""
    return may_change_framework(actor, skill.framework)


may_publish_skill = may_review_skill
may_update_skill = may_review_skill
may_replace_skill = may_review_skill
may_retire_skill = may_review_skill


def may_tie_skill(actor: Actor, origin: Skill) -> Verdict:
    """Of one's own framework; a shared skill's ties are the operator's, or the civic lead's who is alone on a site."""
    if origin.framework.community_id is None and _keeps_shared_lists(actor):
        return allowed()
    return may_change_framework(actor, origin.framework)


def may_align_skills(actor: Actor, origin: Skill, target: Skill) -> Verdict:
    """A tie starts at a skill whose ties one keeps and may end at any skill that everybody sees who sees that one."""
    verdict = may_tie_skill(actor, origin)
    if verdict and target.framework.community_id not in (None, origin.framework.community_id):
        return refused(ELSEWHERE)
    return verdict


def _keeps_shared_lists(actor: Actor) -> bool:
    """The operator; where there is one community only, its civic lead too, as nobody else is changed."""
    if actor.is_system or actor.is_operator:
        return True
    return actor.is_convener and not Community.objects.exclude(pk=actor.community_id or 0).exists()


def may_propose_role(actor: Actor) -> Verdict:
    """What jobs of a kind ask for here is the civic lead's to say."""
    if actor.community_id is None:
        return refused(_("Role profiles are made within a community."))
    if not actor.is_system and not actor.is_convener:
        return refused(NOT_CIVIC_ROLES)
    return allowed()


def may_update_role(actor: Actor, profile: RoleProfile) -> Verdict:
    """Changing, publishing and retiring a community's own are its civic lead's; the shared ones come with a release."""
    if profile.community_id is None:
        return refused(SHARED_ROLE)
    if actor.is_system:
        return allowed()
    if profile.community_id != actor.community_id:
        return refused(ELSEWHERE)
    return allowed() if actor.is_convener else refused(NOT_CIVIC_ROLES)


may_publish_role = may_update_role
may_retire_role = may_update_role


def may_start_import(actor: Actor, kind: str) -> Verdict:
    """A CASE package becomes the community's own. What all communities share is the operator's to import.

    Where there is one community only, nobody else is changed, so its civic lead may import the shared lists too.
    """
    if _keeps_shared_lists(actor):
        return allowed()
    if not actor.is_convener:
        return refused(_("Only the civic lead of the community can import code lists."))
    return allowed() if kind in COMMUNITY_LISTS else refused(SHARED_LISTS)


def visible_skills(actor: Actor) -> QuerySet[Skill]:
    """Shared skills; of the community's own, what is published, and for the civic lead everything."""
    if actor.is_system:
        return Skill.objects.all()
    own = Q(framework__community_id=actor.community_id)
    if not actor.is_convener:
        own &= ~Q(state__in=[SkillState.PROPOSED, SkillState.IN_REVIEW])
    shared = Q(framework__community__isnull=True)
    return Skill.objects.filter(shared | own) if actor.community_id else Skill.objects.filter(shared)


def visible_roles(actor: Actor) -> QuerySet[RoleProfile]:
    """Shared role profiles; of the community's own, what was ever published, and for the civic lead everything."""
    if actor.is_system:
        return RoleProfile.objects.all()
    own = Q(community_id=actor.community_id or 0)
    if not actor.is_convener:
        own &= ever_published()
    return RoleProfile.objects.filter(Q(community__isnull=True) | own)


def visible_imports(actor: Actor) -> QuerySet[ImportRun]:
    """The civic lead sees its community's imports and the operator's."""
    if actor.is_system or actor.is_operator:
        return ImportRun.objects.all()
    if not actor.is_convener:
        return ImportRun.objects.none()
    return ImportRun.objects.filter(Q(community_id=actor.community_id) | Q(community__isnull=True))
