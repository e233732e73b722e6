"""Reads how long contents of closed tickets are kept (docs/files.md)."""

from kabinet.config.environment import Misconfigured, text

# Longer than any ticket can be opened again, and than anybody is on holiday.
LEAST, MOST = 90, 36_500
CLASSES = {"diagnostics": "KABINET_KEEP_DIAGNOSTICS_DAYS", "others": "KABINET_KEEP_FILES_DAYS"}


def keep_days() -> dict[str, int]:
    """Days by the class of a file; 0 where its contents are kept for good."""
    return {kind: _days(name) for kind, name in CLASSES.items()}


def _days(name: str) -> int:
    said = text(name, "0")
    if not said.isdecimal() or (int(said) and not LEAST <= int(said) <= MOST):
        raise Misconfigured(f"{name} must be 0 (kept for good) or days from {LEAST} to {MOST}, not {said!r}.")
    return int(said)
