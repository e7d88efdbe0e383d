"""Make `.venv` and put the pinned packages of the named groups into it.

    python3 bootstrap/environment.py runtime test

Called before every other target, so it must cost nothing when there is nothing to do: a stamp inside `.venv`
keeps the groups installed and a digest of what they were installed from.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / ".techhire-setup.json"
OLDEST = (3, 11)


def main(groups: list[str]) -> int:
    """Bring `.venv` up to date with `groups`; groups installed before stay."""
    if sys.version_info < OLDEST:
        return run_with_newer_python()
    known = read_stamp()
    wanted = sorted({"build", "runtime", *groups, *known.get("groups", [])})
    stamp = {"root": str(ROOT), "groups": wanted, "digest": digest(wanted)}
    if stamp == known and PYTHON.exists():
        return 0
    if not usable(known):
        make_environment()
    install(wanted)
    STAMP.write_text(json.dumps(stamp, indent=1) + "\n")
    return 0


def run_with_newer_python() -> int:
    """Hand over to a newer Python on this machine, or say which one is needed."""
    for name in ("python3.13", "python3.12", "python3.11"):
        if found := shutil.which(name):
            return subprocess.call([found, *sys.argv])
    print(
        "TechHire needs Python 3.11 or newer; on Debian 12: apt-get install python3 python3-venv",
        file=sys.stderr,
    )
    return 1


def read_stamp() -> dict:
    """What the last run left, or nothing: a damaged stamp counts as none."""
    try:
        return json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}


def digest(groups: list[str]) -> str:
    """Hex digest of everything an installation is made from."""
    total = hashlib.sha256(sys.version.encode())
    for path in [ROOT / "pyproject.toml", *(requirements(group) for group in groups)]:
        total.update(path.read_bytes())
    return total.hexdigest()


def requirements(group: str) -> Path:
    """The file with the pinned packages of a group."""
    return ROOT / "requirements" / f"{group}.txt"


def usable(stamp: dict) -> bool:
    """Whether `.venv` runs a Python that is new enough and was not copied here from another folder."""
    if stamp and stamp.get("root") != str(ROOT):
        return False
    check = f"import sys; sys.exit(sys.version_info < {OLDEST})"
    return PYTHON.exists() and subprocess.call([str(PYTHON), "-c", check]) == 0


def make_environment() -> None:
    """Make `.venv`, also where Debian's python3-venv is not installed."""
    print("Making .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    if quietly([sys.executable, "-m", "venv", str(VENV)]):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if quietly([sys.executable, "-m", "venv", "--without-pip", str(VENV)]):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    tools = ROOT / "build" / "virtualenv"
    run([sys.executable, "-m", "pip", "install", "--quiet", "--target", str(tools), "virtualenv"])
    run([sys.executable, "-m", "virtualenv", "--quiet", str(VENV)], PYTHONPATH=str(tools))


def install(groups: list[str]) -> None:
    """Install the groups with their hashes checked, then the project itself, editable."""
    print(f"Installing {', '.join(groups)} into .venv")
    run([*pip(), "install", "--quiet", "--require-hashes", "-r", str(requirements("build"))])
    files = [argument for group in groups for argument in ("-r", str(requirements(group)))]
    fast = [str(VENV / "bin" / "uv"), "pip", "install", "--quiet", "--python", str(PYTHON)]
    if not quietly([*fast, "--require-hashes", *files], **index_for_uv()):
        run([*pip(), "install", "--quiet", "--require-hashes", *files])
    run([*pip(), "install", "--quiet", "--no-deps", "--no-build-isolation", "-e", str(ROOT)])


def pip() -> list[str]:
    """The pip that writes into `.venv`: its own, or the machine's where `.venv` has none."""
    if quietly([str(PYTHON), "-m", "pip", "--version"]):
        return [str(PYTHON), "-m", "pip"]
    return [sys.executable, "-m", "pip", "--python", str(PYTHON)]


def index_for_uv() -> dict[str, str]:
    """uv does not read pip's settings: pass on the registry that pip was told to use, if any."""
    if "UV_DEFAULT_INDEX" in os.environ:
        return {}
    asked = subprocess.run([*pip(), "config", "get", "global.index-url"], capture_output=True, text=True)
    index = os.environ.get("PIP_INDEX_URL") or asked.stdout.strip()
    return {"UV_DEFAULT_INDEX": index} if index else {}


def run(command: list[str], **extra: str) -> None:
    """Run a step that must succeed; its own words explain a failure."""
    result = subprocess.run(command, env={**os.environ, **extra}, stdin=subprocess.DEVNULL)
    if result.returncode:
        sys.exit(f"Setting up stopped at: {' '.join(command)}")


def quietly(command: list[str], **extra: str) -> bool:
    """Run a step that has an alternative; true if it worked."""
    env = {**os.environ, **extra}
    return subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
