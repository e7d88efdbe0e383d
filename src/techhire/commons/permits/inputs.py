"""Typed text on its way into an action: trimmed, bounded, one line where one line is meant."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from techhire.commons.permits.verdicts import Refused

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def one_line(value: str, *, field: str, limit: int, required: bool = True) -> str:
    """The text with its spaces in order; ``Refused`` where it is empty, longer than ``limit`` or not one line."""
    text = value.strip()
    if required and not text:
        raise Refused(_("Please fill this in."), field=field)
    if len(text) > limit:
        raise Refused(_("This is too long: %(limit)d characters at most.") % {"limit": limit}, field=field)
    if _CONTROL.search(text):
        raise Refused(_("Please write this on one line, without special characters."), field=field)
    return " ".join(text.split())


def several_lines(value: str, *, field: str, limit: int) -> str:
    """The text with plain line ends, possibly empty; ``Refused`` where it is too long or holds a NUL."""
    text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > limit:
        raise Refused(_("This is too long: %(limit)d characters at most.") % {"limit": limit}, field=field)
    if "\x00" in text:
        raise Refused(_("This holds a character we cannot keep."), field=field)
    return text


def email_address(value: str, *, field: str = "email") -> str:
    """The address in small letters; ``Refused`` where it is none."""
    text = value.strip().lower()
    try:
        validate_email(text)
    except ValidationError as error:
        raise Refused(_("This is not an e-mail address."), field=field) from error
    if len(text) > 254:
        raise Refused(_("This is too long: %(limit)d characters at most.") % {"limit": 254}, field=field)
    return text
