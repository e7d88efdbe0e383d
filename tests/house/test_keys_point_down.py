"""Foreign keys follow the floors: a row may point at rows of its own app or of a lower one, and nothing points back."""

from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

from tests.house.every import every

FLOORS = [
    "ledger",
    "people",
    "communities",
    "skills",
    "seekers",
    "providers",
    "assessments",
    "credentials",
    "marketplace",
    "matches",
    "onramps",
    "concerns",
]
OURS = [model for model in apps.get_models() if model.__module__.startswith("techhire.")]


@every("model", OURS)
def test_a_key_points_at_the_same_floor_or_a_lower_one(model: type) -> None:
    floor = FLOORS.index(model._meta.app_label)
    for field in model._meta.get_fields():
        if isinstance(field, ForeignKey | ManyToManyField):
            target = field.related_model._meta.app_label
            assert FLOORS.index(target) <= floor, f"{field} points up at {target}"


@every("model", OURS)
def test_no_row_of_another_app_is_reached_backward(model: type) -> None:
    for field in model._meta.get_fields():
        if isinstance(field, ForeignKey) and field.related_model._meta.app_label != model._meta.app_label:
            assert field.remote_field.related_name == "+", f"{field} can be followed backward"


@every("model", OURS)
def test_people_are_never_removed_by_cascade(model: type) -> None:
    kept = {"seekers.Evidence", "seekers.Consent", "seekers.Grant", "seekers.AccessRecord", "ledger.Fact"}
    for field in model._meta.get_fields():
        if isinstance(field, ForeignKey) and model._meta.label in kept:
            assert field.remote_field.on_delete.__name__ != "CASCADE", f"{field} would take a record with it"
