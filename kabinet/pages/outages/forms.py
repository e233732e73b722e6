"""What is typed to declare an outage or to correct one: instants in the reader's own zone, and the reason."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily

from kabinet.pages.ui import moments
from kabinet.pages.ui.act_page import RefusableForm
from kabinet.pages.ui.amounts import unbroken
from kabinet.pages.ui.forms import Initial, Label, LongText, Sent
from kabinet.records import lengths
from kabinet.records.doors.record_types import OutageRecord

LOCAL = "%Y-%m-%dT%H:%M"


def _moment(label: Label) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=40,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL),
    )


class OutageForm(RefusableForm):
    """Times are typed in `zone`; an empty beginning is now, an empty end is "until somebody ends it"."""

    DENIALS = {"backdate_late": "began_at"}

    began_at = _moment(lazily("С какого времени"))
    ends_at = _moment(lazily("До какого времени"))
    reason = LongText(
        label=lazily("Что случилось"),
        help_text=lazily("Прочтут все, кого это касается"),
        max_length=lengths.REASON,
        rows=3,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)

    def __init__(
        self, zone: ZoneInfo, at: datetime, hours: int, data: Sent = None, *, initial: Initial = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.zone = zone
        named = {"hours": hours, "zone": moments.zone_name(at, zone)}
        self.fields["began_at"].help_text = unbroken(
            _("Пусто — с этой минуты. Раньше — не больше чем на %(hours)s ч, время %(zone)s") % named
        )
        self.fields["ends_at"].help_text = unbroken(_("Пусто — пока не завершите. Время %(zone)s") % named)

    def clean_began_at(self) -> datetime | None:
        return self._instant("began_at")

    def clean_ends_at(self) -> datetime | None:
        return self._instant("ends_at")

    def _instant(self, name: str) -> datetime | None:
        said = self.cleaned_data[name]
        if not said:
            return None
        try:
            return datetime.fromisoformat(said).replace(tzinfo=self.zone)
        except ValueError:
            raise forms.ValidationError(_("Укажите день и время")) from None


class CorrectionForm(OutageForm):
    """Of one that is declared: it has a beginning, typed by the minute as everywhere; what is left as it was stays exact."""

    def __init__(
        self, row: OutageRecord, zone: ZoneInfo, at: datetime, hours: int, data: Sent = None, *, seen: str
    ) -> None:
        self.row = row
        self.typed_before = {
            "began_at": row.began_at.astimezone(zone).strftime(LOCAL),
            "ends_at": row.ends_at.astimezone(zone).strftime(LOCAL) if row.ends_at else "",
        }
        super().__init__(
            zone, at, hours, data, initial={**self.typed_before, "reason": row.reason, "seen": seen}
        )
        self.fields["began_at"].help_text = unbroken(
            _("Сдвинуть можно не больше чем на %(hours)s ч назад, время %(zone)s")
            % {"hours": hours, "zone": moments.zone_name(at, zone)}
        )
        self.fields["ends_at"].help_text = unbroken(
            _("Пусто — пока не завершите. Если объявили по ошибке, укажите то же время, что в начале")
        )

    def _instant(self, name: str) -> datetime | None:
        if self.cleaned_data[name] == self.typed_before[name]:
            return self.row.began_at if name == "began_at" else self.row.ends_at
        return super()._instant(name)

    def clean(self) -> dict[str, Any]:
        """One by mistake ends exactly when it begins, whatever seconds stand behind its minute."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        began, ends = found.get("began_at"), found.get("ends_at")
        if "began_at" not in self.errors and began is None:
            found["began_at"] = began = self.row.began_at
        if began and ends and began.replace(second=0) == ends.replace(second=0):
            found["ends_at"] = began
        return found
