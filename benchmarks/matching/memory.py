"""Memory of this process as Linux counts it; `ru_maxrss` would carry over what a parent process used."""

from pathlib import Path


def most_memory() -> float:
    """Return the most memory this process has held since it began or since `forget_most`, in MiB."""
    return _read("VmHWM")


def memory() -> float:
    """Return the memory this process holds now, in MiB."""
    return _read("VmRSS")


def forget_most() -> None:
    """Begin a new count of the most memory held."""
    Path("/proc/self/clear_refs").write_text("5")


def _read(name: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(float(line.split()[1]) / 1024 for line in lines if line.startswith(name))
