"""Telephone numbers that can be called."""

import phonenumbers

REGION = "RU"


def valid(typed: str) -> str:
    """The number as the world writes it, «+7 900 000-41-17»; empty when it is none."""
    try:
        number = phonenumbers.parse(typed, REGION)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
