"""Organisations that work as one: a company group, as a question within another one (L13)."""

from typing import LiteralString

# {of} is a partner's key; needs %(at)s and %(home)s, the vendor's zone: group membership is read on the vendor's day.
DAY: LiteralString = "(%(at)s::timestamptz AT TIME ZONE %(home)s::text)::date"
FELLOWS: LiteralString = f"""SELECT g.partner_id FROM group_member own JOIN group_member g ON g.group_id = own.group_id
  WHERE own.partner_id = {{of}} AND {DAY} BETWEEN own.first_day AND coalesce(own.last_day, 'infinity')
    AND {DAY} BETWEEN g.first_day AND coalesce(g.last_day, 'infinity')"""  # noqa: S608
