"""What is read with a field by whoever hears the page: its hint, its errors, what is saved now, in this order."""

from django import forms


class FieldReadWith(forms.BoundField):
    """A field that names all of it by itself, wherever it is drawn."""

    @property
    def aria_describedby(self) -> str | None:
        """Ids parted by spaces; None where there is nothing to read, or no ids are wanted."""
        return described_by(self, str(self.help_text)) or None

    @property
    def errors_named(self) -> list[tuple[str, str]]:
        """Each error with the id it is read by."""
        return errors_named(self)


def described_by(bound: forms.BoundField, hint: str) -> str:
    """The ids of all that is read with a field, parted by spaces; empty for a field nobody sees."""
    if not bound.auto_id or bound.is_hidden:
        return ""
    own = bound.field.widget.attrs.get("aria-describedby", "")
    hints = [f"{bound.auto_id}_helptext"] if hint else []
    kept = [f"{bound.auto_id}_kept"] if saved_now_of(bound) else []
    again = [f"{bound.auto_id}_again"] if file_again(bound) else []
    return " ".join([*own.split(), *hints, *(name for name, _error in errors_named(bound)), *kept, *again])


def errors_named(bound: forms.BoundField) -> list[tuple[str, str]]:
    """Each error of a field with an id; the first has the one Django gives where there is one alone."""
    name = f"{bound.auto_id}_error"
    return [(f"{name}_{at}" if at else name, str(error)) for at, error in enumerate(bound.errors)]


def file_again(bound: forms.BoundField) -> str:
    """The name of a file that has to be chosen once more, because something else of its form was refused."""
    form = bound.form
    refused = form.is_bound and form.errors and not bound.errors
    sent = form.files.get(form.add_prefix(bound.name)) if refused else None
    return str(sent.name) if sent else ""


def saved_now_of(bound: forms.BoundField) -> str:
    """What somebody else saved in this field while the form was open, in words; empty where nobody did."""
    return str(getattr(bound.form, "saved_now", {}).get(bound.name, ""))
