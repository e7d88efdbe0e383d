"""What a form says of itself when something is missing, in our plain words instead of the framework's."""

from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

CHOOSE = _("Choose one of the answers.")
DIGITS = _("This number is too long.")
PLAIN: tuple[tuple[type[forms.Field], dict[str, Any]], ...] = (
    (forms.Field, {"required": _("Please fill this in.")}),
    (forms.ChoiceField, {"required": CHOOSE, "invalid_choice": CHOOSE}),
    (forms.MultipleChoiceField, {"required": _("Choose at least one."), "invalid_choice": CHOOSE}),
    (forms.BooleanField, {"required": _("Tick this to go on.")}),
    (forms.FileField, {"required": _("Choose a file first.")}),
    (
        forms.IntegerField,
        {
            "min_value": _("Enter %(limit_value)s or more."),
            "max_value": _("Enter %(limit_value)s or less."),
        },
    ),
    (
        forms.DecimalField,
        {
            "max_digits": DIGITS,
            "max_whole_digits": DIGITS,
            "max_decimal_places": ngettext_lazy(
                "Enter at most %(max)s digit after the point.",
                "Enter at most %(max)s digits after the point.",
                "max",
            ),
        },
    ),
    (forms.CharField, {"max_length": _("This is too long: %(limit_value)s characters at most.")}),
)
"""Words by the kind of field, for those made of it too; numbers with a point are made of whole ones."""


def speak_plainly() -> None:
    """Replace the words of every form, those of the sign-in library too; called once, before any form is made."""
    for kind, words in PLAIN:
        kind.default_error_messages = {**kind.default_error_messages, **words}
    ProhibitNullCharactersValidator.message = _(
        "This holds a character that cannot be kept. Delete it, or type the text again."
    )
