"""The community as issuer, and its keys: opened with the first, rotated, and revoked where one may have leaked."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from techhire.commons.communities.models import Community
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.plays.credentials.actions.lists import sign_list
from techhire.plays.credentials.bridge.addresses import identifier_for
from techhire.plays.credentials.bridge.signing import made_key, sealed_fields
from techhire.plays.credentials.facts import IssuerOpened, SigningKeyRevoked, SigningKeyRotated
from techhire.plays.credentials.models import (
    Credential,
    Issuer,
    SignedForProgram,
    SigningKey,
    StatusEntry,
    StatusList,
)
from techhire.plays.credentials.rules import may_open_issuer, may_revoke_key, may_rotate_key
from techhire.plays.credentials.words import CredentialState, KeyStanding, ListPurpose, RevokeReason

LIVE = (CredentialState.ISSUED, CredentialState.SUSPENDED)


@transaction.atomic
def open_issuer(actor: Actor, community: Community, /, *, now: datetime) -> Issuer:
    """Give a community its identifier and its first key; one that has them is left as it is."""
    require(may_open_issuer(actor, community))
    held = Community.objects.select_for_update().get(pk=community.pk)
    issuer = Issuer.objects.filter(community=held).first()
    if issuer is not None:
        return issuer
    issuer = Issuer.objects.create(community=held, method="", did="", made_at=now)
    key = _add_key(issuer, now)
    fact = IssuerOpened(issuer.pk, key.pk, issuer.method)
    record(fact, actor=actor, now=now, community_id=held.pk)
    return issuer


@transaction.atomic
def rotate_key(actor: Actor, issuer: Issuer, /, *, now: datetime) -> SigningKey:
    """Sign with a new key from now on. What the earlier one signed still verifies.

    Where the site got an https address meanwhile, the new key speaks for that address.
    """
    require(may_rotate_key(actor, issuer))
    issuer = _held(issuer)
    before = issuer.keys.get(standing=KeyStanding.ACTIVE)
    key = _replace(issuer, before, now)
    record(SigningKeyRotated(issuer.pk, before.pk, key.pk), actor=actor, now=now)
    return key


@transaction.atomic
def revoke_key(actor: Actor, key: SigningKey, /, *, now: datetime) -> int:
    """Stop believing a key. Every badge it signed stops holding at once; returns how many that held until now.

    Where it was in use, a new one takes its place. Its secret half is thrown away.
    """
    require(may_revoke_key(actor, key))
    issuer = _held(key.issuer)
    key = issuer.keys.select_for_update().get(pk=key.pk)
    if key.standing == KeyStanding.REVOKED:
        raise Refused(_("Nobody believes this key any more."))
    if key.standing == KeyStanding.ACTIVE:
        _replace(issuer, key, now)
    stopped = _stop_badges(key, now)
    key.standing, key.revoked_at = KeyStanding.REVOKED, now
    key.save(update_fields=["standing", "revoked_at"])
    _keep_a_signer(key, now)
    _sign_lists_anew(key, now)
    key.seed = ""
    key.save(update_fields=["seed"])
    record(SigningKeyRevoked(issuer.pk, key.pk, stopped), actor=actor, now=now)
    return stopped


def _held(issuer: Issuer) -> Issuer:
    return Issuer.objects.select_for_update(of=("self",)).select_related("community").get(pk=issuer.pk)


def _add_key(issuer: Issuer, now: datetime) -> SigningKey:
    made = made_key()
    named = identifier_for(issuer.community, made.public)
    issuer.method, issuer.did = named.method, named.did
    issuer.save(update_fields=["method", "did"])
    return SigningKey.objects.create(issuer=issuer, did=named.did, made_at=now, **sealed_fields(made))


def _replace(issuer: Issuer, before: SigningKey, now: datetime) -> SigningKey:
    """Retire a key for a new one. Its secret half goes, unless lists of an identifier of its own still need it."""
    before.standing, before.retired_at = KeyStanding.RETIRED, now
    before.save(update_fields=["standing", "retired_at"])
    key = _add_key(issuer, now)
    if key.did == before.did:
        before.seed = ""
        before.save(update_fields=["seed"])
    return key


def _stop_badges(key: SigningKey, now: datetime) -> int:
    """Take back everything of a key in a handful of statements, however much it is."""
    signed = Credential.objects.filter(key=key)
    for_programs = SignedForProgram.objects.filter(key=key)
    of_key = Q(credential__in=signed.values("pk")) | Q(signed__in=for_programs.values("pk"))
    StatusEntry.objects.filter(of_key, list__purpose=ListPurpose.REVOCATION).update(is_set=True)
    held = signed.filter(state__in=LIVE)
    return held.update(state=CredentialState.REVOKED, reason=RevokeReason.KEY, state_at=now)


def _keep_a_signer(key: SigningKey, now: datetime) -> None:
    """An address the site has moved away from needs another key to sign its lists; did:key can have no other."""
    if not key.did.startswith("did:web:"):
        return
    others = SigningKey.objects.filter(issuer=key.issuer, did=key.did).exclude(seed="").exclude(pk=key.pk)
    if not others.exists():
        kept = {"standing": KeyStanding.RETIRED, "made_at": now, "retired_at": now}
        SigningKey.objects.create(issuer=key.issuer, did=key.did, **kept, **sealed_fields(made_key()))


def _sign_lists_anew(key: SigningKey, now: datetime) -> None:
    for row in StatusList.objects.select_for_update().filter(issuer=key.issuer, did=key.did).order_by("pk"):
        sign_list(row, now)
