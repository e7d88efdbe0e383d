"""Who may have a badge signed, take it back, keep the keys, and decide about credentials from elsewhere."""

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.models import Community, Organization
from techhire.commons.communities.words import Scope
from techhire.commons.permits import Actor, Verdict, allowed, refused
from techhire.plays.credentials.models import AcceptedCredential, Credential, Issuer, SigningKey
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.rules import is_self, may_act_for

ELSEWHERE = _("This belongs to another community.")
DECIDERS = ("provider", "onramp", "civic")
"""Kinds of organization that may accept a credential from elsewhere, as for evidence of that kind."""


def _for_civic_lead(actor: Actor, community_id: int, words: object) -> Verdict:
    if actor.is_system and actor.community_id in (None, community_id):
        return allowed()
    if actor.community_id != community_id:
        return refused(ELSEWHERE)
    return allowed() if actor.is_convener else refused(str(words))


def may_open_issuer(actor: Actor, community: Community) -> Verdict:
    """The product opens it with the community or with its first badge; the civic lead may open it earlier."""
    return _for_civic_lead(actor, community.pk, _("Only the civic lead keeps the keys of the community."))


def may_rotate_key(actor: Actor, issuer: Issuer) -> Verdict:
    """The civic lead; the operator does it by a command."""
    words = _("Only the civic lead keeps the keys of the community.")
    return _for_civic_lead(actor, issuer.community_id, words)


def may_revoke_key(actor: Actor, key: SigningKey) -> Verdict:
    """An owner of the civic lead, since every badge of the key stops holding."""
    verdict = may_rotate_key(actor, key.issuer)
    if not verdict or actor.is_system:
        return verdict
    if not any(actor.owns(pk) for pk in actor.organizations("civic")):
        return refused(_("Only an owner of the civic lead can stop believing a key."))
    return verdict


def may_reissue_badges(actor: Actor, key: SigningKey) -> Verdict:
    """Whoever may stop believing the key."""
    return may_revoke_key(actor, key)


def may_see_keys(actor: Actor) -> Verdict:
    """Everybody at the civic lead, readers too; the public halves are public anyway."""
    seated = bool(actor.organizations("civic"))
    return allowed() if actor.is_system or seated else refused(_("Only the civic lead sees this."))


def may_get_badge(actor: Actor, seeker: Seeker) -> Verdict:
    """The person asks for it, or their coach at their word. Nobody is given a badge unasked."""
    return may_act_for(actor, seeker)


def may_see_badges(actor: Actor, seeker: Seeker) -> Verdict:
    """Whoever may change the record: the signed documents are the person's own."""
    return may_act_for(actor, seeker)


def may_share_badge(actor: Actor, credential: Credential) -> Verdict:
    """The person; for somebody without an account also their coach, at their word."""
    verdict = may_act_for(actor, credential.seeker)
    alone = actor.is_system or is_self(actor, credential.seeker) or credential.seeker.account_id is None
    if verdict and not alone:
        return refused(_("Only the person can show their badge to others."))
    return verdict


def badge_mark(credential: Credential) -> str:
    """How the scope of a spoken yes names the one badge it is about."""
    return f"badge:{credential.pk}"


def may_suspend_badge(actor: Actor, credential: Credential) -> Verdict:
    """The civic lead, and the product where evidence is disputed; never about oneself."""
    if is_self(actor, credential.seeker):
        return refused(_("Nobody decides about their own badge."))
    words = _("Only the civic lead can put a badge on hold or take it back.")
    return _for_civic_lead(actor, credential.community_id, words)


may_reinstate_badge = may_suspend_badge
may_revoke_badge = may_suspend_badge


def may_give_up_badge(actor: Actor, credential: Credential) -> Verdict:
    """The person, or their coach at their word."""
    return may_act_for(actor, credential.seeker)


def visible_badges(actor: Actor) -> QuerySet[Credential]:
    """Badges of the community as its civic lead sees them: by number, skill and standing, never by name."""
    here = Credential.objects.filter(community_id=actor.community_id)
    return here if actor.is_system or actor.organizations("civic") else here.none()


def may_judge_issuer(actor: Actor, community: Community) -> Verdict:
    """The civic lead says which outside issuers are trusted here."""
    words = _("Only the civic lead decides whose credentials are trusted here.")
    return _for_civic_lead(actor, community.pk, words)


def may_send_outside_credential(actor: Actor, seeker: Seeker, organization: Organization) -> Verdict:
    """The person, or their coach at their word, to an organization here that may decide about it."""
    if organization.community_id != seeker.community_id:
        return refused(ELSEWHERE)
    if not organization.kinds.filter(kind__in=DECIDERS).exists():
        return refused(_("This organization does not do that here."))
    return may_act_for(actor, seeker)


def may_take_back_outside_credential(actor: Actor, sent: AcceptedCredential) -> Verdict:
    """The person, or their coach at their word."""
    return may_act_for(actor, sent.seeker)


def may_decide_outside_credential(actor: Actor, sent: AcceptedCredential) -> Verdict:
    """Staff of the organization it was sent to, and of no other; nobody about themselves."""
    if sent.organization.community_id != actor.community_id:
        return refused(ELSEWHERE)
    if is_self(actor, sent.seeker):
        return refused(_("Nobody decides about their own credential."))
    if actor.is_system:
        return allowed()
    kinds = [kind for kind in DECIDERS if sent.organization_id in actor.organizations(kind)]
    if kinds and actor.writes_for(sent.organization_id):
        return allowed()
    return refused(_("Only the organization this was sent to can decide about it."))


def may_end_outside_credential(actor: Actor, sent: AcceptedCredential) -> Verdict:
    """The product alone, after what a check found or the civic lead said of the issuer; never somebody by hand."""
    if actor.is_system and actor.community_id in (None, sent.organization.community_id):
        return allowed()
    return refused(_("This ends by itself, by what its issuer or the civic lead says."))


may_recheck_outside_credential = may_end_outside_credential


def visible_outside_credentials(actor: Actor) -> QuerySet[AcceptedCredential]:
    """What was sent to the actor's own organizations."""
    ids = [pk for kind in DECIDERS for pk in actor.organizations(kind)]
    here = AcceptedCredential.objects.filter(organization__community_id=actor.community_id)
    return here if actor.is_system else here.filter(organization_id__in=ids)


def may_sign_for_program(actor: Actor, community: Community) -> Verdict:
    """Where the operator switched it on: a token of an owner of the civic lead that was made for this."""
    if not settings.VC_API:
        return refused(_("The operator of this site has not switched this on."))
    if actor.community_id != community.pk:
        return refused(ELSEWHERE)
    if actor.scopes is None or Scope.CREDENTIALS not in actor.scopes:
        return refused(_("This takes a token that was made for credentials."))
    if not any(actor.owns(pk) for pk in actor.organizations("civic")):
        return refused(_("Only an owner of the civic lead can have credentials signed."))
    return allowed()


def may_set_program_status(actor: Actor, community: Community) -> Verdict:
    """Whoever may have it signed. What people hold as badges is decided elsewhere, and not found this way."""
    return may_sign_for_program(actor, community)
