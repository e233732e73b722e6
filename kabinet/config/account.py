"""Under whom the embedded PostgreSQL runs. It refuses root, so root lends it to an account with nothing else to do."""

import logging
import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from kabinet.config.environment import Misconfigured

ACCOUNTS = ("postgres", "nobody")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Account:
    user: int
    group: int


def server_account() -> Account | None:
    """None: the person who runs Kabinet is no root, and the server runs as that person."""
    if os.geteuid() != 0:
        return None
    for name in ACCOUNTS:
        try:
            known = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(known.pw_uid, known.pw_gid)
    raise Misconfigured(
        f"PostgreSQL does not run as root, and this machine has no account {' or '.join(ACCOUNTS)}."
    )


def reachable(folder: Path, account: Account) -> None:
    """Let the account walk through the folders above `folder` (not list them) where it could not; say so once."""
    for above in (folder, *folder.parents):
        mode = above.stat()
        owner_or_group = mode.st_uid == account.user or mode.st_gid == account.group
        if not owner_or_group and not mode.st_mode & stat.S_IXOTH:
            log.warning(
                "%s: other accounts may now walk through, so that PostgreSQL need not run as root", above
            )
            above.chmod(stat.S_IMODE(mode.st_mode) | stat.S_IXOTH)


def readable(tree: Path) -> None:
    """Let other accounts read and run what pip laid down under a closed umask."""
    if not tree.exists() or tree.stat().st_mode & stat.S_IXOTH:
        return
    for path in (tree, *tree.rglob("*")):
        mode = stat.S_IMODE(path.stat().st_mode)
        # What the owner may do, the others may too, but for writing: the third octal digit from the first.
        path.chmod(mode | (mode >> 6 & (stat.S_IROTH | stat.S_IXOTH)))
