"""Community, Organization and its kinds, Membership, Invitation, ApiToken."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.words import Kind, MemberRole, OrganizationState
from techhire.commons.people.models import Account


class Community(models.Model):
    """A region that hires for what people can do. Everything else in the product belongs to one."""

    slug = models.SlugField(unique=True)
    host = models.CharField(max_length=253, blank=True)
    is_default = models.BooleanField(default=False)
    name = models.CharField(_("name"), max_length=120)
    promise = models.TextField(_("what this community promises"), max_length=600, blank=True)
    promise_es = models.TextField(_("what this community promises, in Spanish"), max_length=600, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    state_code = models.CharField(_("state"), max_length=2, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40, default="America/Chicago")
    languages = models.JSONField(default=list)
    color = models.CharField(_("color"), max_length=7, default="#005ea2")
    logo_changed_at = models.DateTimeField(null=True, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    interview_threshold = models.DecimalField(
        _("interview threshold"), max_digits=3, decimal_places=2, default="0.60"
    )
    minimum_age = models.PositiveSmallIntegerField(_("minimum age"), default=16)
    ranking_on = models.BooleanField(_("ranking on"), default=True)
    ranking_needs_audit = models.BooleanField(
        _("the law here asks for a yearly audit and a notice before ranking"), default=False
    )
    ranking_notice_days = models.PositiveSmallIntegerField(
        _("business days of notice before ranking"), default=0
    )
    ranking_audit_url = models.URLField(_("link to the yearly audit"), blank=True)
    trusted_domains = models.JSONField(default=list)
    as_of = models.DateField(_("date estimates are aged to"))
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=models.Q(is_default=True), name="one_default_community"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def day_of(self, moment: datetime) -> date:
        """The day it is here at a moment: today, where the moment is now."""
        return moment.astimezone(self.zone).date()

    def start_of(self, day: date) -> datetime:
        """The first second of a day here."""
        return datetime.combine(day, time(0), self.zone)

    def end_of(self, day: date) -> datetime:
        """The last second of a day here."""
        return datetime.combine(day, time(23, 59, 59), self.zone)

    @property
    def zone(self) -> ZoneInfo:
        """Its clock."""
        return ZoneInfo(self.time_zone)


class CommunityLogo(models.Model):
    """The picture beside the community's name, apart from it: every request reads the community, few read this."""

    community = models.OneToOneField(Community, models.CASCADE, primary_key=True, related_name="logo")
    kind = models.CharField(max_length=4)
    body = models.BinaryField()


class Organization(models.Model):
    """A partner of the community; one organization may be of several kinds."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=80)
    name = models.CharField(_("name"), max_length=160)
    state = models.CharField(max_length=10, choices=OrganizationState, default=OrganizationState.APPLIED)
    about = models.TextField(_("about"), max_length=2000, blank=True)
    about_es = models.TextField(_("about, in Spanish"), max_length=2000, blank=True)
    website = models.URLField(_("website"), blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    state_code = models.CharField(_("state"), max_length=2, blank=True)
    zip_code = models.CharField(_("ZIP code"), max_length=5, blank=True)
    naics = models.CharField(_("industry code (NAICS)"), max_length=6, blank=True)
    size = models.PositiveIntegerField(_("people working there"), null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "slug"], name="organization_slug")]

    def __str__(self) -> str:
        return self.name


class OrganizationKind(models.Model):
    """One of the things an organization is."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="kinds")
    kind = models.CharField(max_length=10, choices=Kind)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "kind"], name="organization_kind_once")
        ]


class Membership(models.Model):
    """A person's seat in an organization. It ends, it is not deleted."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=8, choices=MemberRole)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "organization"],
                condition=models.Q(ended_at__isnull=True),
                name="one_seat_each",
            )
        ]


class Invitation(models.Model):
    """An open door into an organization, found again by the fingerprint of its token."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    email = models.EmailField()
    role = models.CharField(max_length=8, choices=MemberRole)
    language = models.CharField(max_length=5, default="en")
    fingerprint = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    accepted = models.BooleanField(null=True)


class ApiToken(models.Model):
    """A machine's key, kept as a fingerprint, with scopes and an end."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
