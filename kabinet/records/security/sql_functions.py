"""What is asked as the system, as functions of the database: whose session, who asks, who writes, what case; and the one
thing that is written so, a session.

As functions they are planned once a connection, and one exchange lends the reach, asks and takes it back (an error
ends the transaction, and the reach with it). row_level_security names them; here stands what follows the name.
"""

from typing import LiteralString

from kabinet.records.mergers import PATH


def _on(day: LiteralString, row: LiteralString) -> LiteralString:
    return f"({row}.first_day <= {day} AND ({row}.last_day IS NULL OR {row}.last_day >= {day}))"


BEGIN: LiteralString = """LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE _former text := coalesce(current_setting('kabinet.side', true), '');
BEGIN
PERFORM set_config('kabinet.side', 'system', true);
RETURN QUERY
"""
# For a question whose plan takes longer than its answer and is the same whoever asks: else it may be planned at each call.
ONE_PLAN: LiteralString = "SET plan_cache_mode = 'force_generic_plan'"
END: LiteralString = """
PERFORM set_config('kabinet.side', _former, true);
END $$"""

# The session behind the hash of a key, while it lasts. It is asked before anybody is known.
SESSION: LiteralString = f"""(_key text, _now timestamptz)
RETURNS TABLE (data text, person bigint, begun timestamptz, seen timestamptz, browser varchar, factor varchar) {BEGIN}
SELECT s.session_data, s.person_id, s.begun, s.seen, s.browser, s.factor FROM session s
WHERE s.session_key = _key AND s.expire_date > _now;
{END}"""  # noqa: S608

# What a session says from now on; no row when somebody ended it meanwhile.
KEEP_SESSION: LiteralString = f"""(_key text, _data text, _expires timestamptz, _person bigint, _begun timestamptz,
  _seen timestamptz, _browser text, _factor text)
RETURNS TABLE (kept boolean) {BEGIN}
UPDATE session s SET session_data = _data, expire_date = _expires, person_id = _person, begun = _begun, seen = _seen,
  browser = _browser, factor = _factor
WHERE s.session_key = _key AND (s.person_id IS NULL OR s.person_id = _person) RETURNING true;
{END}"""  # noqa: S608

# Names of those of the organisations who typed on at a reply to the ticket since then, but for one person and for notes,
# which are for these readers; what they typed stays theirs.
WRITING: LiteralString = f"""(_ticket text, _organisations bigint[], _person bigint, _notes text[], _since timestamptz)
RETURNS TABLE (name varchar) {BEGIN}
SELECT p.name FROM draft d JOIN ticket t ON t.id = d.ticket_id JOIN person p ON p.id = d.person_id
WHERE t.number = _ticket AND d.kind = 'reply' AND d.saved_at >= _since AND d.person_id <> _person
  AND d.organisation_id = ANY(_organisations) AND coalesce(d.content ->> 'audience', '') <> ALL(_notes) ORDER BY p.name;
{END}"""  # noqa: S608

