"""Which fields are sealed, and sealing all of them anew after a key was added."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import models, transaction

from techhire.commons.vault.fields import EncryptedTextField
from techhire.commons.vault.keys import Unreadable, is_newest, reseal
from techhire.commons.vault.raw_rows import raw_batches, write_unless_changed

BATCH = 500
SECOND_STEP_SECRETS = frozenset({"secret", "seed"})


@dataclass(frozen=True)
class SealedField:
    """One sealed field: the app and model it belongs to, and its name."""

    app: str
    model: str
    field: str

    def __str__(self) -> str:
        return f"{self.app}.{self.model}.{self.field}"


@dataclass(frozen=True)
class Rotation:
    """What sealing anew came to, in values: sealed anew, sealed with the newest key already, not readable at all."""

    resealed: int = 0
    current: int = 0
    unreadable: int = 0

    def __add__(self, other: "Rotation") -> "Rotation":
        return Rotation(
            self.resealed + other.resealed,
            self.current + other.current,
            self.unreadable + other.unreadable,
        )


def _sealed() -> Iterator[tuple[type[models.Model], str]]:
    for model in sorted(apps.get_models(), key=lambda model: model._meta.label):
        for field in model._meta.concrete_fields:
            if isinstance(field, EncryptedTextField):
                yield model, field.name


def encrypted_fields() -> list[SealedField]:
    """Every sealed field of the product, by app, model and name; the reference page is checked against this list."""
    own = [SealedField(model._meta.app_label, model.__name__, name) for model, name in _sealed()]
    return [*own, SealedField("mfa", "Authenticator", "data")]


def reseal_all(
    *, batch: int = BATCH, progress: Callable[[SealedField, Rotation], None] | None = None
) -> Rotation:
    """Seal every value with the newest key, so that older keys can be taken off the list.

    Runs in short transactions of ``batch`` rows, beside people at work: a value changed meanwhile is left as it is,
    since it was sealed with the newest key. May be stopped and run again. ``progress`` is told after each field.
    """
    total = Rotation()
    for model, name in _sealed():
        done = _reseal_field(model, name, batch)
        total += done
        if progress is not None:
            progress(SealedField(model._meta.app_label, model.__name__, name), done)
    return total + _reseal_second_steps()


def _reseal_second_steps() -> Rotation:
    """The secrets behind apps and backup codes live inside a row of the sign-in library, sealed by our adapter."""
    done = Rotation()
    for pk in list(Authenticator.objects.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            row = Authenticator.objects.select_for_update().get(pk=pk)
            for key in SECOND_STEP_SECRETS & set(row.data):
                token = row.data[key]
                if is_newest(token):
                    done += Rotation(current=1)
                    continue
                try:
                    row.data[key] = reseal(token)
                except Unreadable:
                    done += Rotation(unreadable=1)
                    continue
                row.save(update_fields=["data"])
                done += Rotation(resealed=1)
    return done


def _reseal_field(model: type[models.Model], name: str, batch: int) -> Rotation:
    done = Rotation()
    for rows in raw_batches(model, [name], batch):
        with transaction.atomic():
            for pk, said in rows:
                done += _reseal_value(model, name, pk, said[name])
    return done


def _reseal_value(model: type[models.Model], name: str, pk: object, token: str | None) -> Rotation:
    if not token:
        return Rotation()
    if is_newest(token):
        return Rotation(current=1)
    try:
        anew = reseal(token)
    except Unreadable:
        return Rotation(unreadable=1)
    return Rotation(resealed=int(write_unless_changed(model, pk, {name: token}, {name: anew})))
