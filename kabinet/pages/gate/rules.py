"""The rules a page can stand under. A page says one of the names below; what a name means is written here alone."""

from kabinet.regulation.access import OrgKind
from kabinet.web.rule import Rule

# Open to the whole world: sign-in and what it needs. Every use of this word is a hole to be explained in review.
ANYONE = Rule("anyone", signed_in=False, confirmed=False)

# A person, though nobody has confirmed them yet: sign-out, organisation, language, what is being waited for.
SIGNED_IN = Rule("signed in", confirmed=False)

# The same, and whoever has to set a second factor up before anything else: that, and signing out.
ENTERING = Rule("entering", confirmed=False, before_factor=True)

# A confirmed member of any organisation; what they see there is decided by the doors.
MEMBER = Rule("member")
TICKET = Rule("ticket")

CLIENT = Rule("client", kinds=frozenset({OrgKind.CLIENT}))
PARTNER = Rule("partner", kinds=frozenset({OrgKind.PARTNER}))
VENDOR = Rule("vendor", kinds=frozenset({OrgKind.VENDOR}))
# A client registers, a partner writes down a client's call (U3.4a).
REGISTERS = Rule("client or partner", kinds=frozenset({OrgKind.CLIENT, OrgKind.PARTNER}))
SUPPORT = Rule("partner or vendor", kinds=frozenset({OrgKind.PARTNER, OrgKind.VENDOR}))
