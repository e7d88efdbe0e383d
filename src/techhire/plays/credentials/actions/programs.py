"""Signing what a program of the civic lead hands in, where the operator switched that on (W3C CCG VC API)."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.communities.models import Community
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.vault import fingerprint
from techhire.engines.credential_proofs import data_integrity
from techhire.engines.credential_proofs.documents import issuer_of, moment
from techhire.engines.credential_proofs.keys import SigningKey
from techhire.engines.credential_proofs.plain_json import BadJson, plain
from techhire.plays.credentials.actions.keys import open_issuer
from techhire.plays.credentials.actions.lists import place, set_bits_of_signed
from techhire.plays.credentials.bridge.documents import status_lines
from techhire.plays.credentials.bridge.signing import opened
from techhire.plays.credentials.facts import CredentialSignedForProgram, ProgramStatusSet
from techhire.plays.credentials.models import SignedForProgram
from techhire.plays.credentials.queries.checking import check_credential
from techhire.plays.credentials.rules import may_set_program_status, may_sign_for_program
from techhire.plays.credentials.words import KeyStanding, ListPurpose

NAMED = "signed-for-program"
MUST_PASS = ("read", "structure", "contexts", "issuer_key", "signature")


@transaction.atomic
def sign_for_program(
    actor: Actor, community: Community, /, *, credential: Mapping[str, object], now: datetime
) -> dict[str, object]:
    """The credential with a proof by the community's key and its places in the lists. Its content is not kept.

    An issuer that is left out is filled in, and so are the id, the start and where its standing is read; another issuer
    is refused. One that names a list of its own keeps it, and is taken back there.
    """
    require(may_sign_for_program(actor, community))
    issuer = open_issuer(Actor.system(community.pk), community, now=now)
    key = issuer.keys.get(standing=KeyStanding.ACTIVE)
    document = _completed(credential, key.did, now)
    row = SignedForProgram.objects.create(key=key, name=_named(document["id"]), signed_at=now)
    if "credentialStatus" not in document:
        document["credentialStatus"] = status_lines(place(row, key, now))
    signed = _signed(document, opened(key), now)
    checked = check_credential(community, signed, now=now)
    wrong = next((one for one in checked.lines if one.name in MUST_PASS and one.outcome == "failed"), None)
    if wrong is not None:
        raise Refused(f"{wrong.title}: {wrong.says}", field="credential")
    fact = CredentialSignedForProgram(issuer.pk, key.pk, row.pk)
    record(fact, actor=actor, now=now, community_id=community.pk)
    return signed


@transaction.atomic
def set_program_status(
    actor: Actor, community: Community, /, *, credential_id: str, purpose: str, on: bool, now: datetime
) -> int:
    """Take back, or put on hold, what was signed under this id; or let it count again after a hold.

    Returns how many were found; a program that used an id twice reaches both.
    """
    require(may_set_program_status(actor, community))
    if purpose not in ListPurpose.values:
        raise Refused(_("We keep no list for this purpose."), field="purpose")
    if purpose == ListPurpose.REVOCATION and not on:
        raise Refused(_("What was taken back stays taken back. Sign it anew instead."), field="on")
    rows = SignedForProgram.objects.filter(
        key__issuer__community=community, name=_named(credential_id), entries__list__purpose=purpose
    )
    found = list(rows.select_related("key").order_by("pk"))
    set_bits_of_signed([row.pk for row in found], purpose, on, now)
    for row in found:
        fact = ProgramStatusSet(row.key.issuer_id, row.pk, purpose, on)
        record(fact, actor=actor, now=now, community_id=community.pk)
    return len(found)


def _named(credential_id: object) -> str:
    return fingerprint(str(credential_id), purpose=NAMED)


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
    document.setdefault("id", uuid.uuid4().urn)
    document.setdefault("validFrom", moment(now))
    return document


def _signed(document: Mapping[str, object], key: SigningKey, now: datetime) -> dict[str, object]:
    try:
        return data_integrity.sign(document, key, created=now)
    except data_integrity.BadProof as problem:
        words = _("This credential cannot be signed (%(code)s).") % {"code": str(problem)}
        raise Refused(words, field="credential") from problem
