"""Who sees, adds, changes and removes the rows of each table, in the database's own words.

`reach.enter` sets what stands behind SIDE, PERSON, ORGS, KNOWN and SERVED for one transaction. Each is read in a
sub-select, which PostgreSQL answers once a query and not once a row, and by built-in functions alone: one of our own would
be unfolded anew, at a cost, for every table of every query. Unset means nothing.
"""

from dataclasses import dataclass
from typing import LiteralString

SIDE: LiteralString = "(SELECT current_setting('kabinet.side', true))"
PERSON: LiteralString = "(SELECT nullif(current_setting('kabinet.person', true), '')::bigint)"
# The organisation for which the person is here.
HOME: LiteralString = "(SELECT nullif(current_setting('kabinet.home', true), '')::bigint)"
LOGIN: LiteralString = "(SELECT nullif(current_setting('kabinet.login', true), ''))"
SET: LiteralString = "(SELECT string_to_array(nullif(current_setting('kabinet.{}', true), ''), ','))"
# The organisations whose tickets are reached; whose names are known; whose people and papers are open.
ORGS: LiteralString = f"ANY({SET.format('orgs')}::bigint[])"
KNOWN: LiteralString = f"ANY({SET.format('known')}::bigint[])"
SERVED: LiteralString = f"ANY({SET.format('served')}::bigint[])"
AUDIENCES: LiteralString = f"ANY({SET.format('audiences')}::text[])"
# Vendor tickets in whose joint work a client's person takes part (P5c).
PARTICIPATES: LiteralString = f"ANY({SET.format('participates')}::bigint[])"

SYSTEM: LiteralString = f"{SIDE} = 'system'"
# The first ring's reach over one row's own columns (the second ring says it in reached.py, a test compares all three).
# An administrator knows organisations, people and papers and reaches no ticket.
# An overseer is an auditor who is also one of the vendor's staff: reads like the one, writes like the other.
SEES: LiteralString = f"""(CASE {SIDE}
  WHEN 'client' THEN leg = 'client' AND client_id = {ORGS}
  WHEN 'partner' THEN partner_id = {ORGS}
  WHEN 'vendor' THEN leg = 'vendor'
  WHEN 'auditor' THEN true
  WHEN 'overseer' THEN true
  WHEN 'system' THEN true
  ELSE false END)"""
WRITES: LiteralString = f"""(CASE {SIDE}
  WHEN 'client' THEN leg = 'client' AND client_id = {ORGS}
  WHEN 'partner' THEN partner_id = {ORGS}
  WHEN 'vendor' THEN leg = 'vendor'
  WHEN 'overseer' THEN leg = 'vendor'
  WHEN 'system' THEN true
  ELSE false END)"""
ASKS: LiteralString = f"{WRITES} AND {SIDE} IN ('client', 'partner', 'system')"
VENDOR: LiteralString = f"{SIDE} IN ('vendor', 'auditor', 'overseer', 'administrator', 'system')"
ACTS: LiteralString = f"{SIDE} IN ('client', 'partner', 'vendor', 'overseer', 'administrator', 'system')"
DESK: LiteralString = f"{SIDE} IN ('partner', 'vendor', 'overseer', 'administrator', 'system')"
PREPARES: LiteralString = f"{SIDE} IN ('vendor', 'overseer', 'administrator', 'system')"
HEARS: LiteralString = f"({SYSTEM} OR audience = {AUDIENCES})"
# A participant sees that ticket's row, who takes part, and what is heard by the audience of joint work; no sheet, no clock.
SEES_TICKET: LiteralString = f"({SEES} OR id = {PARTICIPATES})"
SEES_JOINT: LiteralString = f"({SEES} OR ticket_id = {PARTICIPATES})"
MINE: LiteralString = f"(person_id = {PERSON} OR {SYSTEM})"
SHARED_DRAFT: LiteralString = f"({MINE} OR (kind = 'pass_on' AND organisation_id = {ORGS}))"
OWN_UPLOAD: LiteralString = f"(uploaded_by_id = {PERSON} OR {SYSTEM})"
OF_CLIENT: LiteralString = f"({VENDOR} OR client_id = {SERVED})"
OF_PARTNER: LiteralString = f"({VENDOR} OR ({SIDE} <> '' AND partner_id = {KNOWN}))"
FELLOW: LiteralString = f"""({VENDOR} OR EXISTS (SELECT FROM membership m
  WHERE m.person_id = {{key}} AND m.organisation_id = {SERVED}))"""


