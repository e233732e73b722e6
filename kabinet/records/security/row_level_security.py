"""The database's own walls as they are to be: the third ring (fail-closed row-level security), the immovable journal, and
the rights of the application's role, which owns nothing and cannot pass by a policy.

Without the settings of `reach.enter` every table is empty to that role, and to the owner too. catalogue.py reads what
the database holds, rights.py what its role may do, raising.py raises what differs.
"""

from typing import LiteralString

from kabinet.records.security.chain_functions import ADD_LINK, ENTRY_DIGEST, ENTRY_PARTS
from kabinet.records.security.grants import COLUMNS, GRANTS, IMMOVABLE, PUBLISHED
from kabinet.records.security.policies import EVERYBODY, OPEN_TABLES, POLICIES
from kabinet.records.security.sql_functions import CASE, KEEP_SESSION, SESSION, WHO, WRITING

ROLE: LiteralString = "kabinet_app"
# A message is never changed but for its readers, and files keep to their ticket: both only from fewer readers to more.
WIDENED: tuple[LiteralString, ...] = ("message", "file")
# What no reader changes of a row that they may change, whatever the rest: named work of the system alone.
FIXED: dict[LiteralString, tuple[LiteralString, ...]] = {
    "ticket": (
        *(
            "id",
            "number",
            "leg",
            "client_id",
            "partner_id",
            "client_name",
            "partner_name",
            "system_id",
            "system_name",
        ),
        *("origin_id", "author_id", "author_name", "subject", "service", "channel", "registered_at"),
        *("foreign_desk", "foreign_number", "foreign_url", "regulation_id", "agreement_id"),
    ),
    "file": ("content_id", "removed_at"),
    "person": (
        *("id", "login", "name", "position", "email", "phone", "is_active", "created_at", "sessions_since"),
    ),
    "notice": (
        *(
            "id",
            "person_id",
            "ticket_id",
            "organisation_id",
            "subject",
            "subject_key",
            "kind",
            "data",
            "created_at",
        ),
    ),
    "letter_choice": ("person_id",),
    "deadline_feed": ("person_id",),
    "device": (
        *("id", "person_id", "channel", "known_by", "service", "sealed", "browser"),
        *("added_at", "told_at", "gone_at", "error"),
    ),
    "draft": ("id", "kind", "person_id", "organisation_id", "ticket_id"),
    "sending": ("id", "person_id", "key", "digest", "at"),
    "participant": (
        *(
            "id",
            "ticket_id",
            "leg",
            "client_id",
            "partner_id",
            "person_id",
            "person_name",
            "invited_by_id",
            "invited_at",
        ),
    ),
    "version_draft": ("id", "kind", "base"),
}
WALLED: tuple[LiteralString, ...] = (*POLICIES, *OPEN_TABLES)

JOURNAL_STAYS: LiteralString = """() RETURNS trigger LANGUAGE plpgsql
  AS $$ BEGIN RAISE EXCEPTION '% is not changed', TG_TABLE_NAME; END $$"""
ONLY_WIDER: LiteralString = """() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.audience IS DISTINCT FROM NEW.audience AND (OLD.audience, NEW.audience)
    NOT IN (('partner', 'public'), ('vendor', 'vendor_leg'), ('vendor_leg', 'joint'), ('', NEW.audience)) THEN
    RAISE EXCEPTION '% is only let be read by more people', TG_TABLE_NAME;
  END IF;
  IF to_jsonb(OLD) -> 'removed_at' <> 'null' AND to_jsonb(OLD) -> 'removed_at' <> to_jsonb(NEW) -> 'removed_at' THEN
    RAISE EXCEPTION 'a content of % that was removed stays so', TG_TABLE_NAME;
  END IF;
  IF (TG_TABLE_NAME = 'message' OR to_jsonb(OLD) -> 'ticket_id' <> 'null')
    AND to_jsonb(OLD) - '{audience,search,content_id,removed_at}'::text[]
      <> to_jsonb(NEW) - '{audience,search,content_id,removed_at}'::text[] THEN
    RAISE EXCEPTION '% is not changed', TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$"""
