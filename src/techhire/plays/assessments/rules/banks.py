"""Who may keep item banks. Practice banks come with the product; a community's own are its civic lead's.

Whoever writes for the civic lead may write items, but nobody is the second reader of words of their own.
"""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.words import Kind, Scope
from techhire.commons.permits import Actor, Verdict, allowed, refused
from techhire.plays.assessments.models import Assessment, Item, ItemBank, ItemEvent
from techhire.plays.assessments.words import ItemStep

COMES_WITH_PRODUCT = _("Practice questions come with the product and are the same everywhere.")
ELSEWHERE = _("This belongs to another community.")
NOT_CIVIC = _("Only the civic lead of the community can do that.")
ANOTHER_READER = _("Somebody else reads it: who wrote the words cannot approve them.")
NO_KEYS = _("Only those who write for the civic lead see the questions of a private bank.")
WRITES_WORDS = (ItemStep.WRITTEN, ItemStep.IMPORTED, ItemStep.EDITED)


def may_load_practice(actor: Actor) -> Verdict:
    """The product itself, when a site is made or brought to a new version."""
    return allowed() if actor.is_system else refused(COMES_WITH_PRODUCT)


def may_create_bank(actor: Actor) -> Verdict:
    """The civic lead keeps its community's banks."""
    if actor.community_id is None:
        return refused(_("A bank is made within a community."))
    return allowed() if actor.is_system or actor.is_convener else refused(NOT_CIVIC)


def may_keep_bank(actor: Actor, bank: ItemBank) -> Verdict:
    """Everything but reading: writing items, moving them on, measuring them, setting the rules of tests."""
    if bank.community_id is None:
        return refused(COMES_WITH_PRODUCT)
    if bank.community_id != actor.community_id:
        return refused(ELSEWHERE)
    return allowed() if actor.is_system or actor.is_convener else refused(NOT_CIVIC)


may_write_item = may_keep_bank
may_import_items = may_keep_bank
may_export_bank = may_keep_bank
may_set_cuts = may_keep_bank
may_calibrate_bank = may_keep_bank
may_simulate_bank = may_keep_bank
may_create_assessment = may_keep_bank
may_watch_bank = may_keep_bank


def may_edit_item(actor: Actor, item: Item) -> Verdict:
    """Also every step of its life that needs no second reader."""
    return may_keep_bank(actor, item.bank)


may_submit_item = may_edit_item
may_send_back_item = may_edit_item
may_put_item_in_use = may_edit_item
may_retire_item = may_edit_item
may_pull_item = may_edit_item
may_revive_item = may_edit_item
may_keep_item = may_edit_item


def may_approve_item(actor: Actor, item: Item) -> Verdict:
    """Another person of the civic lead than those who wrote what was not yet approved. Never the product itself."""
    verdict = may_keep_bank(actor, item.bank)
    if verdict and (actor.account_id is None or actor.account_id in writers_of(item)):
        return refused(ANOTHER_READER)
    return verdict


def writers_of(item: Item) -> set[int | None]:
    """Accounts that wrote or changed the item since a second reader last approved it, its author among them."""
    return writers_in([item])[item.pk]


def writers_in(items: Iterable[Item]) -> dict[int, set[int | None]]:
    """The same for many items, by id. One query."""
    writers: dict[int, set[int | None]] = {item.pk: {item.author_id} for item in items}
    steps = [*WRITES_WORDS, ItemStep.APPROVED]
    events = ItemEvent.objects.filter(item__in=list(writers), step__in=steps).order_by("-pk")
    approved: set[int] = set()
    for item_id, step, by_id in events.values_list("item_id", "step", "by_id"):
        if step == ItemStep.APPROVED:
            approved.add(item_id)
        elif item_id not in approved:
            writers[item_id].add(by_id)
    return writers


def may_update_assessment(actor: Actor, assessment: Assessment) -> Verdict:
    """The rules of a test are set by who keeps its bank."""
    return may_keep_bank(actor, assessment.bank)


may_open_assessment = may_update_assessment
may_close_assessment = may_update_assessment


def may_see_items(actor: Actor, bank: ItemBank) -> Verdict:
    """What questions say: practice is open to everybody, a private bank to those who write for the civic lead."""
    if bank.community_id is None:
        return allowed()
    return allowed() if may_keep_bank(actor, bank) else refused(NO_KEYS)


def may_see_keys(actor: Actor, bank: ItemBank) -> Verdict:
    """Right answers: as what questions say; a token needs a scope of its own for them."""
    if actor.scopes is not None and Scope.READ_KEYS not in actor.scopes:
        return refused(
            _("This token may not do that. Make one with the scope “%(scope)s”.") % {"scope": Scope.READ_KEYS}
        )
    return may_see_items(actor, bank)


def visible_banks(actor: Actor) -> QuerySet[ItemBank]:
    """Practice banks, and the private ones of the community for who sits in its civic lead, readers included."""
    practice = Q(community__isnull=True)
    if actor.community_id is None:
        return ItemBank.objects.filter(practice)
    if actor.is_system or actor.organizations(Kind.CIVIC):
        return ItemBank.objects.filter(practice | Q(community_id=actor.community_id))
    return ItemBank.objects.filter(practice)