# A row of a journal is never more readable than what it tells of (regulation.access.entry_readers): of what two parties
# agree upon no other partner learns, of what a desk keeps for itself nobody outside it, of an organisation's programs nobody
# of another.
ENTRY: LiteralString = f"""({SYSTEM} OR CASE readers
  WHEN 'own' THEN organisation_id = {HOME}
  WHEN 'desk' THEN {SIDE} IN ('partner', 'vendor', 'overseer', 'administrator') AND organisation_id = {SERVED}
  WHEN 'parties' THEN {VENDOR}
    OR (organisation_id = {SERVED} AND ({SIDE} = 'client' OR organisation_id = {ORGS} OR partner_id = {ORGS}))
  ELSE {VENDOR} OR organisation_id = {SERVED} END)"""
# What a desk keeps for itself: its own organisation's and its group's.
OWN_DESK: LiteralString = f"({SYSTEM} OR ({DESK} AND organisation_id = {SERVED}))"
KEEPS: LiteralString = f"({DESK} OR {SIDE} = 'auditor')"
PROBLEM: LiteralString = f"""({SYSTEM} OR ({KEEPS} AND organisation_id = {SERVED}) OR CASE audience
  WHEN 'everyone' THEN {SIDE} <> ''
  WHEN 'partners' THEN {SIDE} IN ('partner', 'vendor', 'auditor', 'overseer', 'administrator')
  WHEN 'clients' THEN {VENDOR} OR ({SIDE} = 'client' AND EXISTS (
    SELECT FROM agreement a WHERE a.client_id = {ORGS} AND a.partner_id = organisation_id))
  ELSE false END)"""
# What the vendor declares concerns everybody; what a partner does, its own group and whom it served in that time.
ZONE: LiteralString = "coalesce(nullif(current_setting('kabinet.zone', true), ''), 'UTC')"
OUTAGE: LiteralString = f"""({VENDOR} OR (of_vendor AND {SIDE} <> '') OR CASE {SIDE}
  WHEN 'partner' THEN organisation_id = {ORGS}
  WHEN 'client' THEN EXISTS (SELECT FROM agreement a WHERE a.client_id = {ORGS} AND a.partner_id = organisation_id
    AND a.first_day <= (coalesce(ends_at, 'infinity') AT TIME ZONE {ZONE})::date
    AND coalesce(a.last_day, 'infinity') >= (began_at AT TIME ZONE {ZONE})::date)
  ELSE false END)"""
TAKES_OVER: LiteralString = f"({SIDE} = 'partner' AND to_partner_id = {ORGS})"


@dataclass(frozen=True, slots=True)
class Policy:
    """Conditions over a row: without `adds`, `changes` or `removes` only a named piece of system work may.

    `changes` judges a row as it was; `becomes` as it is then, the same without a word.
    """

    sees: LiteralString
    adds: LiteralString = SYSTEM
    changes: LiteralString = SYSTEM
    removes: LiteralString = SYSTEM
    becomes: LiteralString | None = None


SAYS: LiteralString = f"{WRITES} AND {HEARS}"
# Who wrote something lets more people read it; the column alone, and only onward (row_level_security.py).
OWN_WORDS: LiteralString = f"side = CASE {SIDE} WHEN 'overseer' THEN 'vendor' ELSE {SIDE} END"
# What is said and told, under whose name and for which side, is bound to who writes it. A ticket keeps the names of its
# parties as they were; whoever is neither of them writes under the organisation's own.
NAME: LiteralString = f"(SELECT p.name FROM person p WHERE p.id = {PERSON})"  # noqa: S608
HOUSE: LiteralString = f"""({{house}} = (SELECT o.short_name FROM organisation o WHERE o.id = {HOME}) OR EXISTS (
  SELECT FROM ticket t WHERE t.id = ticket_id
    AND {{house}} = CASE {HOME} WHEN t.client_id THEN t.client_name WHEN t.partner_id THEN t.partner_name END))"""  # noqa: S608
BY_AUTHOR: LiteralString = f"""({SYSTEM} OR (author_id = {PERSON} AND author_name = {NAME} AND {OWN_WORDS}
  AND {HOUSE.format(house="author_organisation")}))"""
APPLIES: LiteralString = f"{SIDE} = CASE leg WHEN 'client' THEN 'client' ELSE 'partner' END"
# What the program alone writes, no person tells: kinds of system_facts that no act records.
BY_LAW: LiteralString = """'breached', 'calendar_changed', 'closed_by_silence', 'closing_announced', 'handed_over',
  'bridged', 'file_came', 'file_infected', 'content_removed', 'lowered', 'summoned', 'unanswered', 'vendor_changed'"""
