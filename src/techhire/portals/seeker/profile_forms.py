"""The questions about the work a person wants, one form a question, and why each is asked."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from techhire.plays.seekers.words import SCHEDULE_BITS, SCHEDULE_WORDS, Said, TravelMode
from techhire.portals.layout.forms import PlainForm

if TYPE_CHECKING:
    from techhire.plays.seekers.models import Seeker

MINUTES = (15, 30, 45, 60, 90, 120)


class StepForm(PlainForm):
    """One question. ``keys`` names the fields of the record it answers."""

    slug: ClassVar[str]
    title: ClassVar[Promise]
    why: ClassVar[Promise]
    keys: ClassVar[tuple[str, ...]]
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @classmethod
    def initial_of(cls, seeker: "Seeker") -> dict[str, Any]:
        """What the record holds now, as the form shows it."""
        return {key: getattr(seeker, key) for key in cls.keys}

    def changes(self) -> dict[str, Any]:
        """What was typed, as the record holds it."""
        return {key: self.cleaned_data[key] for key in self.keys}


class NameForm(StepForm):
    slug, keys = "name", ("name",)
    title = _("What should people call you?")
    why = _("Employers do not see your name until they say yes to you.")
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class AgeForm(StepForm):
    slug, keys = "age", ("is_adult",)
    title = _("Are you 18 or older?")
    why = _("Employers here can only find people who are 18 or older. We do not ask for your birthday.")
    is_adult = forms.TypedChoiceField(
        label=_("Are you 18 or older?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )

    @classmethod
    def initial_of(cls, seeker: "Seeker") -> dict[str, Any]:
        """Yes, no, or nothing yet."""
        return {"is_adult": {True: "yes", False: "no"}.get(seeker.is_adult)}  # type: ignore[arg-type]  # None is none


class PlaceForm(StepForm):
    slug, keys = "place", ("zip_code", "place", "remote_ok")
    title = _("Where do you want to work?")
    why = _("We use a ZIP code or a town to guess how long the way to a job is. Employers never see it.")
    zip_code = forms.CharField(
        label=_("ZIP code"),
        max_length=5,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code"}),
    )
    place = forms.CharField(
        label=_("Or a town"),
        max_length=120,
        required=False,
        help_text=_("With its state, like Independence, MO."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    remote_ok = forms.BooleanField(label=_("Work from home is fine, too"), required=False)

    @classmethod
    def initial_of(cls, seeker: "Seeker") -> dict[str, Any]:
        """The town only where no ZIP code says it."""
        return super().initial_of(seeker) | {"place": "" if seeker.zip_code else seeker.place}


class TravelForm(StepForm):
    slug, keys = "travel", ("travel_mode", "travel_minutes")
    title = _("How far would you travel?")
    why = _("Jobs that are farther away are not shown to you, and their employers do not see you.")
    travel_mode = forms.ChoiceField(
        label=_("How do you travel?"), choices=TravelMode.choices, widget=forms.RadioSelect
    )
    travel_minutes = forms.TypedChoiceField(
        label=_("Longest way, one direction"),
        choices=[(minutes, _("about %d minutes") % minutes) for minutes in MINUTES],
        coerce=int,
        widget=forms.RadioSelect,
    )


class ScheduleForm(StepForm):
    slug, keys = "schedule", ("schedule",)
    title = _("When can you work?")
    why = _("Tick everything that is possible. If you tick nothing, hours do not keep any job away.")
    schedule = forms.MultipleChoiceField(
        label=_("When can you work?"),
        choices=list(SCHEDULE_WORDS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    @classmethod
    def initial_of(cls, seeker: "Seeker") -> dict[str, Any]:
        """The ticked boxes."""
        return {"schedule": [name for name, bit in SCHEDULE_BITS.items() if seeker.schedule & bit]}

    def changes(self) -> dict[str, Any]:
        """The boxes as one number."""
        return {"schedule": sum(SCHEDULE_BITS[name] for name in self.cleaned_data["schedule"])}


class PayForm(StepForm):
    slug, keys = "pay", ("pay_floor_cents",)
    title = _("What is the lowest pay you would work for?")
    why = _("Never shown to employers. Jobs that pay less are simply not shown to you.")
    pay_floor_cents = forms.DecimalField(
        label=_("Dollars an hour"), min_value=0, max_value=500, decimal_places=2, required=False
    )

    @classmethod
    def initial_of(cls, seeker: "Seeker") -> dict[str, Any]:
        """Dollars; nothing where no floor was named."""
        return {"pay_floor_cents": Decimal(seeker.pay_floor_cents) / 100 if seeker.pay_floor_cents else None}

    def changes(self) -> dict[str, Any]:
        """Cents; no floor where nothing was typed."""
        return {"pay_floor_cents": int((self.cleaned_data["pay_floor_cents"] or 0) * 100)}


class StartForm(StepForm):
    slug, keys = "start", ("available_from",)
    title = _("When could you start?")
    why = _("Leave it empty if you could start right away.")
    available_from = forms.DateField(
        label=_("First day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class AuthorizationForm(StepForm):
    slug, keys = "authorization", ("authorized", "needs_sponsorship")
    title = _("May you work in the United States?")
    why = _("Two yes or no answers, and you can leave both open. We never ask for papers or a status.")
    authorized = forms.ChoiceField(
        label=_("Are you allowed to work in the United States?"),
        choices=Said.choices,
        widget=forms.RadioSelect,
    )
    needs_sponsorship = forms.ChoiceField(
        label=_("Will you need an employer to sponsor a visa, now or later?"),
        choices=Said.choices,
        widget=forms.RadioSelect,
    )


class DegreeForm(StepForm):
    slug, keys = "degree", ("has_degree",)
    title = _("Do you have a four-year degree?")
    why = _(
        "You do not have to answer. It never changes which jobs fit you, and no employer sees it. We only count how "
        "many people a job ad shuts out when it asks for a degree."
    )
    has_degree = forms.ChoiceField(
        label=_("Four-year degree"), choices=Said.choices, widget=forms.RadioSelect
    )


class ContactForm(StepForm):
    slug, keys = "contact", ("email", "phone")
    title = _("How can people reach you?")
    why = _("An employer gets this only after saying yes to you, and only if you agreed to that.")
    email = forms.CharField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Phone number"),
        max_length=24,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    is_shared = forms.BooleanField(
        label=_("Somebody else reads or answers there, too"),
        required=False,
        help_text=_("A family phone or the phone of a shelter is fine."),
    )
    for_employers = forms.BooleanField(
        label=_("Employers may get it after they say yes to me"), required=False
    )


STEPS: tuple[type[StepForm], ...] = (
    NameForm,
    AgeForm,
    PlaceForm,
    TravelForm,
    ScheduleForm,
    PayForm,
    StartForm,
    AuthorizationForm,
    DegreeForm,
    ContactForm,
)
