"""The chain of the journal for rows loaded while the database's own trigger rested: the same links, all at once."""

from typing import LiteralString

import psycopg

# Each link is sha256 of the one before it and of what its row says (kabinet/records/security/chain_functions.py).
LINK: tuple[LiteralString, ...] = (
    "CREATE FUNCTION pg_temp.add_link(bytea, bytea) RETURNS bytea LANGUAGE sql IMMUTABLE AS 'SELECT sha256($1 || $2)'",
    "CREATE AGGREGATE pg_temp.chain(bytea) (SFUNC = pg_temp.add_link, STYPE = bytea, INITCOND = '')",
    """INSERT INTO journal_link (entry, ticket, nth, salt, link)
    SELECT d.id, d.ticket_id, row_number() OVER w, d.salt, pg_temp.chain(d.digest) OVER w FROM (
      SELECT s.id, s.ticket_id, s.salt, kabinet_entry_digest(kabinet_entry_parts(s.j, m.text), s.salt) AS digest
      FROM (SELECT j.id, j.ticket_id, j.message_id, j, uuid_send(gen_random_uuid()) AS salt FROM journal_entry j OFFSET 0) s
      LEFT JOIN message m ON m.id = s.message_id) d
    WINDOW w AS (PARTITION BY d.ticket_id ORDER BY d.id)""",
)


def add_links(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    """For every row; the connection is the superuser's."""
    for statement in LINK:
        connection.execute(statement)
