"""Working time: calendars, years of work and rest, deadlines and why they are when they are.

Deadlines by the million are behind a door of their own, batch.py, which needs numpy.
"""

from kabinet.regulation.working_time.calendar import AROUND_THE_CLOCK, Calendar, calendar, calendar_of
from kabinet.regulation.working_time.deadlines import Deadline, deadline, due, epoch

__all__ = [
    "AROUND_THE_CLOCK",
    "Calendar",
    "Deadline",
    "calendar",
    "calendar_of",
    "deadline",
    "due",
    "epoch",
]
