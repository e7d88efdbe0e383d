"""Why a command ends early, in words for the person at the terminal."""


class Stop(Exception):
    """End the command with a message on standard error and an exit code (2: what was typed or given is wrong)."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code
