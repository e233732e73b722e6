"""What Django's models cannot say: rows held to their ticket by all four columns, ticket numbers, full-text search."""

from django.db import migrations

ROWS_OF_TICKET = ("sheet", "clock_run", "message", "journal_entry", "file")


def of_its_ticket(table: str) -> migrations.RunSQL:
    """A row's tenant columns are its ticket's own: the walls judge a row by them."""
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_of_its_ticket FOREIGN KEY (ticket_id, leg, client_id, partner_id)"
        " REFERENCES ticket (id, leg, client_id, partner_id) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_of_its_ticket",
    )


NUMBERS = migrations.RunSQL(
    "CREATE SEQUENCE client_ticket_number START 48001; CREATE SEQUENCE vendor_ticket_number START 10001",
    "DROP SEQUENCE client_ticket_number; DROP SEQUENCE vendor_ticket_number",
)


def search(table: str, column: str) -> migrations.RunSQL:
    """The text's words, and beside them the tenants as marks: the index then finds a common word of one tenant alone.

    Entries go into the index at once (no fastupdate): a search never pays for what others have just written.
    """
    return migrations.RunSQL(
        f"""
        ALTER TABLE {table} ADD COLUMN search tsvector GENERATED ALWAYS AS (
          to_tsvector('russian', left({column}, 200000))
          || array_to_tsvector(ARRAY['@l' || leg, '@c' || client_id::text, '@p' || partner_id::text])) STORED;
        CREATE INDEX {table}_search ON {table} USING gin (search) WITH (fastupdate = off)
        """,
        f"ALTER TABLE {table} DROP COLUMN search",
    )


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]

    operations = [
        *(of_its_ticket(table) for table in ROWS_OF_TICKET),
        NUMBERS,
        search("ticket", "subject"),
        search("message", "text"),
    ]
