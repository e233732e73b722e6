"""What the law and the acts say of something typed, in words for a page."""

from django import forms

from kabinet.actions.unit.errors import Invalid, Refused
from kabinet.actions.unit.mistakes import Mistaken
from kabinet.pages.ui.citations import spoken


def words_of(refused: Refused) -> str:
    """Reason and remedy as sentences."""
    verdict = refused.verdict
    return " ".join(f"{said}." for text in (verdict.reason, verdict.remedy) if (said := spoken(text)))


def beside(form: forms.Form, invalid: Invalid) -> None:
    """Every fault at its field, or over the form where it has none of that name."""
    if isinstance(invalid, Mistaken):
        for fault in invalid.faults:
            form.add_error(fault.field if fault.field in form.fields else None, f"{spoken(fault.words)}.")
    else:
        form.add_error(invalid.field if invalid.field in form.fields else None, words_of(invalid))