BY_ACTOR: LiteralString = f"""({SYSTEM} OR (actor_id = {PERSON} AND actor_name = {NAME} AND system = ''
  AND side = CASE WHEN {APPLIES} THEN 'applicant' ELSE 'support' END AND kind NOT IN ({BY_LAW})
  AND {HOUSE.format(house="actor_organisation")}))"""
BY_ADDER: LiteralString = f"({SYSTEM} OR added_by_id = {PERSON})"
# A client opens the own ticket; the partner its own on the vendor leg, and for one of the client's people who called.
OPENS: LiteralString = f"""({SYSTEM} OR (author_id = {PERSON} AND author_name = {NAME} AND {APPLIES}) OR ({SIDE} = 'partner'
  AND leg = 'client' AND EXISTS (SELECT FROM membership m JOIN person p ON p.id = m.person_id
    WHERE m.person_id = author_id AND m.organisation_id = client_id AND p.name = author_name)))"""
ASKED: LiteralString = f"""({SYSTEM} OR ({SIDE} = 'client' AND asked_by_id = {PERSON} AND successor_id IS NULL
  AND given_at IS NULL AND given_by_id IS NULL AND taken_at IS NULL AND taken_by_id IS NULL
  AND declined_at IS NULL AND declined_by_id IS NULL))"""
INVITES: LiteralString = (
    f"({SYSTEM} OR ({SIDE} = 'partner' AND invited_by_id = {PERSON} AND ended_at IS NULL))"
)
# A file has no ticket while what it goes with is being written; it is its uploader's then, or the shared draft's.
LOOSE: LiteralString = f"({OWN_UPLOAD} OR EXISTS (SELECT FROM draft d WHERE d.id = draft_id))"
# It is sent with the sender's own words, and shown to more people with words of the own side.
OWN_MESSAGE: LiteralString = (
    f"EXISTS (SELECT FROM message m WHERE m.id = message_id AND m.author_id = {PERSON})"
)
OF_OWN_SIDE: LiteralString = f"EXISTS (SELECT FROM message m WHERE m.id = message_id AND m.{OWN_WORDS})"
SHOWN: LiteralString = f"({SYSTEM} OR ({SAYS} AND {OF_OWN_SIDE}))"
SENT: LiteralString = f"({SYSTEM} OR ({SAYS} AND ({OF_OWN_SIDE} OR {OWN_MESSAGE})))"
# Until then it is beside nothing but a draft that its uploader may see.
WAITS: LiteralString = f"""{LOOSE} AND {ACTS} AND leg = '' AND client_id IS NULL AND partner_id IS NULL AND audience = ''
  AND message_id IS NULL AND (draft_id IS NULL OR EXISTS (SELECT FROM draft d WHERE d.id = draft_id))"""
TYPED: LiteralString = f"""({SYSTEM} OR (person_id = {PERSON} AND {ACTS} AND organisation_id = {SERVED}
  AND (ticket_id IS NULL OR EXISTS (SELECT FROM ticket t WHERE t.id = ticket_id))))"""
# Who of the vendor keeps the installation sees where letters are stuck, and nothing of what they say.
ADMINISTERS: LiteralString = f"""({VENDOR} AND EXISTS (SELECT FROM membership m WHERE m.person_id = {PERSON}
  AND m.organisation_id = {HOME} AND m.role = 'administrator' AND m.confirmed_at IS NOT NULL AND m.ended_at IS NULL))"""
# Where an organisation's programs are told is seen by those of it who keep that (Act.KEEP_WEBHOOKS).
KEEPS_WEBHOOKS: LiteralString = f"""({SYSTEM} OR (organisation_id = {HOME} AND EXISTS (SELECT FROM membership m
  WHERE m.person_id = {PERSON} AND m.organisation_id = {HOME} AND m.confirmed_at IS NOT NULL AND m.ended_at IS NULL
    AND m.role = ANY(CASE {SIDE} WHEN 'client' THEN '{{organisational_contact}}'::text[]
      WHEN 'partner' THEN '{{organisational_contact,coordinator}}'::text[] ELSE '{{administrator}}'::text[] END))))"""
# A bridge to another desk is seen by those of its organisation who keep that (Act.KEEP_BRIDGES): the same people. The
# vendor has none.
KEEPS_BRIDGES: LiteralString = f"({KEEPS_WEBHOOKS} AND {SIDE} IN ('client', 'partner', 'system'))"
# What came by letter for a desk is that desk's, not even its group's.
OWN_BOX: LiteralString = (
    f"({SYSTEM} OR ({SIDE} IN ('partner', 'vendor', 'overseer') AND organisation_id = {HOME}))"
)
# Whoever sent a form of contacts by letter sees that letter, in the organisation for which they sent it, whatever became of
# it (U5d, P6.3).
OWN_FORM: LiteralString = (
    f"({SIDE} IN ('client', 'partner') AND person_id = {PERSON} AND form_for_id = {HOME})"
)
PREPARED: LiteralString = f"({SYSTEM} OR ({PREPARES} AND person_id = {PERSON}))"

