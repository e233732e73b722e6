"""Words of the law and of the records, in the language of the person whose program asks, with the vendor's names."""

from django.utils.translation import get_language

from kabinet.records.versions import vendor_names
from kabinet.regulation.text import Text


def say(text: Text) -> str:
    """One sentence."""
    return vendor_names.fill_text(text).say(get_language() or "ru")
