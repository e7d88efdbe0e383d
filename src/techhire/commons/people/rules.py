"""Who may do what with an account. Organizations are known here only as the seats of the actor."""

from django.utils.translation import gettext_lazy as _

from techhire.commons.people.models import Account, Card
from techhire.commons.people.words import AccountState
from techhire.commons.permits import Actor, Verdict, allowed, refused


def is_self(actor: Actor, account: Account) -> bool:
    """Whether the account acts for itself, in a browser rather than through a token."""
    return actor.account_id is not None and actor.account_id == account.pk and actor.scopes is None


def may_change_account(actor: Actor, account: Account) -> Verdict:
    """Name and language are the person's own."""
    if actor.is_system or is_self(actor, account):
        return allowed()
    return refused(_("Only the person whose account this is can change it."))


def may_erase_account(actor: Actor, account: Account) -> Verdict:
    """Erasure is the person's own decision."""
    if actor.is_system or is_self(actor, account):
        return allowed()
    return refused(_("Only the person whose account this is can erase it."))


def may_lock_account(actor: Actor, account: Account) -> Verdict:
    """The product locks an account that somebody keeps guessing at; the operator may lock one too."""
    if actor.is_system or actor.is_operator:
        return allowed()
    return refused(_("Only the operator of this site can lock an account."))


def may_recover_account(actor: Actor, account: Account) -> Verdict:
    """A locked account opens again after its owner proved the e-mail address, which the product checks."""
    if actor.is_system or actor.is_operator:
        return allowed()
    return refused(_("Ask for a code by e-mail to open this account again."))


def may_issue_card(actor: Actor, account: Account) -> Verdict:
    """Somebody who writes for an onramp may, for an account without e-mail that no other onramp gave a card.

    So a coach can help the person sitting there, and nobody can take over an account by printing a card for it.
    """
    if account.state == AccountState.ERASED:
        return refused(_("This account was erased."))
    if actor.is_system:
        return allowed()
    if not actor.writes_as("onramp"):
        return refused(_("Only a coach of an onramp can give out sign-in cards."))
    if account.email or account.is_operator:
        return refused(_("This person signs in by e-mail and needs no card."))
    mine = [pk for pk in actor.organizations("onramp") if actor.writes_for(pk)]
    issuers = set(Card.objects.filter(account=account).values_list("organization_id", flat=True))
    if issuers - set(mine):
        return refused(_("This card came from another onramp. Ask them for a new one."))
    if account.has_usable_password() or (account.last_login and not issuers):
        return refused(_("This person has another way to sign in and needs no card."))
    return allowed()


def may_end_card(actor: Actor, account: Account) -> Verdict:
    """The holder may, and whoever may issue one."""
    if is_self(actor, account):
        return allowed()
    return may_issue_card(actor, account)


def may_read_account(actor: Actor, account: Account) -> Verdict:
    """Everything held about an account is for the person alone."""
    if actor.is_system or is_self(actor, account):
        return allowed()
    return refused(_("Only the person whose account this is can see this."))


def may_enter_demo(account: Account, *, demo: bool) -> Verdict:
    """One-click sign-in exists only in the demo and only for its made-up people."""
    if demo and account.handle.endswith("@demo.example") and account.is_active:
        return allowed()
    return refused(_("This is only possible in the demo."))
