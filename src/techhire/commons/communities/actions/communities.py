"""Making a community and keeping its settings."""

import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_slug
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from techhire.commons.communities.facts import CommunityChanged, CommunityCreated
from techhire.commons.communities.models import Community, CommunityLogo
from techhire.commons.communities.rules import may_create_community, may_update_community
from techhire.commons.communities.words import carries_white_words
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.permits.inputs import all_checked, email_address, one_line, several_lines, us_state

STALE = gettext_noop(
    "Somebody else changed this while you were editing. Look at what is there now and save again."
)
LOGO_KINDS, LARGEST_LOGO = ("png", "jpg"), 200_000


@transaction.atomic
def create_community(
    actor: Actor,
    /,
    *,
    slug: str,
    name: str,
    is_default: bool | None = None,
    now: datetime,
    **details: Any,
) -> Community:
    """Make a community. The first one on a site is its default; ``details`` are those of ``update_community``."""
    require(may_create_community(actor))
    slug = slug.strip().lower()
    try:
        validate_slug(slug)
    except ValidationError as error:
        raise Refused(_("Use letters, digits and hyphens."), field="slug") from error
    if Community.objects.filter(slug=slug).exists():
        raise Refused(_("There is a community with this address already."), field="slug")
    other = Community.objects.filter(is_default=True).exists()
    if is_default and other:
        raise Refused(_("This site has a default community already."), field="is_default")
    details.setdefault("languages", [code for code, _name in settings.LANGUAGES])
    fields = all_checked(
        {key: partial(_checked, key, value) for key, value in {**details, "name": name}.items()}
    )
    community = Community(slug=slug, is_default=not other if is_default is None else is_default, **fields)
    community.as_of = community.day_of(now).replace(day=1)
    community.save()
    record(CommunityCreated(community.pk), actor=actor, now=now, community_id=community.pk)
    return community


@transaction.atomic
def update_community(
    actor: Actor,
    community: Community,
    /,
    *,
    expected_version: int | None = None,
    now: datetime,
    **details: Any,
) -> Community:
    """Change what is named in ``details``: name, promise, place, languages, color, threshold, ranking and so on.

    What stands already is not checked anew: a rule that came later keeps nobody from changing something else.
    ``expected_version`` is the one the change was typed over; ``Refused`` where somebody saved since.
    """
    current = _taken(community)
    require(may_update_community(actor, current))
    if expected_version is not None and expected_version != current.version:
        raise Refused(_(STALE))
    for key, value in checked_community(current, details).items():
        setattr(current, key, value)
    current.version += 1
    current.save(update_fields=[*details, "version"])
    record(CommunityChanged(current.pk), actor=actor, now=now, community_id=current.pk)
    return current


@transaction.atomic
def change_logo(
    actor: Actor, community: Community, /, *, picture: bytes | None, kind: str = "", now: datetime
) -> Community:
    """Put a picture (PNG or JPEG, at most ``LARGEST_LOGO`` bytes, cleaned by `uploads`) beside the name, or none."""
    current = _taken(community)
    require(may_update_community(actor, current))
    CommunityLogo.objects.filter(community=current).delete()
    if picture is not None:
        if kind not in LOGO_KINDS or not 0 < len(picture) <= LARGEST_LOGO:
            raise Refused(_("Choose a PNG or JPEG picture of at most 200 KB."), field="logo")
        CommunityLogo.objects.create(community=current, kind=kind, body=picture)
    current.logo_changed_at = now if picture is not None else None
    current.version += 1
    current.save(update_fields=["logo_changed_at", "version"])
    record(CommunityChanged(current.pk), actor=actor, now=now, community_id=current.pk)
    return current


def _taken(community: Community) -> Community:
    """The community as it stands now, held until the change is done."""
    return Community.objects.select_for_update().get(pk=community.pk)


def checked_community(community: Community, details: dict[str, Any]) -> dict[str, Any]:
    """What would change, as it is kept; ``Refused`` with all that cannot be taken."""
    changed = {key: v for key, v in details.items() if key not in _CHECKS or v != getattr(community, key)}
    return all_checked({key: partial(_checked, key, value) for key, value in changed.items()})


