"""Whose credentials count here: what the civic lead says of an outside issuer, and the keys it keeps of one."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.communities.models import Community
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.permits.inputs import one_line, several_lines
from techhire.engines.credential_proofs.issuers import BadIssuer, readable_keys
from techhire.engines.credential_proofs.plain_json import BadJson, read_object
from techhire.plays.credentials.facts import IssuerJudged
from techhire.plays.credentials.models import TrustedIssuer
from techhire.plays.credentials.rules import may_judge_issuer
from techhire.plays.credentials.words import IssuerStanding

LONGEST = 20_000


@transaction.atomic
def judge_issuer(
    actor: Actor,
    community: Community,
    /,
    *,
    did: str,
    name: str,
    standing: str,
    document: str | None = None,
    now: datetime,
) -> TrustedIssuer:
    """Say how credentials of an outside issuer stand here; said again, the newest holds.

    ``document`` is the issuer's did document, whose keys are used from then on without asking the issuer; empty forgets
    the one that is kept, None leaves it. What was accepted of an issuer that is refused now ends by a reaction.
    """
    require(may_judge_issuer(actor, community))
    did = one_line(did, field="did", limit=400)
    if not did.startswith(("did:", "https://")):
        raise Refused(_("An identifier of this kind begins with did: and has no spaces."), field="did")
    if standing not in IssuerStanding.values:
        raise Refused(_("Choose one of the answers."), field="standing")
    said = {
        "name": one_line(name, field="name", limit=160),
        "standing": standing,
        "by_id": actor.account_id,
        "at": now,
    }
    if document is not None:
        said["document"] = _keys(did, document, now)
    row, _made = TrustedIssuer.objects.update_or_create(community=community, did=did, defaults=said)
    fact = IssuerJudged(row.pk, standing, bool(row.document))
    record(fact, actor=actor, now=now, community_id=community.pk)
    return row


def _keys(did: str, document: str, now: datetime) -> str:
    """The document as it is kept: this issuer's own, with a key we can check signatures with."""
    text = several_lines(document, field="document", limit=LONGEST)
    if not text:
        return ""
    if did.startswith("did:key:"):
        raise Refused(_("This identifier holds its key itself. Leave this empty."), field="document")
    try:
        found = readable_keys(read_object(text), did, now)
    except BadJson as problem:
        words = _("This is not a whole did document. Copy everything, from the first brace to the last.")
        raise Refused(words, field="document") from problem
    except BadIssuer as problem:
        raise Refused(_("This document is not the one of this identifier."), field="document") from problem
    if not found:
        raise Refused(_("There is no key in it that we can check signatures with."), field="document")
    return text
