"""The database: its version and tables, what lies between it and us, its clock, its roles, and what happens by itself."""

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import psycopg
from django.db import connection, transaction

from kabinet.config import limits, schema
from kabinet.config.doctor.finding import Finding, fault, note, well
from kabinet.jobs import loops
from kabinet.records import agreed_time
from kabinet.records.security.reach import as_system
from kabinet.records.security.row_level_security import WALLED

OLDEST = 150_000
# A setting of a session and a prepared question: both are gone when a pooler gives each transaction another connection.
MARK = "SELECT set_config('kabinet.doctor', %s, false), pg_backend_pid()"
MARKED = "SELECT current_setting('kabinet.doctor', true), pg_backend_pid()"
TIMES = 5
POOLING = "pool whole sessions, or do what docs/serving.md says of poolers"
# Who is not held by policies, or may become somebody who is not.
UNHELD = """
SELECT r.rolname, r.rolsuper, r.rolbypassrls FROM pg_roles r
WHERE (r.rolsuper OR r.rolbypassrls) AND (r.rolcanlogin OR r.rolname = current_user) ORDER BY r.rolname"""
MAY_BECOME = """
SELECT r.rolname FROM pg_roles r
WHERE r.rolname <> current_user AND pg_has_role(current_user, r.oid, 'MEMBER')
  AND (r.rolsuper OR r.rolbypassrls OR r.oid IN (SELECT relowner FROM pg_class WHERE relnamespace = 'public'::regnamespace))
ORDER BY r.rolname"""
OWNERS = """
SELECT DISTINCT pg_get_userbyid(relowner)::text FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'S') ORDER BY 1"""
UNFORCED = """
SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
  AND relname = ANY(%s) AND NOT (relrowsecurity AND relforcerowsecurity) ORDER BY 1"""
WHO = "SELECT current_user::text, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"


def version() -> Iterator[Finding]:
    number = connection.cursor().connection.info.server_version
    said = f"PostgreSQL {number // 10_000}.{number % 10_000}"
    if number < OLDEST:
        yield fault("PostgreSQL", f"{said} is too old: Kabinet needs {OLDEST // 10_000} or newer")
    else:
        yield well("PostgreSQL", said)


def tables() -> Iterator[Finding]:
    if words := schema.difference(schema.applied_by(connection)):
        yield fault("schema", words)
    else:
        yield well("schema", "the database is of this version")


def pooler() -> Iterator[Finding]:
    """Kabinet says its limits and who asks once a connection or transaction; what a session was told must stay its own."""
    unheld = [name for name in limits.PARTS["command"] if _shown(name) in ("0", "0ms")]
    if lost := next(_others_between(), ""):
        yield fault("pooler", f"a pooler gives each transaction another connection ({lost}): {POOLING}")
    elif unheld:
        yield fault(
            "pooler", f"the database holds no {', '.join(unheld)}, a pooler has dropped them: {POOLING}"
        )
    else:
        yield well("pooler", "a session keeps its settings, and its limits are held")


def _others_between() -> Iterator[str]:
    """What shows that two transactions of one session came to different connections."""
    with connection.cursor() as cursor:
        cursor.execute(MARK, [str(os.getpid())])
        first: Sequence[Any] = cursor.fetchone() or ()
    for _ in range(TIMES):
        with connection.cursor() as cursor:
            cursor.execute(MARKED)
            found: Sequence[Any] = cursor.fetchone() or ()
        if found != first:
            yield "its settings were gone" if found[0] != first[0] else "its process changed"


def _shown(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s)", [name])
        return str(cursor.fetchone()[0])


def clock() -> Iterator[Finding]:
    found = agreed_time.ahead(datetime.now(UTC))
    said = f"the clock of this machine {agreed_time.difference(found)}"
    yield fault("clock", said) if abs(found) > agreed_time.tolerance() else well("clock", said)


