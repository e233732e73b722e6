"""What happens by itself: deadlines at their instants, silence, tidying up.

Deadlines have a loop of their own (deadlines.py): the next moment stands in an indexed column, so looking for what is due
costs the same however many clocks are open. Everything else is a job of procrastinate, kept in the same database.
"""
