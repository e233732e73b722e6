"""What the rows that doors give are called by whoever annotates them. Names for annotations and for nothing else: a row is
got from a door, and above the records none of these names is called or queried (tests/house/test_records.py)."""

from django.db.models import QuerySet

from kabinet.records import models

AgreementRecord = models.Agreement
AssignmentRuleRecord = models.AssignmentRule
CalendarRecord = models.CalendarVersion
CannedAnswerRecord = models.CannedAnswer
CaughtLetterRecord = models.CaughtLetter
CertificateRecord = models.Certificate
ContractRecord = models.SupportContract
DeliveryRecord = models.Delivery
DeviceRecord = models.Device
DraftRecord = models.Draft
FactRecord = models.JournalEntry
ExportRecord = models.Export
FileRecord = models.File
FileScanRecord = models.FileScan
GroupMemberRecord = models.GroupMember
HeadRecord = models.JournalHead
HandoverRecord = models.Handover
ImportedFileRecord = models.ImportedFile
ImportedMessageRecord = models.ImportedMessage
ImportedTicketRecord = models.ImportedTicket
IncomingLetterRecord = models.IncomingLetter
KnownProblemRecord = models.KnownProblem
LetterChoiceRecord = models.LetterChoice
LogSummaryRecord = models.LogSummary
LicenceRecord = models.Licence
MembershipRecord = models.Membership
MessageRecord = models.Message
NoticeRecord = models.Notice
OnCallStepRecord = models.OnCallStep
OrganisationFactRecord = models.OrganisationEntry
OrganisationRecord = models.Organisation
OutageRecord = models.Outage
PersonRecord = models.Person
ProblemVersionRecord = models.ProblemVersion
ProposalRecord = models.AgreementProposal
RegulationRecord = models.RegulationVersion
RefusalReportRecord = models.RefusalReport
StatusRecord = models.PartnerStatus
SystemRecord = models.System
UploadRecord = models.Upload
TicketRecord = models.Ticket
VersionDraftRecord = models.VersionDraft
ViolationRecord = models.Violation
BridgeRecord = models.Bridge
BridgeLinkRecord = models.BridgeLink
BridgeDeliveryRecord = models.BridgeDelivery
BridgeArrivalRecord = models.BridgeArrival
WebhookRecord = models.Webhook
WebhookDeliveryRecord = models.WebhookDelivery

DraftRecords = QuerySet[models.Draft]
FileRecords = QuerySet[models.File]
MessageRecords = QuerySet[models.Message]
NoticeRecords = QuerySet[models.Notice]
