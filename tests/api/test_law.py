"""Every act on a ticket that the law knows is an operation of the API, or stands here with its reason."""

from collections.abc import Mapping

from kabinet.api.table import OPERATIONS
from kabinet.regulation.access import ACTS, Act

# What is typed and not sent waits on the pages, for the person and their colleagues; a program keeps its own, and tries it
# with dry_run. So it may only be something that no journal knows.
WITHOUT: Mapping[Act, str] = {Act.DRAFT: "what is not sent is no fact of any ticket"}


def test_every_act_on_a_ticket_is_an_operation_or_stands_here_with_its_reason() -> None:
    known = {act for act, declared in ACTS.items() if declared.on_ticket}
    done = {act for operation in OPERATIONS for act in operation.law}
    assert done | set(WITHOUT) == known, sorted(known ^ (done | set(WITHOUT)))
    assert not done & set(WITHOUT)
    assert [act for act in WITHOUT if ACTS[act].facts] == []


def test_every_operation_that_acts_on_a_ticket_says_which_act_it_is() -> None:
    silent = [each.name for each in OPERATIONS if each.acts and not each.takes_file and not each.law]
    assert silent == []
    assert [each.name for each in OPERATIONS if each.law and "{number}" not in each.path] == [
        "registerTicket"
    ]
