"""A form of contacts that came by letter is handed in by its sender, or by the partner that serves the client (U5d)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kabinet.actions.inbox import contact_forms
from kabinet.actions.inbox.handling import DONE, LOOK
from kabinet.actions.inbox.reading.letter import read_letter
from kabinet.actions.organisations.contact_sheet.guard import Unreadable
from kabinet.actions.organisations.contact_sheet.reading import Filled
from kabinet.actions.organisations.contacts.filled_form import Form, Summary, hand_in, rehearsed
from kabinet.actions.organisations.contacts.new_client import Company, enter_client
from kabinet.actions.unit.errors import Invalid
from kabinet.actions.unit.instants import whole
from kabinet.records import doors
from kabinet.records.models import IncomingLetter, Organisation
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Actor, OrgKind
from kabinet.regulation.text import Text

State = IncomingLetter.State


@dataclass(frozen=True, slots=True)
class Sent:
    """The form of one letter. `company`: it enters a client that is not in the cabinet yet, else it is about the people of
    `home`, for which it was sent. `read` is None where it cannot be read, `whole` says why."""

    letter: IncomingLetter
    home: Organisation
    name: str = ""
    read: Filled | None = None
    whole: Text | None = None

    @property
    def company(self) -> bool:
        """Whether it tells of a new client (P6.3)."""
        return self.read is not None and self.read.company is not None

    @property
    def kind(self) -> OrgKind:
        """Whose columns the form has."""
        return OrgKind.CLIENT if self.company else OrgKind(self.home.kind)

    @property
    def waits(self) -> bool:
        """Whether it can still be handed in."""
        return self.letter.state == State.FORM


def sent_form(actor: Actor, key: UUID) -> Sent:
    """Closed for whoever neither sent it nor has the desk to which it came. A letter stays as it came, so it is read anew
    each time."""
    letter = doors.contact_letter(actor, key)
    home = letter.form_for
    if home is None:
        raise doors.Closed
    if letter.state != State.FORM:
        return Sent(letter, home)
    (file,) = contact_forms.enclosed(read_letter(bytes(letter.raw)))
    try:
        return Sent(letter, home, file.name, contact_forms.read_form(OrgKind(home.kind), file.content))
    except Unreadable as unreadable:
        return Sent(letter, home, file.name, whole=unreadable.words)


def hand_in_sent(*, actor: Actor, at: datetime, sent: Sent) -> Summary:
    """Does what it says and notes on the letter who handed it in. Raises what `hand_in` and `enter_client` raise, and
    Invalid when somebody was first."""
    with transaction.atomic():
        with as_system("a form that came by letter"):
            row = IncomingLetter.objects.select_for_update().defer("raw").get(pk=sent.letter.pk)
        if row.state != State.FORM or sent.read is None:
            raise Invalid("letter", DONE, LOOK)
        summary = _handed_in(actor, at, sent, sent.read)
        row.state, row.settled_at = State.CONFIRMED, whole(at)
        row.settled_by_id, row.settler_name = actor.person, actor.name
        with as_system("a form that came by letter"):
            row.save(update_fields=["state", "settled_at", "settled_by", "settler_name"])
        return summary


def preview_sent(*, actor: Actor, at: datetime, sent: Sent) -> Summary:
    """What `hand_in_sent` would do; the same errors, and nothing is left."""
    return rehearsed(lambda: hand_in_sent(actor=actor, at=at, sent=sent))


def _handed_in(actor: Actor, at: datetime, sent: Sent, read: Filled) -> Summary:
    letter = sent.letter
    form = Form(read.lines, letter.person_id, letter.arrived_at)
    if sent.company:
        return enter_client(actor=actor, at=at, company=read.company or Company(), form=form).summary
    return hand_in(actor=actor, at=at, organisation=sent.home.pk, form=form)