# The person; the roles in the organisation asked for (else in the first one, confirmed ones before others); the group on
# the day; whose names they know (business of any day, and its groups); whose people and papers are open on the day;
# the vendor tickets of joint work with their levels and regulations, which say whether a client takes part on that level;
# the versions of the regulation that were not superseded, with the days on which the partner, or the client's partner, took
# them up;
# the newest calendar.
WHO: LiteralString = f"""(_person bigint, _organisation bigint, _at timestamptz, _day date)
RETURNS TABLE (id bigint, name varchar, organisation bigint, kind varchar, roles varchar[],
  fellows bigint[], known bigint[], served bigint[], joint text[], laws text, sessions timestamptz, calendar varchar) {BEGIN}
WITH roles AS (
  SELECT m.organisation_id AS id, m.role, coalesce(m.confirmed_at <= _at, false) AS confirmed FROM membership m
  WHERE m.person_id = _person AND m.added_at <= _at AND (m.ended_at IS NULL OR m.ended_at > _at)),
chosen AS (
  SELECT r.id, o.kind FROM roles r JOIN organisation o ON o.id = r.id
  ORDER BY r.id IS NOT DISTINCT FROM _organisation DESC, r.confirmed DESC, r.id LIMIT 1),
fellows AS (
  SELECT id FROM chosen UNION
  SELECT g.partner_id FROM chosen JOIN group_member own ON own.partner_id = chosen.id
  JOIN group_member g ON g.group_id = own.group_id WHERE {_on("_day", "own")} AND {_on("_day", "g")}),
business AS NOT MATERIALIZED (
  SELECT a.client_id, a.partner_id, {_on("_day", "a")} AS current FROM agreement a
  UNION ALL SELECT l.client_id, l.seller_id, {_on("_day", "l")} FROM licence l WHERE NOT l.pending),
partners AS (
  SELECT b.partner_id AS id FROM chosen JOIN business b ON chosen.kind = 'client' AND b.client_id = chosen.id),
known AS (
  SELECT id, false AS served FROM roles
  UNION ALL SELECT id, false FROM partners
  UNION ALL SELECT g.partner_id, false FROM partners JOIN group_member own ON own.partner_id = partners.id
    JOIN group_member g ON g.group_id = own.group_id
  UNION ALL SELECT b.client_id, b.current FROM fellows JOIN business b ON b.partner_id = fellows.id)
SELECT p.id, p.name, c.id, c.kind,
  (SELECT coalesce(array_agg(r.role), '{{}}') FROM roles r WHERE r.id = c.id AND r.confirmed),
  (SELECT coalesce(array_agg(f.id), '{{}}') FROM fellows f),
  (SELECT coalesce(array_agg(DISTINCT k.id), '{{}}') FROM known k),
  (SELECT coalesce(array_agg(DISTINCT k.id), '{{}}') FROM known k WHERE k.served),
  (SELECT coalesce(array_agg(concat_ws(' ', t.id, t.level, v.code)), '{{}}')
    FROM participant j JOIN ticket t ON t.id = j.ticket_id JOIN regulation_version v ON v.id = t.regulation_id
    WHERE c.kind = 'client' AND j.person_id = _person AND j.client_id = c.id
      AND j.invited_at <= _at AND (j.ended_at IS NULL OR j.ended_at > _at)),
  (SELECT coalesce(json_agg(json_build_array(v.code, t.day) ORDER BY v.published_on, v.id), '[]')::text
    FROM regulation_version v LEFT JOIN supersession s ON s.version_id = v.id
    LEFT JOIN adoption t ON t.version_id = v.id AND t.partner_id = CASE c.kind
      WHEN 'partner' THEN c.id
      WHEN 'client' THEN (SELECT a.partner_id FROM agreement a WHERE a.client_id = c.id AND {_on("_day", "a")}
        ORDER BY a.first_day DESC LIMIT 1) END
    WHERE s.id IS NULL),
  p.sessions_since, (SELECT v.code FROM calendar_version v ORDER BY v.id DESC LIMIT 1)
FROM person p LEFT JOIN chosen c ON true WHERE p.id = _person AND p.is_active;
{END}"""  # noqa: S608

# The facts out of which waiting.py tells what waits for somebody's word. Rows of the law that a late fact made void are
# named by that fact.
PENDING: LiteralString = """(SELECT coalesce(json_agg(json_build_array(j.id, j.kind, j.side,
    floor(extract(epoch FROM j.occurred_at)), coalesce(j.data->'to', j.data->'level'), j.data->'answer', j.data->'final',
    j.data->'void', j.data->'asks', j.data->'reached',
    j.data->'claim') ORDER BY j.occurred_at, j.id), '[]')::text
  FROM journal_entry j WHERE j.ticket_id = _ticket AND (j.data->'void' IS NOT NULL
    OR j.side = 'applicant' OR j.data->'asks' = 'true'
    OR j.kind IN ('registered', 'called', 'claimed', 'claim_confirmed', 'claim_denied',
      'level_changed', 'lowered', 'level_proposed', 'level_declined', 'plan_agreed',
      'plan_refused', 'declined', 'reopened', 'objection_upheld', 'accepted', 'closed', 'closed_by_word',
      'closed_by_silence', 'refused',
      'withdrawn', 'refusal_kept', 'merged', 'handed_over')
    OR (j.kind IN ('answered', 'relayed') AND j.data->>'answer' IN ('plan', 'solution', 'workaround', 'question'))))"""

# The latest agreement that has begun by its own zone's day. One that another follows lasts until that one has begun: where
# their zones differ, no hour is without an agreement.
IN_FORCE: LiteralString = """((_at AT TIME ZONE a.zone)::date >= a.first_day AND (
    a.last_day IS NULL OR (_at AT TIME ZONE a.zone)::date <= a.last_day OR EXISTS (
      SELECT FROM agreement n WHERE n.client_id = a.client_id AND n.first_day = a.last_day + 1
        AND (_at AT TIME ZONE n.zone)::date < n.first_day)))"""

# Who of the party that asks is still a confirmed contact of it: the contact named in the ticket, its author, an
# organisational contact. NULL without a ticket.
TOLD: LiteralString = """(SELECT ARRAY(SELECT DISTINCT x.part FROM membership m JOIN person p ON p.id = m.person_id,
    LATERAL (VALUES ('contact', m.person_id = t.contact_id), ('author', m.person_id = t.author_id),
      ('head', m.role = 'organisational_contact' AND m.organisation_id =
        CASE t.leg WHEN 'client' THEN t.client_id ELSE t.partner_id END)) x (part, holds)
    WHERE x.holds AND p.is_active AND m.confirmed_at <= _at AND (m.ended_at IS NULL OR m.ended_at > _at)
      AND m.organisation_id IN (SELECT CASE t.leg WHEN 'client' THEN t.client_id ELSE t.partner_id END
        UNION SELECT f.id FROM fellows f WHERE t.leg = 'vendor'))
  FROM ticket t WHERE t.id = _ticket)"""

