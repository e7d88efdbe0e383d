"""Signing what a program of the civic lead hands in, where the operator switched that on (W3C CCG VC API)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.communities.models import Community
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.engines.credential_proofs import data_integrity
from techhire.engines.credential_proofs.documents import issuer_of, moment
from techhire.engines.credential_proofs.keys import SigningKey
from techhire.engines.credential_proofs.plain_json import BadJson, plain
from techhire.plays.credentials.actions.keys import open_issuer
from techhire.plays.credentials.bridge.signing import opened
from techhire.plays.credentials.facts import CredentialSignedForProgram
from techhire.plays.credentials.queries.checking import check_credential
from techhire.plays.credentials.rules import may_sign_for_program
from techhire.plays.credentials.words import KeyStanding

MUST_PASS = ("read", "structure", "contexts", "issuer_key", "signature")


@transaction.atomic
def sign_for_program(
    actor: Actor, community: Community, /, *, credential: Mapping[str, object], now: datetime
) -> dict[str, object]:
    """The credential with a proof by the community's key. It is not kept, and stands in no status list of ours.

    An issuer that is left out is filled in, and so is the start; anybody else's is refused.
    """
    require(may_sign_for_program(actor, community))
    issuer = open_issuer(Actor.system(community.pk), community, now=now)
    key = issuer.keys.get(standing=KeyStanding.ACTIVE)
    signed = _signed(_completed(credential, key.did, now), opened(key), now)
    checked = check_credential(community, signed, now=now)
    wrong = next((one for one in checked.lines if one.name in MUST_PASS and one.outcome == "failed"), None)
    if wrong is not None:
        raise Refused(f"{wrong.title}: {wrong.says}", field="credential")
    record(CredentialSignedForProgram(issuer.pk, key.pk), actor=actor, now=now, community_id=community.pk)
    return signed


def _completed(credential: Mapping[str, object], did: str, now: datetime) -> dict[str, object]:
    try:
        document = plain(credential)
    except BadJson as problem:
        raise Refused(_("We cannot read this credential."), field="credential") from problem
    if "proof" in document:
        raise Refused(_("This credential is signed already."), field="credential")
    if "issuer" not in document:
        document["issuer"] = did
    if issuer_of(document) != did:
        raise Refused(_("The issuer has to be %(did)s.") % {"did": did}, field="credential")
    document.setdefault("validFrom", moment(now))
    return document


def _signed(document: Mapping[str, object], key: SigningKey, now: datetime) -> dict[str, object]:
    try:
        return data_integrity.sign(document, key, created=now)
    except data_integrity.BadProof as problem:
        words = _("This credential cannot be signed (%(code)s).") % {"code": str(problem)}
        raise Refused(words, field="credential") from problem