def _checked(key: str, value: Any) -> Any:
    check = _CHECKS.get(key)
    if check is None:
        raise Refused(_("A community has no such setting."), field=key)
    return check(value)


def _line(field: str, limit: int, required: bool = False) -> Callable[[str], str]:
    return lambda value: one_line(value, field=field, limit=limit, required=required)


def _lines(field: str, limit: int) -> Callable[[str], str]:
    return lambda value: several_lines(value, field=field, limit=limit)


def _number(field: str, low: int, high: int) -> Callable[[Any], int]:
    def check(value: Any) -> int:
        if not isinstance(value, int) or not low <= value <= high:
            words = _("Choose a number from %(low)d to %(high)d.")
            raise Refused(words % {"low": low, "high": high}, field=field)
        return value

    return check


def _color(value: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise Refused(_("Write the color as # and six digits, like #005ea2."), field="color")
    if not carries_white_words(value):
        raise Refused(_("White words on this color are hard to read. Choose a darker one."), field="color")
    return value.lower()


def _time_zone(value: str) -> str:
    if value not in available_timezones():
        raise Refused(_("We do not know this time zone."), field="time_zone")
    return value


def _languages(value: list[str]) -> list[str]:
    known = [code for code, _name in settings.LANGUAGES]
    if not value or not set(value) <= set(known):
        raise Refused(_("We do not speak this language yet."), field="languages")
    return [code for code in known if code in value]


def _threshold(value: Any) -> Decimal:
    try:
        number = Decimal(str(value)).quantize(Decimal("0.01"))
    except InvalidOperation:
        number = Decimal(-1)
    if not 0 < number < 1:
        raise Refused(_("Choose a number between 0 and 1."), field="interview_threshold")
    return number


def _url(value: str) -> str:
    text = value.strip()
    if text:
        try:
            URLValidator(schemes=["https", "http"])(text)
        except ValidationError as error:
            raise Refused(_("This is not a web address."), field="ranking_audit_url") from error
    return text


PUBLIC_MAIL = frozenset(
    {"gmail.com", "yahoo.com", "outlook.com", "hotmail.com", "live.com", "icloud.com", "aol.com", "proton.me"}
)
MOST_DOMAINS = 200
_DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


def _domains(value: list[str]) -> list[str]:
    """Mail domains in small letters, each once; never one where anybody can get an address."""
    domains = sorted({domain.strip().lower().lstrip("@") for domain in value} - {""})
    if len(domains) > MOST_DOMAINS:
        words = _("At most %(number)d domains.")
        raise Refused(words % {"number": MOST_DOMAINS}, field="trusted_domains")
    for domain in domains:
        if not _DOMAIN.fullmatch(domain):
            words = _("“%(domain)s” is not a mail domain, like example.org.")
            raise Refused(words % {"domain": domain[:80]}, field="trusted_domains")
        if domain in PUBLIC_MAIL:
            words = _("Anybody can get an address at %(domain)s, so it says nothing about an employer.")
            raise Refused(words % {"domain": domain}, field="trusted_domains")
    return domains


_CHECKS: dict[str, Callable[[Any], Any]] = {
    "name": _line("name", 120, required=True),
    "host": _line("host", 253),
    "promise": _lines("promise", 600),
    "promise_es": _lines("promise_es", 600),
    "place": _line("place", 120),
    "state_code": us_state,
    "time_zone": _time_zone,
    "languages": _languages,
    "color": _color,
    "contact_email": lambda value: email_address(value, field="contact_email") if value else "",
    "interview_threshold": _threshold,
    "minimum_age": _number("minimum_age", 14, 21),
    "trusted_domains": _domains,
    "ranking_on": bool,
    "ranking_needs_audit": bool,
    "ranking_notice_days": _number("ranking_notice_days", 0, 365),
    "ranking_audit_url": _url,
}
