"""The assets as browsers get them: hashed names, compressed, in one folder. Made anew only when a source changed."""

import fcntl
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from kabinet.config.environment import Misconfigured

# Parts that assets/build.py joins into one style and one script, and its own notes; browsers get the whole.
LEFT_OUT = ("css", "js", "*.stamp")
PACKAGE = Path(__file__).resolve().parent.parent


def collect(root: Path) -> None:
    """Fill `root` from every static folder of the package, in a process of its own (Django stays out of this one)."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp, wanted = root / ".stamp", _state()
        if stamp.exists() and stamp.read_text() == wanted:
            return
        _collect()
        stamp.write_text(wanted)


def _collect() -> None:
    command = [sys.executable, "-m", "kabinet.config.command", "manage", "collectstatic", "--no-input", "-v0"]
    command += [f"--ignore={pattern}" for pattern in LEFT_OUT]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Misconfigured(f"The assets could not be collected: {done.stderr.strip()[-2000:]}")


def _state() -> str:
    state = sha256()
    for path in sorted(
        path for folder in PACKAGE.glob("*/static") for path in folder.rglob("*") if path.is_file()
    ):
        kept = path.stat()
        state.update(f"{path} {kept.st_size} {kept.st_mtime_ns}\n".encode())
    return state.hexdigest()
