"""A file that was not taken."""


class BadUpload(Exception):
    """``reason`` is a sentence for the person who sent the file; ``field`` names the form's input it belongs to."""

    def __init__(self, reason: str, *, field: str = "file") -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field