def roles() -> Iterator[Finding]:
    """Who the application is, who owns the tables, and who sees every row."""
    user, unheld = _rows(WHO)[0]
    owners = [name for (name,) in _rows(OWNERS)]
    becomes = [name for (name,) in _rows(MAY_BECOME)]
    if unheld:
        yield fault(
            "roles",
            f"DATABASE_URL names {user}, whom no wall holds: ALTER ROLE {user} NOSUPERUSER NOBYPASSRLS",
        )
    elif user in owners or becomes:
        yield fault(
            "roles",
            f"DATABASE_URL names {user}, who owns tables or may become {', '.join(becomes) or user}:"
            " use a role that owns nothing",
        )
    else:
        yield well("roles", f"{user} works and owns nothing, {', '.join(owners)} owns the tables")
    passing = [
        f"{name} ({'superuser' if is_superuser else 'BYPASSRLS'})" for name, is_superuser, _ in _rows(UNHELD)
    ]
    yield note("roles", f"every row is seen by {', '.join(passing) or 'nobody, so no backup can be made'}")
    if unforced := [name for (name,) in _rows(UNFORCED, [list(WALLED)])]:
        yield fault("walls", f"row-level security is not forced on {', '.join(unforced)}: kabinet migrate")
    else:
        yield well("walls", f"row-level security is forced on {len(WALLED)} tables")


def backup() -> Iterator[Finding]:
    """Whether `kabinet backup` could make one."""
    from kabinet.config.backup.manifest import BackupFailed
    from kabinet.config.backup.save import connected

    url = os.environ.get("DATABASE_BACKUP_URL", "")
    if not url:
        yield note("backup", "DATABASE_BACKUP_URL is not set: kabinet backup cannot be made from here")
        return
    try:
        with connected(url) as seeing:
            yield well("backup", f"{seeing.info.user} sees every row, kabinet backup can be made")
    except (BackupFailed, psycopg.Error) as failed:
        yield fault("backup", " ".join(str(failed).split()))


def letters() -> Iterator[Finding]:
    """Deliveries that wait, fail or were given up."""
    from kabinet.actions.letters import checking, deliveries

    found = checking.deliveries(at=datetime.now(UTC))
    said = f"{found.open} on their way, {found.failed} of them failed before, {found.given_up} given up"
    if found.given_up:
        yield fault("letters", f"{said}: the page /letters/ says why and repeats them")
    elif found.late_since and deliveries.are_sent():
        yield fault(
            "letters",
            f"{said}; one is due since {found.late_since:%Y-%m-%dT%H:%M:%SZ}: does kabinet work run?",
        )
    else:
        yield well("letters", said)


def alerts() -> Iterator[Finding]:
    """Devices and chats that cannot be told any more, and alerts that nobody tries."""
    from kabinet.actions.alerts import device_checks
    from kabinet.actions.alerts.devices import channels

    found = device_checks.alerts(at=datetime.now(UTC))
    said = f"{found.devices} devices, {found.refused} of them refused by their service; {found.open} alerts on their way"
    if found.unreadable:
        yield fault(
            "alerts",
            f"{said}; {found.unreadable} devices cannot be read with this KABINET_SECRET_KEY: their people switch"
            " notices on anew in their profiles",
        )
    elif found.late_since and channels():
        yield fault(
            "alerts",
            f"{said}; one is due since {found.late_since:%Y-%m-%dT%H:%M:%SZ}: does kabinet work run?",
        )
    elif not channels():
        yield note("alerts", f"{said}: KABINET_PUSH_SERVICES is off and no messenger named, nobody is told")
    else:
        yield well("alerts", said)


def webhooks() -> Iterator[Finding]:
    """Addresses that stopped by themselves, and facts that nobody tells."""
    from kabinet.actions.webhooks import checking

    found = checking.webhooks(at=datetime.now(UTC))
    said = f"{found.all} webhooks, {found.stopped} of them have stopped; {found.dead} facts are told by nobody any more"
    if found.late_since:
        late = f"{found.late_since:%Y-%m-%dT%H:%M:%SZ}"
        yield fault("webhooks", f"{said}; one is due since {late}: does kabinet work run?")
    elif found.stopped or found.dead:
        yield note("webhooks", f"{said}: whoever keeps them sees why at /webhooks/")
    else:
        yield well("webhooks", said)


