"""What a person chose to say about themself for the statistics of fairness, kept apart and sealed."""

from django.db import models

from techhire.commons.vault import EncryptedTextField
from techhire.plays.seekers.models.people import Seeker


class SelfIdentification(models.Model):
    """Voluntary answers, each a code of ``words.ABOUT_SELF``. Only the person reads them; else they are only counted.

    No query about people joins this table, and the tests of the house name the few modules that may import it.
    """

    seeker = models.OneToOneField(Seeker, on_delete=models.CASCADE, related_name="+")
    sex = EncryptedTextField()
    race = EncryptedTextField()
    age = EncryptedTextField()
    changed_at = models.DateTimeField()
