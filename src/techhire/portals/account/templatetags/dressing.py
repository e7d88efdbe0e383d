"""Forms made by the sign-in library, dressed as the design system draws them."""

from django import forms, template
from django.utils.translation import gettext as _

from techhire.portals.layout.forms import CLASSES

register = template.Library()


@register.filter
def dressed(form: forms.Form) -> forms.Form:
    """The same form with the design system's classes on its inputs and without hints inside them."""
    form.label_suffix = ""
    for field in form.fields.values():
        widget = field.widget
        name = next((css for kind, css in CLASSES if isinstance(widget, kind)), "usa-input")
        if name and name not in widget.attrs.get("class", ""):
            widget.attrs["class"] = f"{widget.attrs.get('class', '')} {name}".strip()
        widget.attrs.pop("placeholder", None)
        if "<" in str(field.help_text):
            field.help_text = _plain_hint(widget)
    if "login" in form.fields:
        form.fields["login"].label = _("E-mail address")
    if "passwordless" in form.fields:
        form.fields["name"].label = _("Name")
        form.fields["passwordless"].label = _("Sign in with it alone, without a password")
        form.fields["passwordless"].help_text = _(
            "The device then asks for your finger, your face or its PIN."
        )
    return form


def _plain_hint(widget: forms.Widget) -> str:
    """The library's hints are links and lists; a new password needs one sentence, the rest has links of our own."""
    if widget.attrs.get("autocomplete") == "new-password":
        return _("At least ten characters. Three words you can remember are better than one hard one.")
    return ""