def bridges() -> Iterator[Finding]:
    """Desks that do not answer or stopped by themselves, and facts that nobody carries."""
    from kabinet.actions.bridges import checking

    found = checking.bridges(at=datetime.now(UTC))
    said = f"{found.all} bridges, {found.silent} desks do not answer, {found.stopped} have stopped; {found.dead} facts lie"
    if found.late_since:
        late = f"{found.late_since:%Y-%m-%dT%H:%M:%SZ}"
        yield fault("bridges", f"{said}; one is due since {late}: does kabinet work run?")
    elif found.stopped or found.silent or found.dead:
        yield note("bridges", f"{said}: whoever keeps them sees why at /bridges/")
    else:
        yield well("bridges", said)


def letters_in() -> Iterator[Finding]:
    """Boxes without a desk, and letters that nobody reads."""
    from django.conf import settings

    from kabinet.actions.inbox import checking

    for sentence in checking.boxes_without_desk():
        yield fault("inbox", sentence)
    found = checking.incoming(at=datetime.now(UTC))
    said = f"{found.held} letters wait for a person, {found.waiting} to be read"
    if found.late and settings.MAIL_IN.boxes:
        yield fault("inbox", f"{said}, some for long: does kabinet mail run?")
    else:
        yield well("inbox", said)


def sign_in() -> Iterator[Finding]:
    """Whether passwords let in, and of whom a second factor is demanded who has none."""
    from kabinet.actions.factors import app, demand, local_sign_in
    from kabinet.actions.organisations.contacts import provider_accounts

    for key in provider_accounts.without_organisation():
        yield fault(
            "sign-in", f"{key} is the provider of an organisation that is not here: it lets nobody in"
        )
    yield from _accounts(provider_accounts.accounts())
    at = datetime.now(UTC)
    standing, people, administrators = local_sign_in.local_sign_in(at), *demand.without()
    with transaction.atomic(), as_system("apps whose secret cannot be read"):
        unreadable = len(app.of_unreadable())
    if unreadable:
        yield fault(
            "second factor",
            f"{unreadable} apps cannot be read with this KABINET_SECRET_KEY: their people are not let in until an "
            "administrator resets them",
        )
    if administrators:
        yield note(
            "second factor",
            f"it is demanded, and {people} people have none yet, {administrators} of them administrators of the vendor",
        )
    elif people:
        yield note("second factor", f"it is demanded, and {people} people have none yet")
    elif not unreadable:
        yield well("second factor", "everybody of whom it is demanded has one")
    if standing.until:
        yield note("passwords", f"the emergency door is open until {standing.until:%Y-%m-%dT%H:%M:%SZ}")
    elif standing.closed:
        yield well("passwords", "closed: people come from the identity provider")
    else:
        yield well("passwords", "they let in")


def _accounts(bound: Mapping[str, int]) -> Iterator[Finding]:
    """Who came from which provider; accounts of one that is named no more let nobody in."""
    known = [f"{count} from {key}" for key, count in bound.items() if key]
    if known:
        yield well("accounts", f"people came {', '.join(known)}, and their accounts are bound")
    if lost := bound[""]:
        yield note(
            "accounts",
            f"{lost} are bound at providers that are named no more, or call themselves otherwise: they let nobody in",
        )


def by_itself() -> Iterator[Finding]:
    """The loops of workers, by what each wrote down."""
    late = [
        f"{name} {f'not since {last:%Y-%m-%dT%H:%M:%SZ}' if last else 'never yet'}"
        for name, last in loops.late(datetime.now(UTC))
    ]
    if late:
        yield fault("loops", f"late: {', '.join(late)}: does kabinet work run?")
    else:
        yield well("loops", "everything that happens by itself has happened in its time")


def _rows(question: str, values: Any = ()) -> list[tuple[Any, ...]]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(question, values)
        return list(cursor.fetchall())
