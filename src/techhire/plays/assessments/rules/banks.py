"""Who may keep item banks. Practice banks come with the product; a community's own are its civic lead's."""

from django.utils.translation import gettext_lazy as _

from techhire.commons.permits import Actor, Verdict, allowed, refused

COMES_WITH_PRODUCT = _("Practice questions come with the product and are the same everywhere.")


def may_load_practice(actor: Actor) -> Verdict:
    """The product itself, when a site is made or brought to a new version."""
    return allowed() if actor.is_system else refused(COMES_WITH_PRODUCT)
