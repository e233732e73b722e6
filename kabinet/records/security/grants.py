"""What the application's role may do to each table at all, whatever its policies say: declared table by table.

A table that is not named here gives the role nothing; a test holds this list against the database and against what the
product does. Named work of the system is the same role, so what must never happen stands here and not in a policy.
"""

from typing import LiteralString

ADDED = frozenset({"SELECT", "INSERT"})
KEPT_FOR_GOOD = ADDED | {"UPDATE"}
ADDED_AND_REMOVED = ADDED | {"DELETE"}
EVERYTHING = KEPT_FOR_GOOD | {"DELETE"}

# Not changed by anybody: a trigger holds the owner of the tables as well.
IMMOVABLE: tuple[LiteralString, ...] = (
    *("journal_entry", "journal_link", "journal_head", "journal_leaf"),
    *("organisation_entry", "known_problem_version"),
)
# Published once; what is kept under a version is kept under these very words and days.
PUBLISHED: tuple[LiteralString, ...] = ("regulation_version", "calendar_version", "supersession")
# Beside them what was said and sent, of which single columns change (COLUMNS).
SAID: tuple[LiteralString, ...] = ("message", *IMMOVABLE)
# Evidence of who asked, said, sent and was told: no row of it is ever removed.
KEPT: tuple[LiteralString, ...] = (
    *("ticket", "sheet", "handover", "participant", "refusal_report", "violation", "known_problem", "outage"),
    *(
        "person",
        "password",
        "organisation",
        "membership",
        "agreement",
        "agreement_proposal",
        "partner_status",
    ),
    *("company_group", "group_member", "system", "adoption", *SAID, *PUBLISHED),
)

GRANTS: dict[str, frozenset[str]] = {
    # Tickets and what hangs on them
    "ticket": KEPT_FOR_GOOD,
    "sheet": ADDED,
    "message": ADDED,
    "journal_entry": ADDED,
    "journal_link": frozenset({"SELECT"}),  # added by the database alone (chain_functions.py)
    "journal_head": ADDED,
    "journal_leaf": ADDED,
    "clock_run": EVERYTHING,  # a cache of the journal: told anew when a fact comes late
    "file": ADDED_AND_REMOVED,  # removed while it waits, by its policy
    "content": ADDED_AND_REMOVED,
    "log_summary": KEPT_FOR_GOOD,
    "file_scan": KEPT_FOR_GOOD,
    "handover": KEPT_FOR_GOOD,
    "participant": KEPT_FOR_GOOD,
    "ticket_link": EVERYTHING,
    "ticket_tag": ADDED_AND_REMOVED,
    "watcher": ADDED_AND_REMOVED,
    # History of another desk: never changed; a run of an import that was wrong is taken back whole
    "imported_ticket": ADDED_AND_REMOVED,
    "imported_message": ADDED_AND_REMOVED,
    "imported_file": ADDED_AND_REMOVED,
    # What a person has for themselves
    "notice": EVERYTHING,
    # Letters of long ago are removed by a job (actions/letters/tidying.py)
    "delivery": EVERYTHING,
    "caught_letter": ADDED_AND_REMOVED,
    "incoming_letter": EVERYTHING,
    "bounced_address": EVERYTHING,
    "letter_choice": KEPT_FOR_GOOD,
    "deadline_feed": EVERYTHING,
    "device": EVERYTHING,
    "chat_code": EVERYTHING,
    "alert": EVERYTHING,
    "export": EVERYTHING,
    "webhook": EVERYTHING,
    "webhook_delivery": EVERYTHING,
    "bridge": KEPT_FOR_GOOD,  # switched off: its links say where tickets came from
    "bridge_link": KEPT_FOR_GOOD,
    "bridge_delivery": EVERYTHING,
    "bridge_arrival": EVERYTHING,
    "upload": EVERYTHING,
    "upload_place": KEPT_FOR_GOOD,
    "draft": EVERYTHING,
    "sending": EVERYTHING,
    # Organisations, people, papers; what was handed in and not confirmed is removed
    "person": KEPT_FOR_GOOD,
    "password": KEPT_FOR_GOOD,
    "organisation": KEPT_FOR_GOOD,
    "membership": KEPT_FOR_GOOD,
    "licence": EVERYTHING,
    "support_contract": EVERYTHING,
    "certificate": EVERYTHING,
    "system": KEPT_FOR_GOOD,
    "agreement": KEPT_FOR_GOOD,
    "agreement_proposal": KEPT_FOR_GOOD,
    "partner_status": KEPT_FOR_GOOD,
    "company_group": ADDED,
    "group_member": KEPT_FOR_GOOD,
    "adoption": KEPT_FOR_GOOD,
    "organisation_entry": ADDED,
    "refusal_report": KEPT_FOR_GOOD,
    "violation": KEPT_FOR_GOOD,
    "outage": KEPT_FOR_GOOD,
    # A desk's own, and versions
    "canned_answer": EVERYTHING,
    "assignment_rule": EVERYTHING,
    "on_call_step": EVERYTHING,
    "on_call_round": KEPT_FOR_GOOD,
    "known_problem": KEPT_FOR_GOOD,
    "known_problem_version": ADDED,
    "version_draft": EVERYTHING,
    "regulation_version": ADDED,
    "calendar_version": ADDED,
    "supersession": ADDED,
    "session": EVERYTHING,
    "authenticator_app": EVERYTHING,
    "recovery_code": EVERYTHING,
    "passkey": EVERYTHING,
    "api_token": EVERYTHING,
    "sign_in_role": KEPT_FOR_GOOD,
    "sign_in_closing": KEPT_FOR_GOOD,
    "emergency_door": KEPT_FOR_GOOD,
    "provider_account": EVERYTHING,
    "provider_session": ADDED_AND_REMOVED,
    "provider_answer": EVERYTHING,
    # Of the tools: counted attempts to sign in, the worker's jobs, and which version of the tables this is. Nothing else of
    # theirs is read.
    "django_migrations": frozenset({"SELECT"}),
    "cache_entry": EVERYTHING,
    "procrastinate_jobs": EVERYTHING,
    "procrastinate_events": EVERYTHING,
    "procrastinate_periodic_defers": EVERYTHING,
    "procrastinate_workers": EVERYTHING,
}
# The only columns of a row that change where not all of them may. A file is sent once, and shown to more people; its content
# goes by named work alone (FIXED).
COLUMNS: dict[str, tuple[str, ...]] = {
    "message": ("audience",),
    "file": (
        "ticket_id",
        "leg",
        "client_id",
        "partner_id",
        "message_id",
        "draft_id",
        "audience",
        "content_id",
        "removed_at",
    ),
    # Where it lies; a lock on a row asks for it as well.
    "content": ("moved_at",),
    # Of homes of before: its content is put on record.
    "imported_file": ("content_id",),
    "sheet": ("values", "symptoms", "judged_level", "critical"),
}
