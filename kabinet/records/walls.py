"""The database's own walls: the third ring (fail-closed row-level security), the immovable journal, tenant keys.

`raise_walls` is idempotent and runs after every migration as the owner. The application's role owns nothing and
cannot bypass a policy; without the settings of `reach.enter` every tenant table is empty to it.
"""

from typing import LiteralString, Protocol

ROLE: LiteralString = "kabinet_app"


class Cursor(Protocol):
    """What both Django's and psycopg's cursors offer."""

    def execute(self, sql: LiteralString, /) -> object: ...


FUNCTIONS: LiteralString = """
CREATE OR REPLACE FUNCTION kabinet_setting(name text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(current_setting('kabinet.' || name, true), '') $$;
CREATE OR REPLACE FUNCTION kabinet_numbers(name text) RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT string_to_array(nullif(kabinet_setting(name), ''), ',')::bigint[] $$;
CREATE OR REPLACE FUNCTION kabinet_audiences() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT string_to_array(nullif(kabinet_setting('audiences'), ''), ',') $$;
CREATE OR REPLACE FUNCTION kabinet_immovable() RETURNS trigger LANGUAGE plpgsql
  AS $$ BEGIN RAISE EXCEPTION 'the journal is not changed'; END $$;
CREATE SEQUENCE IF NOT EXISTS client_ticket_number START 48001;
CREATE SEQUENCE IF NOT EXISTS vendor_ticket_number START 10001;
"""

SIDE: LiteralString = "(SELECT kabinet_setting('side'))"
ORGS: LiteralString = "(SELECT kabinet_numbers('orgs'))"
KNOWN: LiteralString = "(SELECT kabinet_numbers('known'))"
PERSON: LiteralString = "(SELECT nullif(kabinet_setting('person'), '')::bigint)"
LOGIN: LiteralString = "(SELECT nullif(kabinet_setting('login'), ''))"

# The first ring's reach over one ticket row's own columns.
REACHES: LiteralString = f"""CASE {SIDE}
  WHEN 'client' THEN leg = 'client' AND client_id = ANY({ORGS}::bigint[])
  WHEN 'partner' THEN partner_id = ANY({ORGS}::bigint[])
  WHEN 'vendor' THEN leg = 'vendor'
  WHEN 'auditor' THEN true
  WHEN 'system' THEN true
  ELSE false END"""
HEARS: LiteralString = f"({SIDE} = 'system' OR audience = ANY((SELECT kabinet_audiences())::text[]))"
WRITES: LiteralString = f"{SIDE} IN ('client', 'partner', 'vendor', 'system')"
VENDOR: LiteralString = f"{SIDE} IN ('vendor', 'auditor', 'system')"
MINE: LiteralString = f"(person_id = {PERSON} OR {SIDE} = 'system')"
OF_CLIENT: LiteralString = f"({VENDOR} OR client_id = ANY({KNOWN}::bigint[]))"
OF_PARTNER: LiteralString = f"({VENDOR} OR partner_id = ANY({KNOWN}::bigint[]))"
FELLOW: LiteralString = f"""({VENDOR} OR EXISTS (SELECT 1 FROM membership m
  WHERE m.person_id = {{key}} AND m.organisation_id = ANY({KNOWN}::bigint[])))"""

