"""The person, one per community, with or without an account, and the ways to reach them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.models import Community
from techhire.commons.people.models import Account
from techhire.commons.vault import EncryptedFloatField, EncryptedIntegerField, EncryptedTextField
from techhire.plays.seekers.words import ContactKind, Said, SeekerState, TravelMode


class Seeker(models.Model):
    """Somebody who looks for work. Hidden from every employer until they turn being found on.

    Where they live near, what they must earn and whether they may work here are sealed in the database: no query may
    ask for them, and matching reads them out of its own snapshot.

    A sealed record keeps its account, so that the person can be told; they may open a new one beside it.
    """

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    code = models.CharField(max_length=12, unique=True)
    name = EncryptedTextField(_("name"), blank=True)
    language = models.CharField(_("language"), max_length=5, default="en")
    state = models.CharField(max_length=8, choices=SeekerState, default=SeekerState.ACTIVE)
    is_adult = models.BooleanField(_("18 or older"), null=True)
    place = EncryptedTextField(_("where you want to work"), blank=True)
    zip_code = EncryptedTextField(_("ZIP code"), blank=True)
    latitude = EncryptedFloatField(null=True)
    longitude = EncryptedFloatField(null=True)
    travel_mode = models.CharField(
        _("how you travel"), max_length=8, choices=TravelMode, default=TravelMode.CAR
    )
    travel_minutes = models.PositiveSmallIntegerField(_("minutes you would travel"), default=30)
    remote_ok = models.BooleanField(_("work from home"), default=True)
    schedule = models.PositiveSmallIntegerField(_("when you can work"), default=0)
    pay_floor_cents = EncryptedIntegerField(_("lowest hourly pay"), default=0)
    available_from = models.DateField(_("can start from"), null=True, blank=True)
    authorized = EncryptedTextField(_("authorized to work in the U.S."), choices=Said, default=Said.NOT_SAID)
    needs_sponsorship = EncryptedTextField(
        _("needs sponsorship now or later"), choices=Said, default=Said.NOT_SAID
    )
    has_degree = models.CharField(
        _("has a four-year degree"), max_length=8, choices=Said, default=Said.NOT_SAID
    )
    found = models.BooleanField(_("can be found by employers"), default=False)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "account"],
                condition=models.Q(account__isnull=False) & ~models.Q(state=SeekerState.SEALED),
                name="one_seeker_per_account",
            )
        ]
        indexes = [models.Index(fields=["community", "found"], name="seeker_found")]


class Contact(models.Model):
    """A way to reach a person; it may belong to a family or a shelter, and identifies nobody."""

    seeker = models.ForeignKey(Seeker, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=ContactKind)
    value = EncryptedTextField()
    is_shared = models.BooleanField(default=False)
    for_employers = models.BooleanField(default=True)
