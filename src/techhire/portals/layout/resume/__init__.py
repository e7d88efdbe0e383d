"""A resume in English from answers in either language, for the person alone or with their coach."""

from techhire.portals.layout.resume.pages import resume_file, resume_page

__all__ = ["resume_file", "resume_page"]
