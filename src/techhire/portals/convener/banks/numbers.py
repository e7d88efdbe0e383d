"""The form that takes questions measured elsewhere into a bank, beside the one that measures them here."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy

from techhire.commons.permits import Refused
from techhire.commons.uploads import BadUpload, FileKind, forget_upload, take_upload
from techhire.plays.assessments.actions.taking_numbers import take_numbers
from techhire.plays.assessments.queries.item_files import LARGEST_FILE, read_measured
from techhire.portals.layout.forms import PlainForm
from techhire.portals.layout.request import Request

if TYPE_CHECKING:
    from techhire.plays.assessments.models import Calibration, ItemBank


class NumbersForm(PlainForm):
    """The file of measured questions."""

    numbers = forms.FileField(
        label=gettext_lazy("File of measured questions"),
        help_text=gettext_lazy(
            "JSON, as “techhire calibrate --out” writes it. Questions measured here before hold the scale."
        ),
    )


def taken(request: Request, bank: "ItemBank", form: NumbersForm) -> "Calibration":
    """Take the file in, to be looked at. It is not kept: the action takes the numbers down."""
    try:
        path = take_upload(form.cleaned_data["numbers"], kinds=(FileKind.JSON,), max_bytes=LARGEST_FILE).path
    except BadUpload as bad:
        raise Refused(str(bad), field="numbers") from bad
    try:
        measured = read_measured(path.read_bytes())
    finally:
        forget_upload(path)
    return take_numbers(request.actor, bank, measured, now=request.now)


def begun_by(form: PlainForm, begin: Callable[[], "Calibration"]) -> "Calibration | None":
    """What a form that was sent begins; nothing where it was not, or says what is wrong with it."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return begin()
    except Refused as refusal:
        form.refuse(refusal)
        return None