# Every table of the records is here or in OPEN_TABLES; a table that is missing fails a test.
POLICIES: dict[LiteralString, Policy] = {
    "ticket": Policy(SEES_TICKET, f"{ASKS} AND {OPENS}", WRITES),
    # What a form said is changed, and clocks are kept, by named work of an act that has its fact in the journal.
    "sheet": Policy(SEES, ASKS),
    "clock_run": Policy(SEES),
    "message": Policy(
        f"{SEES_JOINT} AND {HEARS}", f"{SAYS} AND {BY_AUTHOR}", f"({SYSTEM} OR ({SAYS} AND {OWN_WORDS}))"
    ),
    "journal_entry": Policy(f"{SEES_JOINT} AND {HEARS}", f"{SAYS} AND {BY_ACTOR}"),
    # Read and added by named work alone; a reader has of them what is in their pack.
    "journal_link": Policy(SYSTEM),
    "journal_head": Policy(SYSTEM),
    "journal_leaf": Policy(SYSTEM),
    "file": Policy(
        f"CASE WHEN ticket_id IS NULL THEN {LOOSE} ELSE {SEES_JOINT} AND {HEARS} END",
        f"CASE WHEN ticket_id IS NULL THEN {OWN_UPLOAD} AND {WAITS} ELSE {SYSTEM} END",
        f"CASE WHEN ticket_id IS NULL THEN {LOOSE} AND {ACTS} ELSE {SHOWN} END",
        f"ticket_id IS NULL AND {OWN_UPLOAD}",
        f"CASE WHEN ticket_id IS NULL THEN {WAITS} ELSE {SENT} END",
    ),
    # Met and referred to by named work alone: nobody learns what lies here from a content of their own.
    "content": Policy(SYSTEM),
    # For whoever sees the file that it tells of, by that table's own policy; read and written down by named work.
    "log_summary": Policy(f"({SYSTEM} OR EXISTS (SELECT FROM file f WHERE f.id = file_id))"),
    "file_scan": Policy(f"({SYSTEM} OR EXISTS (SELECT FROM file f WHERE f.id = file_id))"),
    "notice": Policy(MINE, changes=MINE),
    "delivery": Policy(f"({MINE} OR {ADMINISTERS})"),
    "caught_letter": Policy(MINE),
    "incoming_letter": Policy(f"({OWN_BOX} OR {OWN_FORM})"),
    "bounced_address": Policy(MINE, removes=MINE),
    "letter_choice": Policy(MINE, MINE, MINE),
    "deadline_feed": Policy(MINE, MINE, MINE, MINE),
    # Added and removed by named work: where it is told stands sealed, and what is on its way is nobody's to read.
    "device": Policy(MINE, changes=MINE),
    "chat_code": Policy(MINE),
    "alert": Policy(SYSTEM),
    # Ordered, made and ended by named work; its person sees what became of it.
    "export": Policy(MINE),
    # Kept, and asked, by named work; what was told is seen by those who keep it, the ticket by whoever reaches it.
    "webhook": Policy(KEEPS_WEBHOOKS),
    "webhook_delivery": Policy(f"({SYSTEM} OR EXISTS (SELECT FROM webhook w WHERE w.id = webhook_id))"),
    # Kept, spoken to and listened to by named work; that two tickets are one matter is seen by both sides of ours.
    "bridge": Policy(KEEPS_BRIDGES),
    "bridge_link": Policy(SEES),
    "bridge_delivery": Policy(f"({SYSTEM} OR EXISTS (SELECT FROM bridge b WHERE b.id = bridge_id))"),
    "bridge_arrival": Policy(f"({SYSTEM} OR EXISTS (SELECT FROM bridge b WHERE b.id = bridge_id))"),
    # Its pieces come one by one, in named work that has asked who sends them; who may read the file sees that it comes.
    "upload": Policy(f"CASE WHEN ticket_id IS NULL THEN {LOOSE} ELSE {SEES_JOINT} AND {HEARS} END"),
    # Both sides of the leg see it, whoever reads the ticket; given and ended by named work of an act.
    "upload_place": Policy(f"{SEES} AND {HEARS}"),
    # Tickets of another desk: read as tickets are, brought in and taken back by named work of the operator's command.
    "imported_ticket": Policy(SEES),
    "imported_message": Policy(f"{SEES} AND {HEARS}"),
    "imported_file": Policy(f"{SEES} AND {HEARS}"),
    "draft": Policy(SHARED_DRAFT, TYPED, SHARED_DRAFT, SHARED_DRAFT),
    "sending": Policy(MINE, MINE, MINE, MINE),
    "person": Policy(
        f"(id = {PERSON} OR lower(login) = {LOGIN} OR {FELLOW.format(key='person.id')})",
        changes=f"(id = {PERSON} OR {SYSTEM})",
    ),
    # Its own person sees that it is there and ends it; the key is not in it, but its hash.
    "session": Policy(MINE, removes=MINE),
    # Read while one signs in with that login, and by named work; by no page, the person's own neither.
    "password": Policy(
        f"({SYSTEM} OR EXISTS (SELECT FROM person p WHERE p.id = person_id AND lower(p.login) = {LOGIN}))"
    ),
    # Its person sees what they have; it is compared, set and ended by named work alone.
    "authenticator_app": Policy(MINE),
    "recovery_code": Policy(MINE),
    "passkey": Policy(MINE),
    # Made, counted and ended by named work alone.
    "api_token": Policy(MINE),
    # How people sign in is asked before anybody is known, and kept by named work of the vendor's administrator's acts.
    "sign_in_role": Policy(SYSTEM),
    "sign_in_closing": Policy(SYSTEM),
    "emergency_door": Policy(SYSTEM),
    # Read and written while somebody comes from their identity provider, or ends there, by named work alone.
    "provider_account": Policy(SYSTEM),
    "provider_session": Policy(SYSTEM),
    "provider_answer": Policy(SYSTEM),
    "membership": Policy(f"({VENDOR} OR person_id = {PERSON} OR organisation_id = {SERVED})"),
    "organisation": Policy(f"({VENDOR} OR (kind = 'vendor' AND {SIDE} <> '') OR id = {KNOWN})"),
    "licence": Policy(f"({OF_CLIENT} OR seller_id = {ORGS})"),
    "support_contract": Policy(OF_CLIENT),
    "system": Policy(OF_CLIENT),
    "agreement": Policy(f"({VENDOR} OR client_id = {ORGS} OR partner_id = {ORGS})"),
    "agreement_proposal": Policy(f"({VENDOR} OR client_id = {ORGS} OR partner_id = {ORGS})"),
    "partner_status": Policy(OF_PARTNER),
    "adoption": Policy(OF_PARTNER),
    "group_member": Policy(OF_PARTNER),
    "certificate": Policy(f"(person_id = {PERSON} OR {FELLOW.format(key='certificate.person_id')})"),
    "organisation_entry": Policy(ENTRY),
    "ticket_link": Policy(f"{SEES} AND {HEARS}", f"{SAYS} AND {BY_ADDER}", removes=SAYS),
    "watcher": Policy(f"{SEES} AND {HEARS}"),
    "ticket_tag": Policy(f"{SEES} AND {HEARS}", f"{SAYS} AND {BY_ADDER}", removes=SAYS),
    "participant": Policy(
        SEES_JOINT, f"{WRITES} AND {INVITES}", f"{WRITES} AND {SIDE} IN ('partner', 'system')"
    ),
    "canned_answer": Policy(OWN_DESK),
    "assignment_rule": Policy(OWN_DESK),
    "on_call_step": Policy(OWN_DESK),
    "on_call_round": Policy(f"{SEES} AND {HEARS}"),
    "handover": Policy(f"({SEES} OR {TAKES_OVER})", f"{WRITES} AND {ASKED}"),
    "known_problem": Policy(PROBLEM),
    "known_problem_version": Policy(f"({SYSTEM} OR ({KEEPS} AND organisation_id = {SERVED}))"),
    "outage": Policy(OUTAGE),
    "refusal_report": Policy(
        f"({VENDOR} OR ({SIDE} = 'client' AND client_id = {ORGS}) OR ({SIDE} = 'partner' AND partner_id = {ORGS}))"
    ),
    "violation": Policy(f"({VENDOR} OR ({SIDE} = 'partner' AND partner_id = {ORGS}))"),
    "version_draft": Policy(PREPARES, PREPARED, PREPARES, PREPARES, PREPARED),
}
# Tables without a tenant: everybody reads them.
OPEN_TABLES: tuple[LiteralString, ...] = (
    "company_group",
    "regulation_version",
    "calendar_version",
    "supersession",
)
EVERYBODY = Policy("true")
