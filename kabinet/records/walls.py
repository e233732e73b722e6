"""The database's own walls: the third ring (fail-closed row-level security) and the immovable journal.

`raise_walls` is idempotent and runs after every migration as the owner. The application's role owns nothing and
cannot pass by a policy; without the settings of `reach.enter` every tenant table is empty to it, and to the owner too.
"""

from typing import LiteralString, Protocol

from kabinet.records.policies import EVERYBODY, OPEN_TABLES, POLICIES, Policy
from kabinet.records.questions import CASE, WHO

ROLE: LiteralString = "kabinet_app"
IMMOVABLE: tuple[LiteralString, ...] = ("journal_entry", "organisation_entry", "known_problem_version")
# Published once; what is kept under a version is kept under these very words and days.
PUBLISHED: tuple[LiteralString, ...] = ("regulation_version", "calendar_version", "supersession")
# Kept for good: nothing of a ticket is ever removed, and what was said stays as it was said.
KEPT: tuple[LiteralString, ...] = ("ticket", "sheet", "message", *IMMOVABLE)
SAID: tuple[LiteralString, ...] = ("message", *IMMOVABLE)


class Cursor(Protocol):
    """What both Django's and psycopg's cursors offer."""

    def execute(self, sql: LiteralString, /) -> object: ...


JOURNAL_STAYS: LiteralString = """
CREATE OR REPLACE FUNCTION kabinet_immovable() RETURNS trigger LANGUAGE plpgsql
  AS $$ BEGIN RAISE EXCEPTION '% is not changed', TG_TABLE_NAME; END $$;
"""
# A message is never changed but for its readers, and files keep to their ticket: both only from fewer readers to more.
ONLY_WIDER: LiteralString = """
CREATE OR REPLACE FUNCTION kabinet_only_wider() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.audience IS DISTINCT FROM NEW.audience AND (OLD.audience, NEW.audience)
    NOT IN (('partner', 'public'), ('vendor', 'vendor_leg'), ('vendor_leg', 'joint'), ('', NEW.audience)) THEN
    RAISE EXCEPTION '% is only let be read by more people', TG_TABLE_NAME;
  END IF;
  IF TG_TABLE_NAME = 'message' AND to_jsonb(OLD) - 'audience' - 'search' <> to_jsonb(NEW) - 'audience' - 'search' THEN
    RAISE EXCEPTION '% is not changed', TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;
"""
# The contact named in a ticket is a confirmed contact of the party that asks: of the client, on the vendor leg of the
# partner or of its group (U3.4b, P4.4). Asked when they are named: whoever leaves later stays on the ticket, flagged.
CONTACT: LiteralString = """
CREATE OR REPLACE FUNCTION kabinet_contact_of_party() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE
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
END $$;
DROP TRIGGER IF EXISTS contact_of_party_named ON ticket;
CREATE TRIGGER contact_of_party_named BEFORE INSERT ON ticket
  FOR EACH ROW WHEN (NEW.contact_id IS NOT NULL) EXECUTE FUNCTION kabinet_contact_of_party();
DROP TRIGGER IF EXISTS contact_of_party_changed ON ticket;
CREATE TRIGGER contact_of_party_changed BEFORE UPDATE ON ticket
  FOR EACH ROW WHEN (NEW.contact_id IS NOT NULL AND (NEW.contact_id, NEW.leg, NEW.client_id, NEW.partner_id)
    IS DISTINCT FROM (OLD.contact_id, OLD.leg, OLD.client_id, OLD.partner_id)) EXECUTE FUNCTION kabinet_contact_of_party();
"""
WIDENED: tuple[LiteralString, ...] = ("message", "file")
# Full-text match may use its index before a policy has judged the row only if it cannot tell what it saw; it cannot,
# but PostgreSQL has to be told, by a superuser. Without one the search stays right and becomes slower.
LEAKPROOF: LiteralString = """DO $$ BEGIN
  IF NOT (SELECT proleakproof FROM pg_proc WHERE oid = 'ts_match_vq(tsvector, tsquery)'::regprocedure) THEN
    ALTER FUNCTION ts_match_vq(tsvector, tsquery) LEAKPROOF;
  END IF;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE 'search is slow: let a superuser say ALTER FUNCTION ts_match_vq(tsvector, tsquery) LEAKPROOF';
END $$"""


def raise_walls(cursor: Cursor) -> None:
    """Put every wall up anew; the cursor is the owner's, and the application's role exists."""
    cursor.execute(JOURNAL_STAYS)
    cursor.execute(ONLY_WIDER)
    cursor.execute(CONTACT)
    cursor.execute(LEAKPROOF)
    cursor.execute(WHO)
    cursor.execute(CASE)
    _grant(cursor)
    for table, policy in POLICIES.items():
        _wall(cursor, table, policy)
    for table in OPEN_TABLES:
        _wall(cursor, table, EVERYBODY)
    _make_immovable(cursor)


def _grant(cursor: Cursor) -> None:
    """The application's role may use the tables and owns none."""
    cursor.execute(f"GRANT USAGE ON SCHEMA public TO {ROLE}")
    cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {ROLE}")
    cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {ROLE}")
    cursor.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {ROLE}")
    cursor.execute(f"REVOKE DELETE, TRUNCATE ON {', '.join(KEPT)} FROM {ROLE}")
    cursor.execute(f"REVOKE UPDATE ON {', '.join(SAID)} FROM {ROLE}")
    cursor.execute(f"GRANT UPDATE (audience) ON message TO {ROLE}")


def _wall(cursor: Cursor, table: LiteralString, policy: Policy) -> None:
    cursor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
    for name in ("sees", "adds", "changes", "removes"):
        cursor.execute(f"DROP POLICY IF EXISTS {name} ON {table}")
    cursor.execute(f"CREATE POLICY sees ON {table} FOR SELECT USING ({policy.sees})")
    cursor.execute(f"CREATE POLICY adds ON {table} FOR INSERT WITH CHECK ({policy.adds})")
    cursor.execute(
        f"CREATE POLICY changes ON {table} FOR UPDATE USING ({policy.changes}) WITH CHECK ({policy.changes})"
    )
    cursor.execute(f"CREATE POLICY removes ON {table} FOR DELETE USING ({policy.removes})")


def _make_immovable(cursor: Cursor) -> None:
    """Whoever owns the table may do anything to it, but not by mistake."""
    for table in (*IMMOVABLE, *PUBLISHED):
        cursor.execute(f"DROP TRIGGER IF EXISTS immovable ON {table}")
        cursor.execute(
            f"CREATE TRIGGER immovable BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION kabinet_immovable()"
        )
    for table in WIDENED:
        cursor.execute(f"DROP TRIGGER IF EXISTS only_wider ON {table}")
        cursor.execute(
            f"CREATE TRIGGER only_wider AFTER UPDATE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION kabinet_only_wider()"
        )
