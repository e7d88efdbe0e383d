"""Certifications and licenses that official lists name, and the occupations a license is for."""

from django.db import models

from techhire.commons.skills.models.occupations import Occupation
from techhire.commons.skills.words import CredentialKind


class ListedCredential(models.Model):
    """A certification of an industry or a license of a state by its name; ``number`` is its own in the list."""

    kind = models.CharField(max_length=13, choices=CredentialKind)
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=300)
    is_current = models.BooleanField(default=True)
    source = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="listed_credential_once")]
        indexes = [models.Index(fields=["is_current", "name"], name="listed_credential_by_name")]

    def __str__(self) -> str:
        return self.name


class CredentialOccupation(models.Model):
    """A license and a SOC 2018 occupation it is for."""

    credential = models.ForeignKey(ListedCredential, on_delete=models.CASCADE, related_name="+")
    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["credential", "occupation"], name="credential_occupation_once")
        ]
