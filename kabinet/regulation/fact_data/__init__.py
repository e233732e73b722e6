"""What a row of a journal keeps beside its columns: one declaration a kind of fact (docs/journal.md).

    data = Answered(answer=Answer.SOLUTION, final=True)       # written: record(work, Kind.ANSWERED, data)
    row.told_as(Answered).final                               # read

JSON that lies in rows is a contract for as long as a row lives: a key is never renamed, a new one has a default.
"""

from collections.abc import Mapping
from typing import Any

from kabinet.regulation.fact_data import organisations, tickets
from kabinet.regulation.fact_data.organisations import OrganisationData
from kabinet.regulation.fact_data.shape import (
    FactData,
    Json,
    Key,
    Misfit,
    RowData,
    Shape,
    checked,
    keys,
    lay_out,
    plain,
    read,
)
from kabinet.regulation.facts import Kind

__all__ = [
    "NOTHING",
    "OF_ORGANISATION",
    "OF_TICKET",
    "FactData",
    "Json",
    "Key",
    "Misfit",
    "OrganisationData",
    "RowData",
    "Shape",
    "keys",
    "lay_out",
    "of_organisation",
    "of_ticket",
    "plain",
    "read",
    "row_of",
    "row_of_organisation",
]

NOTHING = FactData()

OF_TICKET: Mapping[Kind, type[FactData]] = {
    Kind.REGISTERED: tickets.Registered,
    Kind.TAKEN: tickets.Taken,
    Kind.ASSIGNED: tickets.Assigned,
    Kind.NOTED: tickets.Noted,
    Kind.ANSWERED: tickets.Answered,
    Kind.REPLIED: tickets.Replied,
    Kind.CALLED: tickets.Called,
    Kind.CLAIMED: tickets.Claimed,
    Kind.CLAIM_CONFIRMED: tickets.ClaimAnswered,
    Kind.CLAIM_DENIED: tickets.ClaimAnswered,
    Kind.TERMS_CONFIRMED: tickets.TermsAnswered,
    Kind.TERMS_DENIED: tickets.TermsAnswered,
    Kind.LEVEL_CHANGED: tickets.LevelChanged,
    Kind.LEVEL_PROPOSED: tickets.LevelMove,
    Kind.LEVEL_DECLINED: tickets.LevelMove,
    Kind.PASSED_ON: tickets.PassedOn,
    Kind.RELAYED: tickets.Relayed,
    Kind.RETURNED: tickets.Returned,
    Kind.SUPPLIED: tickets.Supplied,
    Kind.COMPLETED: tickets.Completed,
    Kind.EXPLAINED: tickets.Explained,
    Kind.RETURN_ENDED: tickets.ReturnEnded,
    Kind.PLAN_AGREED: FactData,
    Kind.PLAN_REFUSED: tickets.Reasoned,
    Kind.ACCEPTED: tickets.Accepted,
    Kind.DECLINED: tickets.Reasoned,
    Kind.CLOSED: tickets.Closed,
    Kind.CLOSED_BY_WORD: tickets.ClosedByWord,
    Kind.REOPENED: tickets.BackToWork,
    Kind.WITHDRAWN: tickets.Withdrawn,
    Kind.REFUSED: tickets.Refused,
    Kind.OBJECTED: FactData,
    Kind.OBJECTION_UPHELD: tickets.BackToWork,
    Kind.REFUSAL_KEPT: tickets.Reasoned,
    Kind.WAITING_BEGAN: FactData,
    Kind.WAITING_ENDED: FactData,
    Kind.CALENDAR_CHANGED: tickets.CalendarChanged,
    Kind.WIDENED: tickets.Widened,
    Kind.LINKED: tickets.Named,
    Kind.UNLINKED: tickets.Named,
    Kind.HANDOVER_ASKED: tickets.Named,
    Kind.HANDOVER_GIVEN: FactData,
    Kind.HANDOVER_DECLINED: tickets.HandoverDeclined,
    Kind.HANDED_OVER: tickets.HandedOver,
    Kind.MERGED: tickets.Merged,
    Kind.ABSORBED: tickets.Named,
    Kind.TAGGED: tickets.Named,
    Kind.UNTAGGED: tickets.Named,
    Kind.WATCHER_ADDED: tickets.WatcherAdded,
    Kind.SUMMONED: tickets.Summoned,
    Kind.ACKNOWLEDGED: tickets.OnCall,
    Kind.UNANSWERED: tickets.OnCall,
    Kind.BRIDGED: tickets.Bridged,
    Kind.FILE_CAME: tickets.FileCame,
    Kind.FILE_INFECTED: tickets.FileInfected,
    Kind.PLACE_ASKED: tickets.PlaceAsked,
    Kind.CONTENT_REMOVED: tickets.ContentRemoved,
    Kind.PLACE_GIVEN: tickets.PlaceGiven,
    Kind.PLACE_ENDED: FactData,
    Kind.CONTACT_CHANGED: tickets.ContactChanged,
    Kind.INVITED: tickets.Invited,
    Kind.LEFT: tickets.Left,
    Kind.BREACHED: tickets.Breached,
    Kind.LOWERED: tickets.Lowered,
    Kind.VENDOR_CHANGED: tickets.VendorChanged,
    Kind.CLOSING_ANNOUNCED: tickets.ClosingAnnounced,
    Kind.CLOSED_BY_SILENCE: FactData,
}

