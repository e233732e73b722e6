"""Where letters come in, as the operator names it."""

from dataclasses import dataclass, field

VENDOR = "vendor"


@dataclass(frozen=True, slots=True)
class Imap:
    """A folder of a server that letters are fetched from; `tls` is "tls", "starttls" or "" for none."""

    host: str
    port: int
    tls: str
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"


@dataclass(frozen=True, slots=True)
class Box:
    """An address and the desk whose it is: VENDOR, or a partner by its taxpayer number."""

    address: str
    desk: str
    imap: Imap | None = None


@dataclass(frozen=True, slots=True)
class Listener:
    """Where a mail server of this machine hands letters over: a socket's path, or a loopback address and a port."""

    protocol: str
    host: str = ""
    port: int = 0
    path: str = ""


@dataclass(frozen=True, slots=True)
class MailIn:
    """All of it. `trusted` is the name under which our own mail server says what it found out about senders (RFC 8601)."""

    boxes: tuple[Box, ...] = ()
    listener: Listener | None = None
    trusted: str = ""

    def box(self, address: str) -> Box | None:
        """The box with this address, whatever its case; what stands behind a + of the name is the sender's own."""
        name, _at, domain = address.strip().lower().rpartition("@")
        asked = {f"{name}@{domain}", f"{name.partition('+')[0]}@{domain}"}
        return next((each for each in self.boxes if each.address in asked), None)
