"""The answer to a question as a form, by kind: usable by keyboard and screen reader, without a script."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from techhire.plays.assessments.words import ItemKind
from techhire.portals.layout.forms import PlainForm
from techhire.portals.seeker.templatetags.asked import asked_line

if TYPE_CHECKING:
    from techhire.plays.assessments.queries.sittings import Question

TYPED = {"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}


class AnswerForm(PlainForm):
    """Which question it was, and what is answered. Made for one question; reads whatever is sent for any.

    It judges nothing itself: whether an answer fits is said where it is saved, in the words of the question's kind.
    """

    use_required_attribute = False
    place = forms.IntegerField(widget=forms.HiddenInput)
    item = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, question: "Question", *args: Any, **kwargs: Any) -> None:
        self.question = question
        super().__init__(*args, **kwargs)
        self.fields.update(FIELDS[question.kind](question))
        self.dress()

    def full_clean(self) -> None:
        """Nothing to judge here."""
        self._errors, self.cleaned_data = ErrorDict(), {}

    @property
    def answers(self) -> list[forms.BoundField]:
        """The fields a person fills in."""
        return [field for field in self if not field.is_hidden]

    def given(self) -> object:
        """The answer as it was sent; whether it fits is judged where it is saved."""
        return GIVEN[self.question.kind](self)

    def refuse(self, refusal: Exception) -> None:
        """Show it beside the answer, of a list beside its first line."""
        first = self.answers[0].name
        self.add_error(first if getattr(refusal, "field", None) == "answer" else None, str(refusal))


def sent_number(text: str | None) -> int:
    """A place or an id as a form sent it; -1 where it is none."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else -1


def _choose(question: "Question") -> dict[str, forms.Field]:
    return {
        "answer": forms.ChoiceField(
            label=_("Your answer"), choices=_parts(question), widget=forms.RadioSelect
        )
    }


def _choose_some(question: "Question") -> dict[str, forms.Field]:
    label = _("Choose all that are right")
    return {
        "answer": forms.MultipleChoiceField(
            label=label, choices=_parts(question), widget=forms.CheckboxSelectMultiple
        )
    }


def _put_in_order(question: "Question") -> dict[str, forms.Field]:
    places = [("", _("choose a place")), *((str(at + 1), str(at + 1)) for at in range(len(question.parts)))]
    return {
        f"place-{at}": forms.ChoiceField(label=asked_line(part.text), choices=places)
        for at, part in enumerate(question.parts)
    }


def _pair_up(question: "Question") -> dict[str, forms.Field]:
    targets = [("", _("choose")), *((part.id, part.text.replace("`", "")) for part in question.targets)]
    return {
        f"match-{at}": forms.ChoiceField(label=asked_line(part.text), choices=targets)
        for at, part in enumerate(question.parts)
    }


def _type_text(question: "Question") -> dict[str, forms.Field]:
    return {"answer": forms.CharField(label=_("Your answer"), widget=forms.TextInput(attrs=TYPED))}


def _type_number(question: "Question") -> dict[str, forms.Field]:
    attrs = TYPED | {"inputmode": "decimal"}
    return {"answer": forms.CharField(label=_("Your answer, a number"), widget=forms.TextInput(attrs=attrs))}


def _parts(question: "Question") -> list[tuple[str, str]]:
    return [(part.id, asked_line(part.text)) for part in question.parts]


def _sent(form: AnswerForm, name: str) -> str:
    return str(form.data.get(name) or "")


def _sent_one(form: AnswerForm) -> object:
    return _sent(form, "answer")


def _sent_some(form: AnswerForm) -> object:
    return form.data.getlist("answer") if hasattr(form.data, "getlist") else []


def _sent_order(form: AnswerForm) -> object:
    """Ids by the place each line was given; a place given twice or not at all leaves the list short."""
    placed = {sent_number(_sent(form, f"place-{at}")): part.id for at, part in enumerate(form.question.parts)}
    return [placed[at] for at in range(1, len(form.question.parts) + 1) if at in placed]


def _sent_pairs(form: AnswerForm) -> object:
    return {part.id: _sent(form, f"match-{at}") for at, part in enumerate(form.question.parts)}


FIELDS: dict[ItemKind, Callable[["Question"], dict[str, forms.Field]]] = {
    ItemKind.SINGLE: _choose,
    ItemKind.CODE_READING: _choose,
    ItemKind.MULTIPLE: _choose_some,
    ItemKind.ORDER: _put_in_order,
    ItemKind.MATCH: _pair_up,
    ItemKind.SHORT_TEXT: _type_text,
    ItemKind.NUMERIC: _type_number,
}
GIVEN: dict[ItemKind, Callable[[AnswerForm], object]] = {
    ItemKind.SINGLE: _sent_one,
    ItemKind.CODE_READING: _sent_one,
    ItemKind.MULTIPLE: _sent_some,
    ItemKind.ORDER: _sent_order,
    ItemKind.MATCH: _sent_pairs,
    ItemKind.SHORT_TEXT: _sent_one,
    ItemKind.NUMERIC: _sent_one,
}
LISTED = {
    ItemKind.ORDER: gettext_lazy("Give each line its place, 1 for the first."),
    ItemKind.MATCH: gettext_lazy("Choose what belongs to each line."),
}
"""What stands above an answer of several lines."""
