"""What somebody else saved while a form was open, in words to stand beside what was typed."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django import forms
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _


def saved_beside(form: forms.Form, kept: Mapping[str, Any]) -> dict[str, str]:
    """The words of what is kept now, by the name of each field that was sent with something else."""
    return {
        name: in_words(field, kept[name])
        for name, field in form.fields.items()
        if name in kept and not field.widget.is_hidden and field.has_changed(kept[name], _typed(form, name))
    }


def _typed(form: forms.Form, name: str) -> Any:
    """What was sent, its lines ended as they are kept: a browser ends each with two characters."""
    sent = form[name].data
    return sent.replace("\r\n", "\n") if isinstance(sent, str) else sent


def in_words(field: forms.Field, value: Any) -> str:
    """A value as the page of its field names it: the label of a choice, a date or a time as people write it."""
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    if value is None or value == "" or value == []:
        return _("nothing")
    if isinstance(field, forms.ChoiceField):
        labels = {str(key): str(label) for key, label in field.widget.choices}
        chosen = value if isinstance(value, list | tuple | set) else [value]
        return ", ".join(labels.get(str(one), str(one)) for one in chosen)
    if isinstance(value, time):
        return time_format(value)
    return date_format(value) if isinstance(value, date) else str(value)
