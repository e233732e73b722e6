"""Which tickets the vendor counts when it looks at how the regulation is followed."""

from django.db.models import Q


def counts_for_vendor() -> Q:
    """A condition over tickets. Between a client with a desk of its own and its partner the vendor checks no terms (L8):
    the desk stands on the ticket from its registration, whatever is agreed later. The vendor leg always counts."""
    return Q(leg="vendor") | Q(foreign_desk="")
