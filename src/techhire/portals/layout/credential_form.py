"""A credential as people bring it: pasted, as a file, or the address it is found at."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from techhire.commons.uploads.kinds import JPG_MARK, PNG_MARK
from techhire.portals.layout.forms import PlainForm

MOST_BYTES = 2 * 1024 * 1024
MOST_PICTURE_BYTES = 8 * 1024 * 1024


class CredentialForm(PlainForm):
    """One of two: text (JSON, the short form or an address), or a file (as JSON or short form, in a picture or PDF)."""

    text = forms.CharField(
        label=gettext_lazy("Paste the credential, or the link to it"),
        help_text=gettext_lazy("JSON, its short form (three parts with dots between), or an https address."),
        required=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
    )
    file = forms.FileField(
        label=gettext_lazy("Or choose a file"),
        help_text=gettext_lazy(
            "A JSON or JWT file, a badge picture (PNG or SVG), a certificate printed here (PDF), each at most 2 MB; "
            "or a photo or screenshot of its QR code (JPEG or PNG), at most 8 MB."
        ),
        required=False,
        allow_empty_file=True,
    )

    def clean(self) -> dict[str, Any]:
        """Refuse nothing at all, and more than we read."""
        given: dict[str, Any] = super().clean() or {}
        file = given.get("file")
        if not file and not given.get("text") and not self.errors:
            self.add_error("text", _("Paste a credential or choose a file first."))
        if file and file.size > (most := _most_bytes(file)):
            limit = {"limit": most // 1024**2}
            self.add_error("file", _("This file is too large: %(limit)s MB at most.") % limit)
        return given

    def thing(self) -> str | bytes:
        """What was brought; a file goes before text."""
        file = self.cleaned_data.get("file")
        return file.read(MOST_PICTURE_BYTES + 1) if file else self.cleaned_data["text"]


def _most_bytes(file: UploadedFile) -> int:
    """A photo may be larger than a credential; which it is, its first bytes say."""
    start = file.read(len(PNG_MARK))
    file.seek(0)
    return MOST_PICTURE_BYTES if start.startswith((PNG_MARK, JPG_MARK)) else MOST_BYTES
