"""A form on its way: the file read, tried, shown, and only then handed in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest
from django.utils.translation import gettext as _

from kabinet.actions.organisations.contact_sheet.columns import COMPANY, COMPANY_FIELDS, FIRST_ROW, letter_of
from kabinet.actions.organisations.contact_sheet.guard import MOST_BYTES, Unreadable
from kabinet.actions.organisations.contact_sheet.reading import CellFault, Filled, filled
from kabinet.actions.organisations.contacts.filled_form import Outcome, Summary
from kabinet.actions.unit.mistakes import Fault, Mistaken
from kabinet.pages.organisations.overview.roster import role_names
from kabinet.pages.organisations.people import signed_lines
from kabinet.pages.ui.citations import spoken
from kabinet.regulation.access import OrgKind

Try = Callable[[Filled], Summary]


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the preview."""

    row: int
    name: str
    login: str
    words: str


@dataclass(slots=True)
class Upload:
    """`read` is there once a form was read; `faults` stop it; `summary` is what it would do; `packed` carries it on."""

    read: Filled | None = None
    faults: list[CellFault] = field(default_factory=list)
    whole: str = ""
    summary: Summary | None = None
    packed: str = ""

    @property
    def ready(self) -> bool:
        return self.summary is not None and not self.faults and not self.whole

    @property
    def lines(self) -> list[Shown]:
        """What the act did with each line before it was taken back."""
        return [_shown(outcome) for outcome in self.summary.outcomes] if self.summary else []


def came(request: HttpRequest, kind: OrgKind, organisation: int, *, company: bool = False) -> Upload:
    """The file of this request, or what was read of one a page ago."""
    if packed := request.POST.get("packed", ""):
        read = signed_lines.unpacked(packed, _person(request), organisation)
        if read is None:
            return Upload(whole=_("Форма устарела. Загрузите файл ещё раз."))
        return Upload(read, packed=packed)
    file = request.FILES.get("file")
    if file is None:
        return Upload(whole=_("Выберите файл с заполненной формой."))
    try:
        read = filled(file.read(MOST_BYTES + 1), kind, company=company)
    except Unreadable as unreadable:
        return Upload(whole=spoken(unreadable.words))
    return Upload(read, list(read.faults), packed=signed_lines.packed(read, _person(request), organisation))


def tried(upload: Upload, kind: OrgKind, act: Try) -> Upload:
    """What the act says to it; faults by cell. Other refusals pass by."""
    if upload.read is None or upload.whole:
        return upload
    try:
        upload.summary = act(upload.read)
    except Mistaken as mistaken:  # by hand: the faults are those of a file, by its cells
        met = {(fault.row, fault.column) for fault in upload.faults}
        found = [_cell(kind, fault) for fault in mistaken.faults]
        upload.faults += [fault for fault in found if (fault.row, fault.column) not in met]
    upload.faults.sort(key=lambda fault: (fault.sheet or ("", ""), fault.row, fault.column))
    return upload


def faults_by_cell(faults: Iterable[CellFault]) -> list[dict[str, str]]:
    """For the page."""
    return [{"where": spoken(fault.place), "words": spoken(fault.words)} for fault in faults]


def _cell(kind: OrgKind, fault: Fault) -> CellFault:
    if fault.row:
        return CellFault(fault.row, letter_of(kind, fault.field), fault.words)
    fields = [column.field for column in COMPANY_FIELDS]
    if fault.field in fields:
        return CellFault(FIRST_ROW + fields.index(fault.field), "B", fault.words, COMPANY)
    return CellFault(FIRST_ROW, letter_of(kind, "roles"), fault.words)


def _shown(outcome: Outcome) -> Shown:
    words = _("удалить из списка") if outcome.removed else role_names(outcome.roles)
    if outcome.certificate:
        words += ", " + _("сертификат %(number)s") % {"number": outcome.certificate}
    return Shown(outcome.row, outcome.name, outcome.login, words)


def _person(request: HttpRequest) -> int:
    return int(request.session.get(SESSION_KEY, 0))
