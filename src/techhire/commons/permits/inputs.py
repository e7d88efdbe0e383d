"""Typed text on its way into an action: trimmed, bounded, one line where one line is meant."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from techhire.commons.permits.verdicts import Refused, refusals_of, refuse_all

US_STATES = re.compile(
    r"A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]"
    r"|AS|GU|MP|PR|VI|UM|FM|MH|PW|A[AEP]"
)
"""Codes of the Postal Service: states and the District; then territories, freely associated states, military mail."""
_PHONE = re.compile(r"(\+?[0-9(][0-9 ().-]*)(?: ?(?:x|ext\.?) ?[0-9]{1,6})?", re.IGNORECASE)
_PHONE_DIGITS = range(7, 16)
"""From a local number without its area code to the longest of ITU-T E.164, an extension not counted."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def all_checked(checks: Mapping[str, Callable[[], Any]]) -> dict[str, Any]:
    """What each check gives, by its name; one ``Refused`` with everything that any of them refuses."""
    taken: dict[str, Any] = {}

    def take(name: str) -> None:
        taken[name] = checks[name]()

    refuse_all(refusals_of(*(partial(take, name) for name in checks)))
    return taken


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


def us_state(value: str, *, field: str = "state_code") -> str:
    """The code of a state in capitals, possibly empty; ``Refused`` where the Postal Service has no such code."""
    text = value.strip().upper()
    if text and not US_STATES.fullmatch(text):
        raise Refused(_("This is not a U.S. state. Use its two letters, like MO."), field=field)
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


def phone_number(value: str, *, field: str = "phone") -> str:
    """The number as it was written, in any country, an extension included; ``Refused`` where it is none."""
    text = one_line(value, field=field, limit=40)
    found = _PHONE.fullmatch(text)
    if found is None or sum(map(str.isdigit, found[1])) not in _PHONE_DIGITS:
        raise Refused(_("This is not a phone number. Write it like 816-555-0142."), field=field)
    return text