# Asked only where one of those columns has changed (FIXED).
STAYS_FIXED: LiteralString = """() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF current_setting('kabinet.side', true) IS DISTINCT FROM 'system' THEN
    RAISE EXCEPTION 'this of % is not changed', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$"""
# The contact named in a ticket is a confirmed contact of the party that asks: of the client, on the vendor leg of the
# partner or of its group (U3.4b, P4.4). Asked when they are named: whoever leaves later stays on the ticket, flagged.
CONTACT_OF_PARTY: LiteralString = """() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE
  _day date := (NEW.last_fact_at AT TIME ZONE coalesce(nullif(current_setting('kabinet.zone', true), ''), 'UTC'))::date;
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
    "kabinet_stays_fixed": STAYS_FIXED,
    "kabinet_contact_of_party": CONTACT_OF_PARTY,
    "kabinet_session": SESSION,
    "kabinet_keep_session": KEEP_SESSION,
    "kabinet_who": WHO,
    "kabinet_writing": WRITING,
    "kabinet_case": CASE,
    "kabinet_entry_parts": ENTRY_PARTS,
    "kabinet_entry_digest": ENTRY_DIGEST,
    "kabinet_add_link": ADD_LINK,
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

# The application makes no temporary table or function and no large object. Everybody may, until the owner of the database
# and a superuser say otherwise; whoever runs another database than the embedded one is told what to say.
NOTHING_OF_ITS_OWN: LiteralString = """DO $$ BEGIN
  IF has_database_privilege('kabinet_app', current_database(), 'TEMPORARY') THEN
    IF (SELECT pg_has_role(datdba, 'USAGE') FROM pg_database WHERE datname = current_database()) THEN
      EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC, kabinet_app', current_database());
    ELSE
      RAISE NOTICE 'let the owner of the database say REVOKE TEMPORARY ON DATABASE % FROM PUBLIC', current_database();
    END IF;
  END IF;
  IF has_function_privilege('kabinet_app', 'lo_create(oid)', 'EXECUTE') THEN
    RAISE NOTICE 'let a superuser say REVOKE EXECUTE ON FUNCTION lo_creat, lo_create, lo_from_bytea FROM PUBLIC';
  END IF;
END $$"""


def policies(table: LiteralString) -> dict[str, LiteralString]:
    """Name -> the statement that creates it."""
    wanted = POLICIES.get(table, EVERYBODY)
    changes: LiteralString = f"({wanted.changes}) WITH CHECK ({wanted.becomes or wanted.changes})"
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
            f"CREATE TRIGGER only_wider BEFORE UPDATE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION kabinet_only_wider()"
        )
    if fixed := FIXED.get(table):
        was: LiteralString = ", ".join([f"OLD.{column}" for column in fixed])
        then: LiteralString = ", ".join([f"NEW.{column}" for column in fixed])
        found["stays_fixed"] = (
            f"CREATE TRIGGER stays_fixed BEFORE UPDATE ON {table} FOR EACH ROW"
            f" WHEN (ROW({was}) IS DISTINCT FROM ROW({then})) EXECUTE FUNCTION kabinet_stays_fixed()"
        )
    if table == "journal_entry":
        found["chained"] = (
            "CREATE TRIGGER chained BEFORE INSERT ON journal_entry"
            " FOR EACH ROW EXECUTE FUNCTION kabinet_add_link()"
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
    """What the application's role may do to this table, its policies permitting: what is declared, else nothing."""
    return GRANTS.get(table, frozenset())


def columns(table: str) -> frozenset[tuple[str, str]]:
    """Rights to single columns of it."""
    return frozenset((column, "UPDATE") for column in COLUMNS.get(table, ()))
