"""`techhire signing-keys`: the keys badges are signed with, a new one, or one nobody shall believe any more."""

from argparse import Namespace
from typing import TYPE_CHECKING

from techhire.portals.console.ground import refusals_told, stand_up
from techhire.portals.console.stopping import Stop

if TYPE_CHECKING:
    from techhire.commons.communities.models import Community
    from techhire.plays.credentials.models import SigningKey


def signing_keys(options: Namespace) -> None:
    """List the keys of one community or of all; do what is asked with those of one."""
    stand_up()
    from techhire.commons.communities.queries import all_communities

    chosen = [row for row in all_communities() if options.community in ("", row.slug)]
    if not chosen:
        raise Stop(f"No community is called {options.community!r}.", 2)
    if (options.rotate or options.revoke or options.reissue) and len(chosen) != 1:
        raise Stop("Name one community with --community.", 2)
    with refusals_told():
        if options.rotate:
            _rotate(chosen[0])
        if options.revoke:
            _revoke(chosen[0], options.revoke)
        if options.reissue:
            _reissue(chosen[0], options.reissue)
    for community in chosen:
        _print(community)


def _rotate(community: "Community") -> None:
    from django.utils import timezone

    from techhire.commons.permits import Actor
    from techhire.plays.credentials.actions.keys import open_issuer, rotate_key
    from techhire.plays.credentials.queries.publishing import issuer_of

    system, now = Actor.system(community.pk), timezone.now()
    issuer = issuer_of(community)
    if issuer is None:
        open_issuer(system, community, now=now)
    else:
        rotate_key(system, issuer, now=now)


def _key(community: "Community", number: int) -> "SigningKey":
    from techhire.commons.permits import Actor
    from techhire.plays.credentials.queries.keys import key_numbered

    key = key_numbered(Actor.system(community.pk), number)
    if key is None:
        raise Stop(f"There is no key {number} here.", 2)
    return key


def _revoke(community: "Community", number: int) -> None:
    from django.utils import timezone

    from techhire.commons.permits import Actor
    from techhire.plays.credentials.actions.keys import revoke_key

    stopped = revoke_key(Actor.system(community.pk), _key(community, number), now=timezone.now())
    print(f"Key {number} is not to be believed any more. Badges that stopped holding: {stopped:,}.")
    if stopped:
        print(f"Make them anew with --reissue {number}, or on the page “Signing keys”.")


def _reissue(community: "Community", number: int) -> None:
    from django.utils import timezone

    from techhire.commons.permits import Actor
    from techhire.plays.credentials.actions.reissuing import reissue_badges

    reissue_badges(Actor.system(community.pk), _key(community, number), now=timezone.now())
    print("The worker makes them anew; the page “Signing keys” shows how far it is.")


def _print(community: "Community") -> None:
    from django.utils import timezone

    from techhire.commons.permits import Actor
    from techhire.plays.credentials.queries.keys import keys_of
    from techhire.plays.credentials.queries.publishing import issuer_of

    issuer = issuer_of(community)
    if issuer is None:
        print(f"{community}: no key yet. The first is made with the first badge, or by --rotate.")
        return
    print(f"{community}: {issuer.did}")
    for line in keys_of(Actor.system(issuer.community_id), issuer, timezone.now()):
        key = line.key
        print(f"  {key.pk}  {key.made_at:%Y-%m-%d}  {key.standing:8}  {line.holding:,} badges  {key.public}")
