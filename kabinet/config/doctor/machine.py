"""This machine: Python, settings, room for files, mail, where people sign in."""

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from kabinet.config.counterparts.providers import FILE, ending
from kabinet.config.doctor.finding import Finding, fault, note, well
from kabinet.network import channel, imap, sign_in
from kabinet.network.clamd import ping
from kabinet.network.provider import Away

OLDEST = (3, 11)
# Less than this is a fault: a form may bring files of a hundred megabytes, and PostgreSQL stops where it has no room.
LEAST_FREE, LITTLE_FREE = 1 << 30, 10 << 30
GIB = float(1 << 30)


def python() -> Iterator[Finding]:
    said = f"Python {platform.python_version()}"
    if sys.version_info < OLDEST:
        yield fault("Python", f"{said} is too old: Kabinet needs {OLDEST[0]}.{OLDEST[1]} or newer")
    else:
        yield well("Python", said)


def said_settings() -> Iterator[Finding]:
    """They were read, or there would be no doctor."""
    reached = (
        f"people type {settings.PUBLIC_URL}, kabinet serve is to listen on {settings.ADDRESS}:{settings.PORT}"
    )
    if settings.DEBUG:
        yield fault("settings", "KABINET_DEBUG is on: everybody reads tracebacks in the browser")
    elif settings.DEMO:
        yield note(
            "settings", f"{reached}; KABINET_DEMO shows people of the demonstration who all have one password"
        )
    elif not settings.HTTPS and settings.PUBLIC_HOST not in settings.LOOPBACK:
        yield fault("settings", f"{reached} without https: passwords and cookies travel in the open")
    else:
        yield well("settings", reached)


def mail() -> Iterator[Finding]:
    """Whether letters are sent, and over which server; nobody connects to it for this."""
    server = settings.MAIL_SERVER
    if server is not None:
        tls = {"starttls": "STARTTLS", "tls": "TLS"}.get(server.tls, "no TLS")
        yield well(
            "mail",
            f"letters go to {server.host}:{server.port} ({tls}) from {parseaddr(settings.MAIL_FROM)[1]}",
        )
    elif settings.LETTERS == "caught":
        yield note("mail", "a demonstration keeps its letters, nobody outside gets any")
    else:
        yield note("mail", "KABINET_MAIL_SERVER is not set: no letters, people are told in Kabinet alone")


def boxes() -> Iterator[Finding]:
    """Where letters come in; servers that they are fetched from are asked whether they let us in."""
    said = settings.MAIL_IN
    if not said.boxes:
        yield note("mail in", "KABINET_MAIL_IN names no box: letters are answered by nobody")
        return
    away = False
    for box in said.boxes:
        if box.imap is None:
            continue
        try:
            imap.Folder(box.imap).close()
        except imap.Away as failed:
            away = True
            yield fault("mail in", f"{box.address}: {box.imap.host} does not let us in: {failed}")
    if not away:
        handed = f", handed over by {said.listener.protocol}" if said.listener else ""
        known = ", ".join(f"{each.address} ({each.desk})" for each in said.boxes)
        yield well("mail in", f"letters come to {known}{handed}; {said.trusted} says who sent them")


def messengers() -> Iterator[Finding]:
    """Whether the bots that carry notices are let in, and are those whose names people are shown."""
    for messenger in settings.MESSENGERS.values():
        try:
            found = messenger.own_name()
        except (channel.Gone, channel.Refused, channel.Away) as failed:
            said = str(failed) or "refused"
            yield fault(
                "messenger",
                f"{messenger.name} does not let the bot @{messenger.bot} in: {said}. Its token, its server?",
            )
            continue
        if found.lower() == messenger.bot.lower():
            yield well("messenger", f"{messenger.name} knows the bot @{found}")
        else:
            yield fault(
                "messenger",
                f"{messenger.name} calls the bot @{found}, and people are led to @{messenger.bot}",
            )
    if not settings.MESSENGERS:
        yield note("messenger", "none is named: notices come to devices and by letter")


