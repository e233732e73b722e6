"""What a field of the form offers to choose from, and what a value of it is called."""

from kabinet.regulation.pack.form import FormField, Option, Widget
from kabinet.regulation.pack.leg import Leg
from kabinet.regulation.text import Text

# Fields that stand on the ticket itself, with lists of their own in the regulation (U2a, U6b).
LISTED = ("impact", "service")


def offered(field: FormField, leg: Leg) -> tuple[Option, ...]:
    """The values of a choice in their order; none for any other field."""
    if field.widget is not Widget.CHOICE:
        return ()
    if field.code == "impact":
        return tuple(Option(each.code, each.name) for each in leg.impacts)
    if field.code == "service":
        return tuple(Option(each.code, _numbered(each.number, each.name)) for each in leg.services)
    return field.choices


def is_offered(field: FormField, value: object, leg: Leg) -> bool:
    """Whether the value is one of those that the field offers; anything is for a field that is no choice."""
    return field.widget is not Widget.CHOICE or value in {each.code for each in offered(field, leg)}


def name_of_value(field: FormField, value: object, leg: Leg) -> Text | None:
    """What people read for a value of a choice; None for other fields, and for a value that is not offered."""
    return next((each.name for each in offered(field, leg) if each.code == value), None)


def must_be_chosen(field: FormField) -> bool:
    """A choice of the ticket itself is needed even where the form only asks: registering takes its own words alone."""
    return field.code in LISTED


def _numbered(number: int, name: Text) -> Text:
    return Text(f"{number}. {name.ru}", f"{number}. {name.en}")
