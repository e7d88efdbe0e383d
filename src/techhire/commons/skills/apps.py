"""Skills as a Django app."""

from django.apps import AppConfig


class SkillsConfig(AppConfig):
    """The shared language of the community."""

    name = "techhire.commons.skills"
    label = "skills"
