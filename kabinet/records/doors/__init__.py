"""The only way to records. Every door begins with the actor; what they do not reach is not there (`Closed`)."""

from kabinet.records.doors.actors import actor_of
from kabinet.records.doors.closed import Closed

__all__ = ["Closed", "actor_of"]