# Kinds that are told in a notice alone have no row and stand nowhere here.
OF_ORGANISATION: Mapping[str, type[OrganisationData]] = {
    "calendar_published": organisations.CalendarPublished,
    "calendar_applied": organisations.CalendarApplied,
    "calendar_missing": organisations.CalendarMissing,
    "contact_added": organisations.ContactAdded,
    "contact_changed": organisations.ContactChanged,
    "contact_rights": organisations.ContactRights,
    "contact_removed": organisations.ContactRemoved,
    "contact_confirmed": organisations.ContactConfirmed,
    "contact_refused": organisations.ContactRefused,
    "contact_form": organisations.ContactForm,
    "client_entered": organisations.ClientEntered,
    "link_issued": organisations.Named,
    "link_shown": organisations.Named,
    "password_set": organisations.PasswordSet,
    "password_ended": organisations.Named,
    "factor_added": organisations.FactorTold,
    "factor_removed": organisations.FactorTold,
    "recovery_codes_made": organisations.Named,
    "factors_reset": organisations.Named,
    "token_made": organisations.TokenTold,
    "token_ended": organisations.TokenTold,
    "webhook_added": organisations.WebhookTold,
    "webhook_changed": organisations.WebhookTold,
    "webhook_rotated": organisations.WebhookTold,
    "webhook_paused": organisations.WebhookTold,
    "webhook_resumed": organisations.WebhookTold,
    "webhook_removed": organisations.WebhookTold,
    "webhook_stopped": organisations.WebhookStopped,
    "bridge_added": organisations.BridgeTold,
    "bridge_changed": organisations.BridgeTold,
    "bridge_paused": organisations.BridgeTold,
    "bridge_resumed": organisations.BridgeTold,
    "bridge_stopped": organisations.BridgeStopped,
    "bridge_silent": organisations.BridgeSilent,
    "factor_demanded": organisations.RolesChanged,
    "local_sign_in_closed": organisations.SignInClosed,
    "local_sign_in_opened": organisations.OrganisationData,
    "emergency_door_opened": organisations.DoorOpened,
    "emergency_door_closed": organisations.OrganisationData,
    "canned_added": organisations.Named,
    "canned_changed": organisations.Named,
    "canned_removed": organisations.Named,
    "letter_answered": organisations.LetterSorted,
    "letter_discarded": organisations.LetterSorted,
    "system_added": organisations.Named,
    "system_retired": organisations.Named,
    "rule_added": organisations.Placed,
    "rule_changed": organisations.Placed,
    "rule_removed": organisations.Placed,
    "on_call_added": organisations.Placed,
    "on_call_changed": organisations.Placed,
    "on_call_removed": organisations.Placed,
    "problem_added": organisations.Numbered,
    "problem_changed": organisations.Numbered,
    "problem_retired": organisations.Numbered,
    "problem_revived": organisations.Numbered,
    "refusal_reported": organisations.RefusalReported,
    "refusal_report_answered": organisations.ReportAnswered,
    "violation_registered": organisations.ViolationTold,
    "violation_answered": organisations.ViolationTold,
    "violation_withdrawn": organisations.ViolationTold,
    "violation_reminded": organisations.ViolationReminded,
    "status_granted": organisations.StatusGranted,
    "status_changed": organisations.StatusGranted,
    "status_withdrawn": organisations.StatusWithdrawn,
    "work_lost": organisations.WorkChanged,
    "work_gained": organisations.WorkChanged,
    "partner_without_status": organisations.WorkChanged,
    "partner_with_status": organisations.WorkChanged,
    "tickets_left": organisations.WorkChanged,
    "partner_status_ends": organisations.PartnerStatusEnds,
    "group_joined": organisations.GroupJoined,
    "group_left": organisations.GroupLeft,
    "certificate_handed_in": organisations.CertificateEntered,
    "certificate_entered": organisations.CertificateEntered,
    "certificate_ended": organisations.CertificateEnded,
    "licence_handed_in": organisations.LicenceEntered,
    "licence_entered": organisations.LicenceEntered,
    "contract_handed_in": organisations.ContractEntered,
    "contract_entered": organisations.ContractEntered,
    "certificate_confirmed": organisations.PaperConfirmed,
    "licence_confirmed": organisations.PaperConfirmed,
    "contract_confirmed": organisations.PaperConfirmed,
    "certificate_refused": organisations.PaperRefused,
    "licence_refused": organisations.PaperRefused,
    "contract_refused": organisations.PaperRefused,
    "system_changed": organisations.SystemChanged,
    "production_withdrawn": organisations.SystemChanged,
    "agreement_proposed": organisations.AgreementTold,
    "agreement_concluded": organisations.AgreementTold,
    "agreement_ended": organisations.AgreementTold,
    "partner_changed": organisations.AgreementTold,
    "agreement_taken_back": organisations.AgreementTold,
    "agreement_declined": organisations.AgreementDeclined,
    "licence_ends": organisations.PaperEnds,
    "contract_ends": organisations.PaperEnds,
    "licence_over": organisations.PaperOver,
    "contract_over": organisations.PaperOver,
    "certificate_ends": organisations.CertificateEnds,
    "certificate_over": organisations.CertificateOver,
    "work_ends": organisations.WorkEnds,
    "status_ends": organisations.StatusEnds,
    "staffing_will_lack": organisations.StaffingLacks,
    "outage_declared": organisations.OutageTold,
    "outage_ended": organisations.OutageTold,
    "outage_corrected": organisations.OutageCorrected,
    "records_imported": organisations.RecordsImported,
    "tickets_imported": organisations.TicketsImported,
    "import_taken_back": organisations.ImportTakenBack,
    "regulation_published": organisations.RegulationPublished,
    "regulation_adopted": organisations.RegulationAdopted,
    "regulation_reminded": organisations.RegulationReminded,
    "regulation_superseded": organisations.RegulationSuperseded,
}


def of_ticket(kind: str) -> type[FactData]:
    """What a ticket's fact of this kind keeps; KeyError for a kind that the law does not know."""
    return OF_TICKET[Kind(kind)]


def row_of(kind: Kind, data: FactData) -> dict[str, Any]:
    """The JSON of a ticket's fact; TypeError for what another kind declares, Misfit for a value of another type."""
    declared = OF_TICKET[kind]
    if type(data) is not declared:
        raise TypeError(f"{kind} keeps {declared.__name__}, not {type(data).__name__}")
    return checked(data, kind)


def of_organisation(kind: str) -> type[OrganisationData]:
    """What an organisation's fact of this kind keeps; KeyError for one that keeps no row."""
    return OF_ORGANISATION[kind]


def row_of_organisation(kind: str, data: OrganisationData) -> dict[str, Any]:
    """The same of an organisation's fact."""
    declared = OF_ORGANISATION[kind]
    if type(data) is not declared:
        raise TypeError(f"{kind} keeps {declared.__name__}, not {type(data).__name__}")
    return checked(data, kind)
