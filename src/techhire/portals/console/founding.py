"""`techhire new-community`: from an empty database to a civic lead who can walk in."""

from argparse import Namespace

from techhire.portals.console.ground import collect_static, mail_folder, migrate, refusals_told, stand_up


def new_community(options: Namespace) -> None:
    """Prepare the database, make the community and its civic lead, and print the way in for the first owner."""
    stand_up()
    from django.db import transaction
    from django.urls import reverse
    from django.utils import timezone

    from techhire.commons.communities.actions import create_community, create_organization, invite_member
    from techhire.commons.communities.queries import token_of
    from techhire.commons.permits import Actor
    from techhire.commons.skills.actions.starter import load_starter
    from techhire.plays.assessments.actions.practice import load_practice
    from techhire.plays.credentials.actions.keys import open_issuer

    migrate()
    collect_static()
    now = timezone.now()
    with refusals_told(), transaction.atomic():
        load_starter(now=now)
        load_practice(Actor.system(), now=now)
        details = {"host": options.host, "place": options.place}
        community = create_community(
            Actor.system(),
            slug=options.slug,
            name=options.name,
            contact_email=options.email,
            now=now,
            **details,
        )
        actor = Actor.system(community.pk)
        open_issuer(actor, community, now=now)
        lead = create_organization(actor, community, name=options.civic_lead, kinds=["civic"], now=now)
        invitation = invite_member(actor, lead, email=options.email, role="owner", now=now)
    path = reverse("account:invitation", args=[token_of(invitation)])
    print(f"{community.name} is ready. {lead.name} is its civic lead.")
    site = _site(options, community.slug, community.is_default)
    print(f"\n{options.email} walks in here, within 14 days:\n  {site}{path}")
    if mail_folder():
        print(
            f"\nNo mail server is set (TECHHIRE_EMAIL_URL), so letters and codes are kept in {mail_folder()}."
        )


def _site(options: Namespace, slug: str, is_default: bool) -> str:
    """Where the community answers: its own host, the site's address, or below the short name."""
    if options.host:
        return f"https://{options.host}"
    site: str = options.site.rstrip("/") or "https://YOUR-HOST"
    return site if is_default else f"{site}/c/{slug}"
