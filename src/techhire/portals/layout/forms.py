"""Forms as the design system draws them."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from techhire.portals.layout.meanwhile import saved_beside
from techhire.portals.layout.read_with import FieldReadWith

CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "usa-checkbox__input"),
    (forms.RadioSelect, "usa-radio__input"),
    (forms.CheckboxInput, "usa-checkbox__input"),
    (forms.Textarea, "usa-textarea"),
    (forms.Select, "usa-select"),
    (forms.FileInput, "usa-file-input"),
    (forms.HiddenInput, ""),
)
FILE_WORDS = {
    "data-drag": _("Drag a file here or"),
    "data-choose": _("choose it from a folder"),
    "data-none": _("No file chosen."),
    "data-chosen": _("File chosen"),
    "data-told": _("You have chosen the file:"),
    "data-change": _("Choose another one"),
    "data-errormessage": _("This kind of file is not taken here."),
}
"""What the design system's file field says in English alone; the script of the pages puts these in their place."""


def offer(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Let a field of choices be one of these, each as its value and its words."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} is no field of choices")
    field.choices = list(choices)


class PlainForm(forms.Form):
    """A form whose inputs carry the design system's classes and refuse NUL characters.

    ``wanted_by_a_button`` names fields that may stay empty and are yet not called optional: one of two has to be
    filled, or one of several buttons wants it.
    """

    wanted_by_a_button: frozenset[str] = frozenset()
    bound_field_class = FieldReadWith

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.saved_now: dict[str, str] = {}
        self.dress()

    def dress(self) -> None:
        """Give every input its class; a form that adds fields of its own calls it for those too."""
        for field in self.fields.values():
            name = next((css for kind, css in CLASSES if isinstance(field.widget, kind)), "usa-input")
            if isinstance(field.widget, forms.FileInput):
                field.widget.attrs |= FILE_WORDS
            worn = field.widget.attrs.get("class", "").split()
            field.widget.attrs["class"] = " ".join([*worn, *([] if name in worn else [name])]).strip()

    def refuse(self, refusal: Exception) -> None:
        """Show a refusal, and those it carries, each beside the field it speaks of, else on top."""
        for one in (refusal, *getattr(refusal, "more", ())):
            field = getattr(one, "field", None)
            self.add_error(field if field in self.fields else None, str(one))

    def hear(self, refusals: Iterable[Exception]) -> None:
        """Show what an action would refuse beside what the form itself did, so that nothing comes in rounds.

        A field that has its error already is left with that one.
        """
        told = set(self.errors)
        for refusal in refusals:
            if getattr(refusal, "field", None) not in told:
                self.refuse(refusal)

    def shorten(self, name: str, most: int) -> None:
        """Where a text was refused that is longer than may be sent, give back its beginning, and say so."""
        sent = str(self.data.get(name, ""))
        if name not in self.errors or len(sent) <= most:
            return
        self._put(name, sent[:most])
        said = gettext("Below stands only its beginning, %(most)s characters.")
        self.add_error(name, said % {"most": f"{most:,}"})

    def take_up(self, version: int, kept: Mapping[str, Any] | None = None) -> None:
        """Where somebody else saved meanwhile: say beside each field what is kept now, and go on from there.

        ``version`` is the one kept now, ``kept`` its values by field, without them what the form began with. Sent
        again, what was typed takes their place. Nothing happens where the page was of this version.
        """
        if str(self.data.get("version", version)) == str(version):
            return
        self.saved_now = saved_beside(self, self.initial if kept is None else kept)
        self._put("version", str(version))

    def _put(self, name: str, value: str) -> None:
        """Change one thing of what was sent, which itself cannot be changed."""
        data = cast(QueryDict, self.data).copy()
        data[name] = value
        self.data = data
