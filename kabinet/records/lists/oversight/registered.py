"""How many tickets were registered in a period, which a count of refusals is a share of (L17a)."""

from kabinet.records.fast.prepared import ask_anew
from kabinet.records.lists.compliance import COUNTING, Period
from kabinet.records.lists.oversight import narrowing
from kabinet.records.lists.oversight.narrowing import HERE, Narrowed
from kabinet.records.security.reach import as_system
from kabinet.regulation.access import Actor

REGISTERED = f"""SELECT t.leg, count(*) FROM ticket t WHERE t.registered_at >= %(since)s::timestamptz
  AND t.registered_at < %(until)s::timestamptz AND t.partner_id = ANY(%(partners)s::bigint[]) AND {HERE}"""  # noqa: S608


def count_registered(actor: Actor, period: Period, narrowed: Narrowed) -> dict[str, int]:
    """By leg, of all partners whose record the actor may see."""
    where = " AND ".join([REGISTERED, *narrowing.conditions(narrowed)])
    with as_system(COUNTING):
        return dict(ask_anew(f"{where} GROUP BY 1", narrowing.asked(actor, period, narrowed)))
