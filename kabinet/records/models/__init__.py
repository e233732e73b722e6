"""One noun a file. Only the records and the acts import from here; everybody else uses doors, lists and acts."""

from kabinet.records.models.agreement import Agreement
from kabinet.records.models.api_token import ApiToken
from kabinet.records.models.beside import Participant, TicketLink, TicketTag, Watcher
from kabinet.records.models.bridge import Bridge, BridgeArrival, BridgeDelivery, BridgeLink
from kabinet.records.models.clock_run import ClockRun
from kabinet.records.models.company_group import CompanyGroup, GroupMember
from kabinet.records.models.content import Content
from kabinet.records.models.contract import SupportContract
from kabinet.records.models.deadline_feed import DeadlineFeed
from kabinet.records.models.delivery import CaughtLetter, Delivery, LetterChoice
from kabinet.records.models.desk import AssignmentRule, CannedAnswer
from kabinet.records.models.device import Alert, ChatCode, Device
from kabinet.records.models.draft import Draft
from kabinet.records.models.entry import OrganisationEntry
from kabinet.records.models.export import Export
from kabinet.records.models.factor import AuthenticatorApp, Passkey, RecoveryCode
from kabinet.records.models.file import File
from kabinet.records.models.file_scan import FileScan
from kabinet.records.models.handover import Handover
from kabinet.records.models.imported import ImportedFile, ImportedMessage, ImportedTicket
from kabinet.records.models.incoming_letter import BouncedAddress, IncomingLetter
from kabinet.records.models.journal import JournalEntry
from kabinet.records.models.journal_link import JournalHead, JournalLeaf, JournalLink
from kabinet.records.models.known_problem import KnownProblem, ProblemVersion
from kabinet.records.models.licence import Licence
from kabinet.records.models.log_summary import LogSummary
from kabinet.records.models.membership import Membership
from kabinet.records.models.message import Message
from kabinet.records.models.notice import Notice
from kabinet.records.models.on_call import OnCallRound, OnCallStep
from kabinet.records.models.organisation import Organisation
from kabinet.records.models.outage import Outage
from kabinet.records.models.oversight import RefusalReport, Violation
from kabinet.records.models.partner import Certificate, PartnerStatus
from kabinet.records.models.password import Password
from kabinet.records.models.person import Person
from kabinet.records.models.proposal import AgreementProposal
from kabinet.records.models.provider_account import ProviderAccount, ProviderSession
from kabinet.records.models.provider_answer import ProviderAnswer
from kabinet.records.models.sending import Sending
from kabinet.records.models.session import Session
from kabinet.records.models.sheet import Sheet
from kabinet.records.models.sign_in_rule import EmergencyDoor, SignInClosing, SignInRole
from kabinet.records.models.system import System
from kabinet.records.models.ticket import Ticket
from kabinet.records.models.upload import Upload
from kabinet.records.models.upload_place import UploadPlace
from kabinet.records.models.version_draft import VersionDraft
from kabinet.records.models.versions import Adoption, CalendarVersion, RegulationVersion, Supersession
from kabinet.records.models.webhook import Webhook, WebhookDelivery

__all__ = [
    "Adoption",
    "Agreement",
    "AgreementProposal",
    "Alert",
    "ApiToken",
    "AssignmentRule",
    "AuthenticatorApp",
    "BouncedAddress",
    "Bridge",
    "BridgeArrival",
    "BridgeDelivery",
    "BridgeLink",
    "CalendarVersion",
    "CannedAnswer",
    "CaughtLetter",
    "Certificate",
    "ChatCode",
    "ClockRun",
    "CompanyGroup",
    "Content",
    "DeadlineFeed",
    "Delivery",
    "Device",
    "Draft",
    "EmergencyDoor",
    "Export",
    "File",
    "FileScan",
    "GroupMember",
    "Handover",
    "ImportedFile",
    "ImportedMessage",
    "ImportedTicket",
    "IncomingLetter",
    "JournalEntry",
    "JournalHead",
    "JournalLeaf",
    "JournalLink",
    "KnownProblem",
    "LetterChoice",
    "Licence",
    "LogSummary",
    "Membership",
    "Message",
    "Notice",
    "OnCallRound",
    "OnCallStep",
    "Organisation",
    "OrganisationEntry",
    "Outage",
    "Participant",
    "PartnerStatus",
    "Passkey",
    "Password",
    "Person",
    "ProblemVersion",
    "ProviderAccount",
    "ProviderAnswer",
    "ProviderSession",
    "RecoveryCode",
    "RefusalReport",
    "RegulationVersion",
    "Sending",
    "Session",
    "Sheet",
    "SignInClosing",
    "SignInRole",
    "Supersession",
    "SupportContract",
    "System",
    "Ticket",
    "TicketLink",
    "TicketTag",
    "Upload",
    "UploadPlace",
    "VersionDraft",
    "Violation",
    "Watcher",
    "Webhook",
    "WebhookDelivery",
]
