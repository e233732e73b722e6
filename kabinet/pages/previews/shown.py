"""What a line of a file offers beside saving it."""

from dataclasses import dataclass

from django.urls import reverse

from kabinet.actions.tickets.previews import keeping
from kabinet.pages.ui.vendor_words import gettext as _
from kabinet.preview import Shown, shown_of
from kabinet.records.doors.record_types import FileRecord

# By their names, whether or not somebody can list them.
ARCHIVES = (".zip", ".7z", ".rar", ".gz", ".tgz", ".zst", ".tar", ".xz", ".bz2")


@dataclass(frozen=True, slots=True)
class Offer:
    """Addresses of a picture in two sizes, or of what is inside and the words to it; `words` where it cannot be shown."""

    icon: str
    words: str = ""
    small_url: str = ""
    large_url: str = ""
    inside_url: str = ""
    inside_words: str = ""


def offer_of(file: FileRecord) -> Offer:
    """Of a file that is whole."""
    archive = file.name.lower().endswith(ARCHIVES)
    icon = "file-archive" if archive else "file-text"
    match shown_of(file.name, file.size):
        case Shown.PICTURE if keeping.is_unmade(file.content_key or file.pk):
            return Offer(icon, _("показать не получилось"))
        case Shown.PICTURE:
            small, large = (_address(file, size) for size in (keeping.SMALL, keeping.LARGE))
            return Offer(icon, small_url=small, large_url=large)
        case Shown.NOTHING:
            return Offer(icon)
        case shown:
            words = _("Показать начало") if shown is Shown.TEXT else _("Показать содержимое")
            return Offer(icon, inside_url=reverse("file_inside", args=[file.pk]), inside_words=words)


def _address(file: FileRecord, size: str) -> str:
    return reverse("file_picture", args=[file.pk, size])
