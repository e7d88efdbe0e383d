"""Imports: what is running, what was done, what could not be taken."""

from django.db.models import QuerySet

from techhire.commons.permits import Actor
from techhire.commons.skills.models import ImportIssue, ImportRun
from techhire.commons.skills.rules import visible_imports


def import_runs(actor: Actor) -> QuerySet[ImportRun]:
    """Imports the actor may see, newest first."""
    return visible_imports(actor).select_related("by").order_by("-started_at", "-pk")


def import_run_at(actor: Actor, run_id: int) -> ImportRun | None:
    """One import the actor may see."""
    return import_runs(actor).filter(pk=run_id).first()


def issues_of(run: ImportRun) -> QuerySet[ImportIssue]:
    """Rows that were left out, in the order they stand in their files."""
    return run.issues.order_by("file_name", "line", "pk")


def rows_in(run_id: int) -> int:
    """How many rows the files of an import have."""
    return ImportRun.objects.values_list("rows_total", flat=True).get(pk=run_id)
