"""A resume in English from answers in either language, for the person alone or with their coach."""

from techhire.portals.layout.resume.pages import (
    UnknownRole,
    resume_file,
    resume_for,
    resume_page,
    resume_pdf,
)

__all__ = ["UnknownRole", "resume_file", "resume_for", "resume_page", "resume_pdf"]
