"""Pictures and sounds of an item, told by their bytes and said in words for people who cannot see or hear them."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.permits import Actor, Refused, require
from techhire.commons.permits.inputs import one_line
from techhire.engines.item_exchange import Media, content_type_of
from techhire.plays.assessments.actions.items import locked_item, reworded, was
from techhire.plays.assessments.models import Item, ItemMedia
from techhire.plays.assessments.queries.wording import LANGUAGES
from techhire.plays.assessments.rules import may_edit_item

LARGEST = 8 * 1024 * 1024
MOST = 6


@transaction.atomic
def add_media(
    actor: Actor, item: Item, /, *, data: bytes, alt: Mapping[str, str], now: datetime
) -> ItemMedia:
    """Show a picture or play a sound with the question; ``alt`` by language. It makes a new version of the item."""
    item = locked_item(item)
    require(may_edit_item(actor, item))
    words = {
        one: one_line(alt.get(one, ""), field=f"alt_{one}", limit=400, required=False) for one in LANGUAGES
    }
    for language in item.content:
        if not words[language]:
            raise Refused(_("Please fill this in."), field=f"alt_{language}")
    taken = list(ItemMedia.objects.filter(item=item).values_list("name", flat=True))
    if len(taken) >= MOST:
        raise Refused(_("A question has six pictures or sounds at most."), field="file")
    kind = content_type_of(data)
    if kind is None or len(data) > LARGEST:
        raise Refused(
            _("Send a PNG, JPEG, GIF or WebP picture, or a sound or film, of at most 8 MB."), field="file"
        )
    before = was(item)
    row = ItemMedia.objects.create(
        item=item, name=_free_name(kind, taken), content_type=kind, data=data, alt=words
    )
    reworded(item, before, by=actor, now=now)
    return row


@transaction.atomic
def remove_media(actor: Actor, media: ItemMedia, /, *, now: datetime) -> None:
    """Take it off the question, which makes a new version of it."""
    item = locked_item(media.item)
    require(may_edit_item(actor, item))
    before = was(item)
    media.delete()
    reworded(item, before, by=actor, now=now)


def _free_name(kind: str, taken: list[str]) -> str:
    """A plain name of our own, since strangers' names hold surprises; its ending says what it is."""
    ending = kind.partition("/")[2].replace("mpeg", "mp3")
    number = next(n for n in range(1, MOST + 2) if f"media-{n}.{ending}" not in taken)
    return f"media-{number}.{ending}"


def keep_media(item: Item, media: tuple[Media, ...], language: str) -> None:
    """Rows for what came in with an item from a file; of what is there already only the words are added."""
    here = {row.name: row for row in ItemMedia.objects.filter(item=item)}
    for one in media:
        row = here.get(one.name)
        if row is None or bytes(row.data) != one.data:
            ItemMedia.objects.filter(item=item, name=one.name).delete()
            row = ItemMedia(item=item, name=one.name, content_type=one.content_type, data=one.data)
        row.alt = {**row.alt, language: one.alt}
        row.save()
