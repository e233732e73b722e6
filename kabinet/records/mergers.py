"""Vendor tickets that were merged: which client tickets wait for one of them, and where the matter of a client ticket goes
on. A merger ends the duplicate; its client ticket waits for the main one from then on, until the duplicate is opened again.
"""

from typing import LiteralString

from django.db import connection

# The tickets by which the matter of a client ticket went, each the main one of the one before.
PATH: LiteralString = """WITH RECURSIVE path AS (
  SELECT t.id FROM ticket t WHERE t.origin_id = {origin}
  UNION SELECT l.other_id FROM path p JOIN ticket_link l ON l.ticket_id = p.id AND l.kind = 'duplicated')"""

# Through every duplicate and the duplicates of that one.
ORIGINS = """WITH RECURSIVE taken AS (
  SELECT t.id, t.origin_id FROM ticket t WHERE t.number = %s
  UNION SELECT t.id, t.origin_id FROM taken d JOIN ticket_link l ON l.ticket_id = d.id AND l.kind = 'duplicate'
    JOIN ticket t ON t.id = l.other_id)
SELECT DISTINCT origin_id FROM taken WHERE origin_id IS NOT NULL ORDER BY origin_id"""


def origins(number: str) -> list[int]:
    """Keys of the client tickets whose matter goes on in the vendor ticket `number`, its own one first in age; as far as the
    reach in force goes."""
    with connection.cursor() as cursor:
        cursor.execute(ORIGINS, [number])
        return [key for (key,) in cursor.fetchall()]
