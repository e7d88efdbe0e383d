"""Files from outside, treated as hostile: bounded, typed by content, never executed, never kept under their name."""

from techhire.commons.uploads.kinds import FileKind
from techhire.commons.uploads.refusing import BadUpload
from techhire.commons.uploads.taking import TakenFile, forget_upload, take_upload

__all__ = ["BadUpload", "FileKind", "TakenFile", "forget_upload", "take_upload"]
