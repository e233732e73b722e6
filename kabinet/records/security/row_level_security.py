"""The database's own walls as they are to be: the third ring (fail-closed row-level security), the immovable journal, and
the rights of the application's role, which owns nothing and cannot pass by a policy.

Without the settings of `reach.enter` every table is empty to that role, and to the owner too. catalogue.py reads what
the database holds, rights.py what its role may do, raising.py raises what differs.
"""

from typing import LiteralString

from kabinet.records.security.policies import EVERYBODY, OPEN_TABLES, POLICIES
from kabinet.records.security.sql_functions import CASE, WHO

ROLE: LiteralString = "kabinet_app"
IMMOVABLE: tuple[LiteralString, ...] = ("journal_entry", "organisation_entry", "known_problem_version")
# Published once; what is kept under a version is kept under these very words and days.
PUBLISHED: tuple[LiteralString, ...] = ("regulation_version", "calendar_version", "supersession")
# Kept for good: nothing of a ticket is ever removed, and what was said stays as it was said.
KEPT: tuple[LiteralString, ...] = ("ticket", "sheet", "message", *IMMOVABLE)
SAID: tuple[LiteralString, ...] = ("message", *IMMOVABLE)
# A message is never changed but for its readers, and files keep to their ticket: both only from fewer readers to more.
WIDENED: tuple[LiteralString, ...] = ("message", "file")
WALLED: tuple[LiteralString, ...] = (*POLICIES, *OPEN_TABLES)

JOURNAL_STAYS: LiteralString = """() RETURNS trigger LANGUAGE plpgsql
  AS $$ BEGIN RAISE EXCEPTION '% is not changed', TG_TABLE_NAME; END $$"""
ONLY_WIDER: LiteralString = """() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.audience IS DISTINCT FROM NEW.audience AND (OLD.audience, NEW.audience)
    NOT IN (('partner', 'public'), ('vendor', 'vendor_leg'), ('vendor_leg', 'joint'), ('', NEW.audience)) THEN
    RAISE EXCEPTION '% is only let be read by more people', TG_TABLE_NAME;
  END IF;
  IF TG_TABLE_NAME = 'message' AND to_jsonb(OLD) - 'audience' - 'search' <> to_jsonb(NEW) - 'audience' - 'search' THEN
    RAISE EXCEPTION '% is not changed', TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$"""
# The contact named in a ticket is a confirmed contact of the party that asks: of the client, on the vendor leg of the
# partner or of its group (U3.4b, P4.4). Asked when they are named: whoever leaves later stays on the ticket, flagged.
CONTACT_OF_PARTY: LiteralString = """() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE
  _day date := (NEW.last_fact_at AT TIME ZONE 'Europe/Moscow')::date;
BEGIN
  IF NOT EXISTS (SELECT FROM membership m
    WHERE m.person_id = NEW.contact_id AND m.confirmed_at IS NOT NULL
      AND (m.ended_at IS NULL OR m.ended_at > NEW.last_fact_at)
      AND CASE NEW.leg WHEN 'client' THEN m.organisation_id = NEW.client_id
        ELSE m.organisation_id = NEW.partner_id OR m.organisation_id IN (
          SELECT g.partner_id FROM group_member own JOIN group_member g ON g.group_id = own.group_id
          WHERE own.partner_id = NEW.partner_id
            AND _day BETWEEN own.first_day AND coalesce(own.last_day, 'infinity')
            AND _day BETWEEN g.first_day AND coalesce(g.last_day, 'infinity')) END) THEN
    RAISE EXCEPTION 'the contact of a ticket is a confirmed contact of the party that asks'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$"""
# Name -> everything behind it in CREATE FUNCTION.
FUNCTIONS: dict[LiteralString, LiteralString] = {
    "kabinet_immovable": JOURNAL_STAYS,
    "kabinet_only_wider": ONLY_WIDER,
    "kabinet_contact_of_party": CONTACT_OF_PARTY,
    "kabinet_who": WHO,
    "kabinet_case": CASE,
}
# Full-text match may use its index before a policy has judged the row only if it cannot tell what it saw; it cannot,
# but PostgreSQL has to be told, by a superuser. Without one the search stays right and becomes slower.
LEAKPROOF: LiteralString = """DO $$ BEGIN
  IF NOT (SELECT proleakproof FROM pg_proc WHERE oid = 'ts_match_vq(tsvector, tsquery)'::regprocedure) THEN
    ALTER FUNCTION ts_match_vq(tsvector, tsquery) LEAKPROOF;
  END IF;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE 'search is slow: let a superuser say ALTER FUNCTION ts_match_vq(tsvector, tsquery) LEAKPROOF';
END $$"""


READS_AND_WRITES = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})
# Rights to single columns: (column, right).
COLUMNS: dict[str, frozenset[tuple[str, str]]] = {"message": frozenset({("audience", "UPDATE")})}


def policies(table: LiteralString) -> dict[str, LiteralString]:
    """Name -> the statement that creates it."""
    wanted = POLICIES.get(table, EVERYBODY)
    changes: LiteralString = f"({wanted.changes}) WITH CHECK ({wanted.changes})"
    parts: dict[LiteralString, LiteralString] = {
        "sees": f"FOR SELECT USING ({wanted.sees})",
        "adds": f"FOR INSERT WITH CHECK ({wanted.adds})",
        "changes": f"FOR UPDATE USING {changes}",
        "removes": f"FOR DELETE USING ({wanted.removes})",
    }
    return {name: f"CREATE POLICY {name} ON {table} {said}" for name, said in parts.items()}


def triggers(table: LiteralString) -> dict[str, LiteralString]:
    """Name -> the statement that creates it. Whoever owns the table may do anything to it, but not by mistake."""
    found: dict[str, LiteralString] = {}
    if table in (*IMMOVABLE, *PUBLISHED):
        found["immovable"] = (
            f"CREATE TRIGGER immovable BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION kabinet_immovable()"
        )
    if table in WIDENED:
        found["only_wider"] = (
            f"CREATE TRIGGER only_wider AFTER UPDATE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION kabinet_only_wider()"
        )
    if table == "ticket":
        found["contact_of_party_named"] = (
            "CREATE TRIGGER contact_of_party_named BEFORE INSERT ON ticket"
            " FOR EACH ROW WHEN (NEW.contact_id IS NOT NULL) EXECUTE FUNCTION kabinet_contact_of_party()"
        )
        found["contact_of_party_changed"] = (
            "CREATE TRIGGER contact_of_party_changed BEFORE UPDATE ON ticket FOR EACH ROW"
            " WHEN (NEW.contact_id IS NOT NULL AND (NEW.contact_id, NEW.leg, NEW.client_id, NEW.partner_id)"
            " IS DISTINCT FROM (OLD.contact_id, OLD.leg, OLD.client_id, OLD.partner_id))"
            " EXECUTE FUNCTION kabinet_contact_of_party()"
        )
    return found


def rights(table: str) -> frozenset[str]:
    """What the application's role may do to any table of the schema, its policies permitting."""
    kept = {"DELETE"} if table in KEPT else set()
    said = {"UPDATE"} if table in SAID else set()
    return READS_AND_WRITES - kept - said


def columns(table: str) -> frozenset[tuple[str, str]]:
    """Rights to single columns of it."""
    return COLUMNS.get(table, frozenset())
