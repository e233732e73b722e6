"""gettext for texts that name the vendor: `_("Передать в %(vendor_name_acc)s")`. Marks and cases: docs/languages.md."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext as translated

from kabinet.pages.ui.amounts import unbroken
from kabinet.records.versions import vendor_names
from kabinet.regulation.pack import names_vendor
from kabinet.regulation.text import Text

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Spoken = tuple[str, str]  # language, and the code of the regulation whose names are said


def gettext(message: str) -> str:
    """The text in the reader's language with the vendor's names; other marks stay for `%`."""
    said = translated(message)
    return vendor_names.vendor().fill(said, language()) if names_vendor(said) else said


gettext_lazy = cast("Callable[[str], _StrPromise]", lazy(gettext, str))


def say(text: Text) -> str:
    """A text of a lower floor in the reader's language, with the vendor's names."""
    reader = language()
    said = unbroken(text.say(reader))
    return vendor_names.vendor().fill(said, reader) if names_vendor(said) else said


def language() -> str:
    """The reader's."""
    return get_language() or "ru"


def spoken() -> Spoken:
    """What the words of a drawing that is kept depend on."""
    return language(), vendor_names.regulation().code
