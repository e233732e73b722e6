"""Who sees, adds, changes and removes the rows of each table, in the database's own words.

`reach.enter` sets what stands behind SIDE, PERSON, ORGS, KNOWN and SERVED for one transaction. Each is read in a
sub-select, which PostgreSQL answers once a query and not once a row, and by built-in functions alone: one of our own would
be unfolded anew, at a cost, for every table of every query. Unset means nothing.
"""

from dataclasses import dataclass
from typing import LiteralString

SIDE: LiteralString = "(SELECT current_setting('kabinet.side', true))"
PERSON: LiteralString = "(SELECT nullif(current_setting('kabinet.person', true), '')::bigint)"
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


# What a desk keeps for itself: its own organisation's and its group's.
OWN_DESK: LiteralString = f"({SYSTEM} OR ({DESK} AND organisation_id = {SERVED}))"
KEEPS: LiteralString = f"({DESK} OR {SIDE} = 'auditor')"
PROBLEM: LiteralString = f"""({SYSTEM} OR ({KEEPS} AND organisation_id = {SERVED}) OR CASE audience
  WHEN 'everyone' THEN {SIDE} <> ''
  WHEN 'partners' THEN {SIDE} IN ('partner', 'vendor', 'auditor', 'overseer', 'administrator')
  WHEN 'clients' THEN {VENDOR} OR ({SIDE} = 'client' AND EXISTS (
    SELECT FROM agreement a WHERE a.client_id = {ORGS} AND a.partner_id = organisation_id))
  ELSE false END)"""
TAKES_OVER: LiteralString = f"({SIDE} = 'partner' AND to_partner_id = {ORGS})"


@dataclass(frozen=True, slots=True)
class Policy:
    """Conditions over a row: without `adds`, `changes` or `removes` only a named piece of system work may."""

    sees: LiteralString
    adds: LiteralString = SYSTEM
    changes: LiteralString = SYSTEM
    removes: LiteralString = SYSTEM


SAYS: LiteralString = f"{WRITES} AND {HEARS}"
# Who wrote something lets more people read it; the column alone, and only onward (row_level_security.py).
OWN_WORDS: LiteralString = f"side = CASE {SIDE} WHEN 'overseer' THEN 'vendor' ELSE {SIDE} END"
# Nobody writes in another's name; what the program adds by itself has no name.
BY_AUTHOR: LiteralString = f"(author_id IS NULL OR author_id = {PERSON} OR {SYSTEM})"
BY_ACTOR: LiteralString = f"(actor_id IS NULL OR actor_id = {PERSON} OR {SYSTEM})"
# A file has no ticket while what it goes with is being written; it is its uploader's then, or the shared draft's.
LOOSE: LiteralString = f"({OWN_UPLOAD} OR EXISTS (SELECT FROM draft d WHERE d.id = draft_id))"

# Every table of the records is here or in OPEN_TABLES; a table that is missing fails a test.
POLICIES: dict[LiteralString, Policy] = {
    "ticket": Policy(SEES_TICKET, ASKS, WRITES),
    "sheet": Policy(SEES, ASKS, WRITES),
    "clock_run": Policy(SEES, WRITES, WRITES, WRITES),
    "message": Policy(
        f"{SEES_JOINT} AND {HEARS}", f"{SAYS} AND {BY_AUTHOR}", f"({SYSTEM} OR ({SAYS} AND {OWN_WORDS}))"
    ),
    "journal_entry": Policy(f"{SEES_JOINT} AND {HEARS}", f"{SAYS} AND {BY_ACTOR}"),
    "file": Policy(
        f"CASE WHEN ticket_id IS NULL THEN {LOOSE} ELSE {SEES_JOINT} AND {HEARS} END",
        f"CASE WHEN ticket_id IS NULL THEN {OWN_UPLOAD} AND {ACTS} ELSE {SAYS} END",
        f"CASE WHEN ticket_id IS NULL THEN {LOOSE} AND {ACTS} ELSE {SAYS} END",
        f"ticket_id IS NULL AND {OWN_UPLOAD}",
    ),
    "notice": Policy(
        MINE, f"({SYSTEM} OR ({ACTS} AND EXISTS (SELECT FROM ticket t WHERE t.id = ticket_id)))", MINE
    ),
    "draft": Policy(SHARED_DRAFT, f"{MINE} AND {ACTS}", SHARED_DRAFT, SHARED_DRAFT),
    "sending": Policy(MINE, MINE, MINE, MINE),
    "person": Policy(
        f"(id = {PERSON} OR lower(login) = {LOGIN} OR {FELLOW.format(key='person.id')})",
        changes=f"(id = {PERSON} OR {SYSTEM})",
    ),
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
    "organisation_entry": Policy(f"({VENDOR} OR organisation_id = {SERVED})"),
    "ticket_link": Policy(f"{SEES} AND {HEARS}", SAYS, removes=SAYS),
    "watcher": Policy(f"{SEES} AND {HEARS}", SAYS, removes=SAYS),
    "ticket_tag": Policy(f"{SEES} AND {HEARS}", SAYS, removes=SAYS),
    "participant": Policy(SEES_JOINT, f"{WRITES} AND {SIDE} <> 'client'", f"{WRITES} AND {SIDE} <> 'client'"),
    "canned_answer": Policy(OWN_DESK, OWN_DESK, OWN_DESK, OWN_DESK),
    "assignment_rule": Policy(OWN_DESK, OWN_DESK, OWN_DESK, OWN_DESK),
    "handover": Policy(f"({SEES} OR {TAKES_OVER})", f"{WRITES} AND {SIDE} IN ('client', 'system')"),
    "known_problem": Policy(PROBLEM, OWN_DESK, OWN_DESK),
    "known_problem_version": Policy(f"({SYSTEM} OR ({KEEPS} AND organisation_id = {SERVED}))"),
    "refusal_report": Policy(
        f"({VENDOR} OR ({SIDE} = 'client' AND client_id = {ORGS}) OR ({SIDE} = 'partner' AND partner_id = {ORGS}))"
    ),
    "violation": Policy(f"({VENDOR} OR ({SIDE} = 'partner' AND partner_id = {ORGS}))"),
    "version_draft": Policy(PREPARES, PREPARES, PREPARES, PREPARES),
}
# Tables without a tenant: everybody reads them.
OPEN_TABLES: tuple[LiteralString, ...] = (
    "company_group",
    "regulation_version",
    "calendar_version",
    "supersession",
)
EVERYBODY = Policy("true")
