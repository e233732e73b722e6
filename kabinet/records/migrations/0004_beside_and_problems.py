"""What Django's models cannot say of the tables of 0003: rows held to their ticket, numbers and words of known problems."""

from importlib import import_module

from django.db import migrations

ROWS_OF_TICKET = ("ticket_link", "watcher", "ticket_tag", "participant", "handover")
of_its_ticket = import_module("kabinet.records.migrations.0002_keys_and_search").of_its_ticket

NUMBERS = migrations.RunSQL("CREATE SEQUENCE known_problem_number START 1", "DROP SEQUENCE known_problem_number")
SEARCH = migrations.RunSQL(
    """
    ALTER TABLE known_problem ADD COLUMN search tsvector GENERATED ALWAYS AS (
      setweight(to_tsvector('russian', title), 'A')
      || to_tsvector('russian', left(text || ' ' || workaround, 200000))
      || setweight(to_tsvector('simple', product || ' ' || affected || ' ' || fixed_in), 'B')) STORED;
    CREATE INDEX known_problem_search ON known_problem USING gin (search) WITH (fastupdate = off)
    """,
    "ALTER TABLE known_problem DROP COLUMN search",
)


class Migration(migrations.Migration):
    dependencies = [("records", "0003_whole_regulation")]

    operations = [*(of_its_ticket(table) for table in ROWS_OF_TICKET), NUMBERS, SEARCH]
