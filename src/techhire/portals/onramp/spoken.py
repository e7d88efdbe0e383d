"""What somebody said to their coach: the one field in which it is written down, on whatever page it is asked."""

from django import forms
from django.utils.translation import gettext_lazy

THEIR_WORDS = forms.CharField(
    label=gettext_lazy("What they said, in their words"),
    max_length=2000,
    widget=forms.Textarea(attrs={"rows": 3}),
    help_text=gettext_lazy("The date is today, and your name is kept beside it."),
)
