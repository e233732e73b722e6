"""The chain of a ticket's journal, made by the database: whoever adds a row has no say in it (docs/evidence.md).

The application's role may read links and add none. The function that adds them is its owner's (SECURITY DEFINER), and what
it has to read (the former link, the message's words) it reads as the system.
"""

from typing import LiteralString

# What a row says, in this order; whoever checks a pack has the same list (actions/evidence/sums.py). Instants are
# UTC's to the microsecond, JSON as PostgreSQL writes it out, the last one the sha256 of the message's words.
ENTRY_PARTS: LiteralString = """(_row journal_entry, _words text) RETURNS text[] LANGUAGE sql STABLE AS $$
SELECT ARRAY[_row.id::text, _row.ticket_id::text, _row.leg, _row.client_id::text, _row.partner_id::text, _row.kind,
  _row.side, _row.audience, _row.actor_id::text, _row.actor_name, _row.actor_organisation, _row.system,
  to_char(_row.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
  to_char(_row.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
  _row.clause, _row.status, _row.message_id::text, _row.data::text,
  encode(sha256(convert_to(_words, 'UTF8')), 'hex')]
$$"""
# sha256 of the salt and every part with its length in bytes: "5:hello,"; "-," where there is nothing.
ENTRY_DIGEST: LiteralString = """(_parts text[], _salt bytea) RETURNS bytea LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  _said text := '';
  _part text;
BEGIN
  FOREACH _part IN ARRAY _parts LOOP
    _said := _said || coalesce(octet_length(convert_to(_part, 'UTF8')) || ':' || _part, '-') || ',';
  END LOOP;
  RETURN sha256(_salt || convert_to(_said, 'UTF8'));
END $$"""
# It is planned once a connection, maybe while there are few links: an hour later that plan would read all there are then.
ADD_LINK: LiteralString = """() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  SET enable_seqscan = off SET enable_bitmapscan = off AS $$
DECLARE
  _side text := coalesce(current_setting('kabinet.side', true), '');
  _salt bytea := uuid_send(gen_random_uuid());
  _former bytea;
  _nth integer;
  _words text;
BEGIN
  PERFORM set_config('kabinet.side', 'system', true);
  SELECT l.nth, l.link INTO _nth, _former FROM journal_link l WHERE l.ticket = NEW.ticket_id ORDER BY l.nth DESC LIMIT 1;
  IF NEW.message_id IS NOT NULL THEN
    SELECT m.text INTO _words FROM message m WHERE m.id = NEW.message_id;
  END IF;
  INSERT INTO journal_link (entry, ticket, nth, salt, link) VALUES (NEW.id, NEW.ticket_id, coalesce(_nth, 0) + 1, _salt,
    sha256(coalesce(_former, ''::bytea) || kabinet_entry_digest(kabinet_entry_parts(NEW, _words), _salt)));
  PERFORM set_config('kabinet.side', _side, true);
  RETURN NEW;
END $$"""
