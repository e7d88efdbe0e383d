"""What a form says of itself when something is missing, in our plain words instead of the framework's."""

from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

CHOOSE = _("Choose one of the answers.")
PLAIN: tuple[tuple[type[forms.Field], dict[str, Any]], ...] = (
    (forms.Field, {"required": _("Please fill this in.")}),
    (forms.ChoiceField, {"required": CHOOSE, "invalid_choice": CHOOSE}),
    (forms.MultipleChoiceField, {"required": _("Choose at least one."), "invalid_choice": CHOOSE}),
    (forms.BooleanField, {"required": _("Tick this to go on.")}),
    (forms.FileField, {"required": _("Choose a file first.")}),
)


def speak_plainly() -> None:
    """Replace the words of every form, those of the sign-in library too; called once, before any form is made."""
    for kind, words in PLAIN:
        kind.default_error_messages = {**kind.default_error_messages, **words}
    ProhibitNullCharactersValidator.message = _(
        "This holds a character that cannot be kept. Delete it, or type the text again."
    )
