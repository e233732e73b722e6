"""Working time: calendars, years of work and rest, deadlines and why they are when they are."""

from kabinet.regulation.working_time.batch import due_many
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
    "due_many",
    "epoch",
]
