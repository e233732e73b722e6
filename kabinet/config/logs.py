"""One event, one line, no passwords in it."""

import logging
import re
import time

PASSWORD_IN_URL = re.compile(r"(?<=://)([^:/@\s]*):[^/@\s]*@")
PASSWORD_IN_WORDS = re.compile(r"\b(password|secret|token)=\S+", re.IGNORECASE)

# What opens a ticket's place for files stands in an address.
PLACE_CODE = re.compile(r"\bkbp_[0-9A-Za-z]+_[0-9A-Za-z]*")


class Line(logging.Formatter):
    """`2026-01-31T09:30:00.123Z INFO kabinet.jobs text`; a traceback follows on the same line with ⏎ for its breaks."""

    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    @staticmethod
    def converter(seconds: float | None) -> time.struct_time:
        return time.gmtime(seconds)

    def format(self, record: logging.LogRecord) -> str:
        return without_passwords(super().format(record)).replace("\r", "").replace("\n", " ⏎ ")


def without_passwords(text: str) -> str:
    """The text with the passwords of addresses, `password=…` words and codes of places taken out."""
    text = PLACE_CODE.sub("kbp_…", text)
    return PASSWORD_IN_WORDS.sub(r"\1=…", PASSWORD_IN_URL.sub(r"\1:…@", text))