# table -> (who sees a row, who may write it); a table of the records app that is missing here fails a test.
WALLS: dict[LiteralString, tuple[LiteralString, LiteralString]] = {
    "ticket": (REACHES, f"({REACHES}) AND {WRITES}"),
    "sheet": (REACHES, f"({REACHES}) AND {WRITES}"),
    "clock_run": (REACHES, f"({REACHES}) AND {WRITES}"),
    "message": (f"({REACHES}) AND {HEARS}", f"({REACHES}) AND {HEARS} AND {WRITES}"),
    "journal_entry": (f"({REACHES}) AND {HEARS}", f"({REACHES}) AND {HEARS} AND {WRITES}"),
    "file": (
        f"CASE WHEN ticket_id IS NULL THEN uploaded_by_id = {PERSON} ELSE ({REACHES}) AND {HEARS} END",
        f"CASE WHEN ticket_id IS NULL THEN uploaded_by_id = {PERSON} ELSE ({REACHES}) AND {HEARS} AND {WRITES} END",
    ),
    "notice": (MINE, WRITES),
    "draft": (
        f"({MINE} OR (kind = 'pass_on' AND organisation_id = ANY({ORGS}::bigint[])))",
        f"({MINE} OR (kind = 'pass_on' AND organisation_id = ANY({ORGS}::bigint[])))",
    ),
    "person": (
        f"(id = {PERSON} OR lower(login) = {LOGIN} OR {FELLOW.format(key='person.id')})",
        f"(id = {PERSON} OR {SIDE} = 'system')",
    ),
    "membership": (
        f"({VENDOR} OR person_id = {PERSON} OR organisation_id = ANY({KNOWN}::bigint[]))",
        f"{SIDE} = 'system'",
    ),
    "organisation": (f"({VENDOR} OR kind = 'vendor' OR id = ANY({KNOWN}::bigint[]))", f"{SIDE} = 'system'"),
    "licence": (OF_CLIENT, f"{SIDE} = 'system'"),
    "support_contract": (OF_CLIENT, f"{SIDE} = 'system'"),
    "system": (OF_CLIENT, f"{SIDE} = 'system'"),
    "agreement": (OF_CLIENT, f"{SIDE} = 'system'"),
    "partner_status": (OF_PARTNER, f"{SIDE} = 'system'"),
    "adoption": (OF_PARTNER, f"{SIDE} = 'system'"),
    "group_member": (OF_PARTNER, f"{SIDE} = 'system'"),
    "certificate": (FELLOW.format(key="certificate.person_id"), f"{SIDE} = 'system'"),
}
# Tables without a tenant: everybody reads them, nobody but the system writes them.
OPEN_TABLES: tuple[LiteralString, ...] = ("company_group", "regulation_version", "calendar_version")
IMMOVABLE: LiteralString = "journal_entry"
TICKET_ROWS: tuple[LiteralString, ...] = ("sheet", "clock_run", "message", "journal_entry", "file")
# Full-text match may run before a policy only if it cannot leak; it cannot, but PostgreSQL must be told (superuser).
LEAKPROOF: LiteralString = """DO $$ BEGIN ALTER FUNCTION ts_match_vq(tsvector, tsquery) LEAKPROOF;
  EXCEPTION WHEN insufficient_privilege THEN RAISE NOTICE 'search stays right but slow: not a superuser'; END $$"""
SEARCH: LiteralString = """
ALTER TABLE ticket ADD COLUMN IF NOT EXISTS search tsvector GENERATED ALWAYS AS (
  to_tsvector('russian', subject) || to_tsvector('simple', number)) STORED;
ALTER TABLE message ADD COLUMN IF NOT EXISTS search tsvector GENERATED ALWAYS AS (
  to_tsvector('russian', text)) STORED;
CREATE INDEX IF NOT EXISTS ticket_search ON ticket USING gin (search);
CREATE INDEX IF NOT EXISTS message_search ON message USING gin (search);
"""


def raise_walls(cursor: Cursor) -> None:
    """Put every wall up anew; the cursor is the owner's."""
    cursor.execute(FUNCTIONS)
    cursor.execute(SEARCH)
    cursor.execute(LEAKPROOF)
    _grant(cursor)
    for table, (sees, writes) in WALLS.items():
        _wall(cursor, table, sees, writes)
    for table in OPEN_TABLES:
        _wall(cursor, table, "true", f"{SIDE} = 'system'")
    for table in TICKET_ROWS:
        _hold_to_ticket(cursor, table)
    _make_immovable(cursor)


def _grant(cursor: Cursor) -> None:
    """The application's role may use the tables and owns none; the journal it may only read and add to."""
    cursor.execute(f"GRANT USAGE ON SCHEMA public TO {ROLE}")
    cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {ROLE}")
    cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {ROLE}")
    cursor.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {ROLE}")
    cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {IMMOVABLE} FROM {ROLE}")


def _wall(cursor: Cursor, table: LiteralString, sees: LiteralString, writes: LiteralString) -> None:
    cursor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    for name in ("sees", "adds", "changes", "removes"):
        cursor.execute(f"DROP POLICY IF EXISTS {name} ON {table}")
    cursor.execute(f"CREATE POLICY sees ON {table} FOR SELECT USING ({sees})")
    cursor.execute(f"CREATE POLICY adds ON {table} FOR INSERT WITH CHECK ({writes})")
    cursor.execute(f"CREATE POLICY changes ON {table} FOR UPDATE USING ({writes}) WITH CHECK ({writes})")
    cursor.execute(f"CREATE POLICY removes ON {table} FOR DELETE USING ({writes})")


def _hold_to_ticket(cursor: Cursor, table: LiteralString) -> None:
    """A row's own tenant columns are the ticket's, by a foreign key over all four."""
    cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {table}_of_its_ticket")
    cursor.execute(
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_of_its_ticket FOREIGN KEY (ticket_id, leg, client_id, partner_id)"
        " REFERENCES ticket (id, leg, client_id, partner_id) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED"
    )


def _make_immovable(cursor: Cursor) -> None:
    cursor.execute(f"DROP TRIGGER IF EXISTS immovable ON {IMMOVABLE}")
    cursor.execute(
        f"CREATE TRIGGER immovable BEFORE UPDATE OR DELETE OR TRUNCATE ON {IMMOVABLE}"
        " FOR EACH STATEMENT EXECUTE FUNCTION kabinet_immovable()"
    )