# Of several papers of one kind the one that gives the right on the day counts, else the one that ended last.
CASE: LiteralString = f"""(_ticket bigint, _leg text, _client bigint, _partner bigint, _agreement bigint, _system bigint,
  _ended timestamptz, _at timestamptz, _zone text, _levels text[], _person bigint, _certificate text)
RETURNS TABLE (today date, agreement bigint, partner bigint, ended date, fellows bigint[],
  licence_first date, licence_last date, seller bigint, delivery varchar,
  contract_level varchar, contract_first date, contract_last date, certificate_first date, certificate_last date,
  statuses text, works text, production boolean, confirmed boolean,
  terms_told boolean, child_open boolean, told text[], pending text) {ONE_PLAN} {BEGIN}
WITH agreed AS (
  SELECT a.id, a.partner_id, a.zone FROM agreement a
  WHERE CASE WHEN _ticket IS NULL
    THEN a.client_id = _client AND {IN_FORCE} ELSE a.id = _agreement END
  ORDER BY a.first_day DESC LIMIT 1),
place AS (
  SELECT CASE _leg WHEN 'client' THEN coalesce((SELECT zone FROM agreed), _zone) ELSE _zone END AS zone),
basis AS (
  SELECT coalesce(_partner, (SELECT partner_id FROM agreed)) AS partner,
    (_at AT TIME ZONE zone)::date AS today, (_ended AT TIME ZONE zone)::date AS ended FROM place),
fellows AS (
  SELECT basis.partner AS id FROM basis WHERE basis.partner IS NOT NULL UNION
  SELECT g.partner_id FROM basis JOIN group_member own ON own.partner_id = basis.partner
  JOIN group_member g ON g.group_id = own.group_id WHERE {_on("today", "own")} AND {_on("today", "g")}),
works AS (
  SELECT s.status, s.first_day, s.last_day FROM basis JOIN partner_status s ON s.partner_id = basis.partner
  UNION ALL SELECT s.status, greatest(s.first_day, own.first_day, g.first_day), least(s.last_day, own.last_day, g.last_day)
  FROM basis JOIN group_member own ON own.partner_id = basis.partner
  JOIN group_member g ON g.group_id = own.group_id AND g.partner_id <> own.partner_id
  JOIN partner_status s ON s.partner_id = g.partner_id)
SELECT basis.today, (SELECT g.id FROM agreed g), basis.partner, basis.ended,
  (SELECT coalesce(array_agg(f.id), '{{}}') FROM fellows f),
  l.first_day, l.last_day, l.seller_id, l.main_delivery,
  c.level, c.first_day, c.last_day, d.first_day, d.last_day,
  (SELECT coalesce(json_agg(json_build_array(s.status, s.first_day, s.last_day)), '[]')::text
    FROM partner_status s WHERE s.partner_id IN (SELECT f.id FROM fellows f)),
  (SELECT coalesce(json_agg(json_build_array(w.status, w.first_day, w.last_day)), '[]')::text FROM works w
    WHERE w.last_day IS NULL OR w.first_day <= w.last_day),
  coalesce((SELECT y.production FROM system y WHERE y.id = _system), h.production),
  h.critical <> '{{}}', h.critical ? 'written_by',
  EXISTS ({PATH.format(origin="_ticket")} SELECT FROM path p JOIN ticket t ON t.id = p.id WHERE t.closed_at IS NULL),
  {TOLD},
  {PENDING}
FROM basis
LEFT JOIN LATERAL (SELECT * FROM licence l WHERE l.client_id = _client AND NOT l.pending
  ORDER BY {_on("today", "l")} DESC, l.seller_id IN (SELECT f.id FROM fellows f) DESC, l.last_day DESC LIMIT 1) l ON true
LEFT JOIN LATERAL (SELECT * FROM support_contract c WHERE c.client_id = _client AND NOT c.pending
  ORDER BY {_on("today", "c")} DESC, c.level = ANY(_levels) DESC, c.last_day DESC LIMIT 1) c ON true
LEFT JOIN LATERAL (SELECT * FROM certificate d WHERE d.person_id = _person AND d.kind = _certificate AND NOT d.pending
  ORDER BY {_on("today", "d")} DESC, d.last_day DESC LIMIT 1) d ON true
LEFT JOIN sheet h ON h.ticket_id = _ticket;
{END}"""  # noqa: S608
