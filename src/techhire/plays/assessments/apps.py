"""Assessments as a Django app."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Item banks, tests that adapt, supervised test days. Serves play 5."""

    name = "techhire.plays.assessments"
    label = "assessments"
