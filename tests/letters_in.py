"""Letters that come: the boxes of two desks, letters that people of the cast write, and hands that read them.
Its fixture is in tests/fixtures_inbox.py."""

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

from django.db import transaction

from kabinet.network.mailboxes import Box
from kabinet.records import models
from kabinet.records.security.reach import as_system
from tests.cast import Cast

TRUSTED = "mx.kabinet.example"
INN = "7801000001"
PARTNERS, VENDORS = Box("help@kontur.example", INN), Box("support@vendor.example", "vendor")


def letter(
    sender: str = "saveliev@zmk.example",
    subject: str = "Сервер не запускается",
    text: str = "Журнал во вложении.",
    *,
    proved: bool = True,
    **headers: str,
) -> EmailMessage:
    """As it comes from our own mail server, which says that the sender's domain sent it when it is `proved`."""
    made = EmailMessage()
    if proved:
        made["Authentication-Results"] = f"{TRUSTED}; dmarc=pass header.from={sender.rpartition('@')[2]}"
    made["From"], made["To"], made["Subject"] = sender, PARTNERS.address, subject
    made["Message-ID"] = "<1@mailer.example>"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


@dataclass
class Inbox:
    """`come(raw, at)` is a letter that a server handed over, `read(at)` what the process does with all that came."""

    cast: Cast

    def come(self, made: EmailMessage | bytes, at: datetime, box: Box = PARTNERS) -> bool:
        from kabinet.actions.inbox.taking import take_letter

        raw = made if isinstance(made, bytes) else made.as_bytes()
        return take_letter(at=at, box=box, raw=raw)

    def read(self, at: datetime) -> None:
        from kabinet.jobs.mail.reading import read_next

        for _letter in range(1000):
            if not read_next(at):
                return
        raise AssertionError("it never ends")

    def rows(self) -> list[models.IncomingLetter]:
        """Everything that was kept, in the order in which it came."""
        with transaction.atomic(), as_system("a look from outside"):
            return list(models.IncomingLetter.objects.order_by("arrived_at", "id"))

    def one(self) -> models.IncomingLetter:
        """The only one."""
        (row,) = self.rows()
        return row

    def drafts(self, login: str) -> list[models.Draft]:
        """What this person has begun."""
        with transaction.atomic(), as_system("a look from outside"):
            return list(models.Draft.objects.filter(person=self.cast.person[login]).order_by("id"))

    def notices(self, login: str) -> list[str]:
        """Kinds of notices about letters."""
        kinds = ("letter_kept", "letter_begun", "letter_unkept", "address_bounces", "address_bounces_at")
        with transaction.atomic(), as_system("a look from outside"):
            rows = models.Notice.objects.filter(person=self.cast.person[login], kind__in=kinds)
            return list(rows.order_by("created_at", "id").values_list("kind", flat=True))
