"""The walls as the catalogues hold them, and what a hand at the database could do to each kind of them."""

from typing import Any

import psycopg

from tests.database import Database

# All that the catalogues hold of walls, in no order of making.
STATE = """
SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity,
  (SELECT array_agg(a::text ORDER BY a::text) FROM unnest(c.relacl) a),
  (SELECT array_agg(t.attname || t.attacl::text ORDER BY t.attname) FROM pg_attribute t
    WHERE t.attrelid = c.oid AND t.attacl::text <> '{}'),
  (SELECT array_agg(concat_ws(' ', p.polname, p.polcmd::text, p.polpermissive, p.polroles,
    pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) ORDER BY p.polname)
    FROM pg_policy p WHERE p.polrelid = c.oid),
  (SELECT array_agg(t.tgenabled::text || pg_get_triggerdef(t.oid) ORDER BY t.tgname) FROM pg_trigger t
    WHERE t.tgrelid = c.oid AND NOT t.tgisinternal)
FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'S') ORDER BY 1"""
CODE = """
SELECT p.oid::regprocedure::text, pg_get_functiondef(p.oid), has_function_privilege('kabinet_app', p.oid, 'EXECUTE')
FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace ORDER BY 1"""
STOPS = "FOR EACH STATEMENT EXECUTE FUNCTION kabinet_immovable()"
WIDENS = "EXECUTE FUNCTION kabinet_only_wider()"
NAMED = "FOR EACH ROW WHEN (false) EXECUTE FUNCTION kabinet_contact_of_party()"
LETS = "LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$"
BY_HAND = [
    ("ticket", "ALTER POLICY sees ON ticket USING (true)"),
    ("message", "DROP POLICY adds ON message"),
    ("sheet", 'CREATE POLICY "any""body" ON sheet USING (true)'),
    ("licence", "DROP POLICY sees ON licence; CREATE POLICY sees ON licence AS RESTRICTIVE FOR SELECT USING (true)"),
    ("notice", "ALTER POLICY sees ON notice TO kabinet_owner"),
    ("person", "ALTER POLICY changes ON person WITH CHECK (true)"),
    ("company_group", "ALTER POLICY adds ON company_group WITH CHECK (true)"),
    ("organisation", "ALTER TABLE organisation DISABLE ROW LEVEL SECURITY"),
    ("draft", "ALTER TABLE draft NO FORCE ROW LEVEL SECURITY"),
    ("journal_entry", "DROP TRIGGER immovable ON journal_entry"),
    ("journal_entry", "ALTER TABLE journal_entry DISABLE TRIGGER immovable"),
    ("regulation_version", f"CREATE OR REPLACE TRIGGER immovable BEFORE DELETE ON regulation_version {STOPS}"),
    ("file", f"CREATE OR REPLACE TRIGGER only_wider BEFORE UPDATE ON file FOR EACH ROW WHEN (false) {WIDENS}"),
    ("ticket", "GRANT DELETE ON ticket TO kabinet_app"),
    ("ticket", "DROP TRIGGER contact_of_party_named ON ticket"),
    ("ticket", f"CREATE OR REPLACE TRIGGER contact_of_party_changed BEFORE UPDATE ON ticket {NAMED}"),
    ("kabinet_contact_of_party", f"CREATE OR REPLACE FUNCTION kabinet_contact_of_party() RETURNS trigger {LETS}"),
    ("sheet", "GRANT TRUNCATE ON sheet TO kabinet_app"),
    ("message", "GRANT UPDATE ON message TO kabinet_app"),
    ("message", "REVOKE UPDATE (audience) ON message FROM kabinet_app"),
    ("journal_entry", "GRANT UPDATE (kind) ON journal_entry TO kabinet_app"),
    ("licence", "GRANT SELECT ON licence TO PUBLIC"),
    ("notice", "REVOKE SELECT, INSERT ON notice FROM kabinet_app"),
    ("session", "REVOKE DELETE ON session FROM kabinet_app"),
    ("procrastinate_jobs", "GRANT TRUNCATE ON procrastinate_jobs TO PUBLIC"),
    ("client_ticket_number", "REVOKE USAGE ON SEQUENCE client_ticket_number FROM kabinet_app"),
    ("client_ticket_number", "GRANT UPDATE ON SEQUENCE client_ticket_number TO kabinet_app"),
    ("kabinet_immovable", f"CREATE OR REPLACE FUNCTION kabinet_immovable() RETURNS trigger {LETS}"),
    ("kabinet_stays_fixed", f"CREATE OR REPLACE FUNCTION kabinet_stays_fixed() RETURNS trigger {LETS}"),
    ("person", "DROP TRIGGER stays_fixed ON person"),
    ("file", "GRANT UPDATE ON file TO kabinet_app"),
    ("sheet", "REVOKE UPDATE (symptoms) ON sheet FROM kabinet_app"),
    ("kabinet_session", "DROP FUNCTION kabinet_session"),
    ("kabinet_keep_session", "DROP FUNCTION kabinet_keep_session"),
    ("kabinet_who", "ALTER FUNCTION kabinet_who SECURITY DEFINER"),
    ("kabinet_who", "DROP FUNCTION kabinet_who"),
    ("kabinet_who", "CREATE FUNCTION kabinet_who(bigint) RETURNS int LANGUAGE sql AS 'SELECT 1'"),
    ("kabinet_case", "DROP FUNCTION kabinet_case; CREATE FUNCTION kabinet_case() RETURNS int LANGUAGE sql AS 'SELECT 1'"),
    ("kabinet_writing", "DROP FUNCTION kabinet_writing"),
    ("journal_entry", "ALTER TABLE journal_entry DISABLE TRIGGER chained"),
    ("journal_entry", "DROP TRIGGER chained ON journal_entry"),
    ("kabinet_add_link", "ALTER FUNCTION kabinet_add_link SECURITY INVOKER"),
    ("kabinet_entry_parts", "DROP FUNCTION kabinet_entry_parts"),
    ("kabinet_entry_digest", "DROP FUNCTION kabinet_entry_digest"),
    ("kabinet_only_wider()", "REVOKE EXECUTE ON FUNCTION kabinet_only_wider FROM PUBLIC"),
]  # fmt: skip


def state(database: Database) -> dict[str, Any]:
    """Every wall there is."""
    with psycopg.connect(database.owner_url) as connection:
        rows = connection.execute(STATE).fetchall() + connection.execute(CODE).fetchall()
    return {row[0]: row[1:] for row in rows}


def by_hand(database: Database, statements: str) -> None:
    """What somebody did as the owner of the tables."""
    with psycopg.connect(database.owner_url) as connection:
        connection.execute(statements)