def providers() -> Iterator[Finding]:
    """Where people sign in, when not by passwords alone; each is asked for what it says of itself."""
    named = settings.SIGN_IN_PROVIDERS.all
    if not named:
        yield note(
            "sign-in",
            "by passwords alone: neither KABINET_OIDC_ISSUER nor KABINET_PROVIDERS names a provider",
        )
    for each in named:
        if each is settings.DEMO_PROVIDER:
            yield note(
                "sign-in", "the demonstration has a provider within itself, which asks for no password"
            )
            continue
        try:
            sign_in.greet(each)
        except Away as away:
            yield fault("sign-in", f"{each.key}: {each.place} is no provider that answers: {away.reason}")
        else:
            more = "" if each.sign_in_address else ", and calls itself so"
            yield well("sign-in", f"{each.key}: {each.place} answers{more}")
    for over, sentence in ending(settings.SIGN_IN_PROVIDERS, datetime.now(UTC)):
        yield (fault if over else note)("sign-in", sentence)
    for file in sorted({each.signing.file for each in named if each.signing}):
        if readable := _read_by_others(file):
            yield fault("sign-in", f"a key of ours is readable by everybody: chmod o-rwx {readable}")
    if readable := _read_by_others(os.environ.get(FILE, "")):
        yield fault("sign-in", f"{FILE} has secrets and is readable by everybody: chmod o-rwx {readable}")


def _read_by_others(named: str) -> str:
    """The file, when it is."""
    path = Path(named.strip())
    return str(path) if named.strip() and path.exists() and path.stat().st_mode & 0o007 else ""


def evidence() -> Iterator[Finding]:
    """What packs of evidence are signed with and who stamps them; no authority is asked for this."""
    from kabinet.actions.evidence.signing import mark

    own = (
        "a key of its own"
        if settings.EVIDENCE_KEY
        else "a key made from KABINET_SECRET_KEY: with another, another"
    )
    said = f"packs are signed with {own}, known by {mark()[:16]}…"
    if settings.TSA_URL:
        yield well("evidence", f"{said}; {urlsplit(settings.TSA_URL).hostname} stamps them")
    else:
        yield note("evidence", f"{said}; KABINET_TSA_URL names no authority: no timestamps")


def antivirus() -> Iterator[Finding]:
    """Whether what looks through files answers."""
    if not settings.CLAMD:
        yield note("antivirus", "KABINET_CLAMD names none: files of tickets are not looked through")
    elif ping(settings.CLAMD):
        yield well("antivirus", f"clamd at {settings.CLAMD} answers")
    else:
        yield fault(
            "antivirus", f"no clamd answers at {settings.CLAMD}: files wait an hour, then go out unscanned"
        )


def retention() -> Iterator[Finding]:
    """How long contents of closed tickets are kept."""
    logs, others = (settings.KEEP_DAYS[kind] for kind in ("diagnostics", "others"))
    if logs or others:
        said = [f"{days} days after closing" if days else "for good" for days in (logs, others)]
        yield well("retention", f"logs, dumps and archives are kept {said[0]}, other files {said[1]}")
    else:
        yield note("retention", "no days are named: contents of files are kept for good")


def storage() -> Iterator[Finding]:
    """Where contents of files lie; a bucket is asked whether it lets us in."""
    from kabinet.actions.contents import bucket

    if not bucket.is_named():
        yield well("storage", f"contents of files lie in {settings.FILES}")
    elif said := bucket.answers():
        yield fault(
            "storage", f"the bucket of KABINET_S3 does not let us in ({said}): contents stay on this disk"
        )
    else:
        yield well(
            "storage", f"contents go up to the bucket of KABINET_S3, and lie in {settings.FILES} for a day"
        )


def room() -> Iterator[Finding]:
    """Where files are written; the database's own disk cannot be seen from here unless it is the same."""
    folder = _there(settings.FILES)
    free = shutil.disk_usage(folder).free
    said = f"{free / GIB:.1f} GiB free for files in {settings.FILES}"
    if free < LEAST_FREE:
        yield fault("free space", f"{said}: files are refused when it is full")
    elif free < LITTLE_FREE:
        yield note("free space", f"{said}, which is little")
    else:
        yield well("free space", said)


def files() -> Iterator[Finding]:
    """Rows without their content, and contents without a row."""
    from kabinet.actions.tickets.drafts import stored
    from kabinet.actions.tickets.uploads import keeping

    folder = _there(settings.FILES)
    if not os.access(folder, os.W_OK | os.X_OK):
        yield fault("files", f"nothing can be written into {folder}")
    lost = sum(1 for _ in stored.without_content())
    orphans = stored.without_row() + keeping.without_row()
    if lost:
        yield fault("files", f"{lost} files have no content: kabinet verify names them")
    else:
        waiting = f"; {orphans} contents without a row are swept at night" if orphans else ""
        yield well("files", f"every file has its content{waiting}")


def _there(folder: Path) -> Path:
    """The folder, or the first above it that is there: it is made when the first file comes."""
    while not folder.exists():
        folder = folder.parent
    return folder
