"""Every plot of the past: the levels it fits, how many tickets it makes, how often it is played, how long it takes."""

from collections.abc import Callable
from dataclasses import dataclass

from kabinet.demonstration.plots import breaches, critical, endings, levels, passed, plans, turned_back, usual
from kabinet.demonstration.scenes.scene import Plot, Scene

ANY, DOWN, UP, STANDARD, CRITICAL = (2, 3, 4), (2,), (3,), (2, 3), (1,)


@dataclass(frozen=True, slots=True)
class Piece:
    """`days` is the longest that the plot can take, the New Year's holidays included; `weight` how often it is drawn.
    `production`: the ticket is raised on its way, which only a system in production allows."""

    plot: Callable[[Scene], Plot]
    levels: tuple[int, ...]
    tickets: int
    weight: int
    days: int
    production: bool = False


PIECES: tuple[Piece, ...] = (
    Piece(usual.quick, ANY, 1, 60, 14),
    Piece(usual.asked, ANY, 1, 60, 16),
    Piece(usual.called, STANDARD, 1, 12, 16),
    Piece(usual.handed_over, ANY, 1, 12, 14),
    Piece(usual.worked_around, STANDARD, 1, 14, 16),
    Piece(usual.long, STANDARD, 1, 20, 40),
    Piece(breaches.late_reaction, ANY, 1, 12, 18),
    Piece(breaches.late_update, STANDARD, 1, 8, 44),
    Piece(breaches.late_on_record, STANDARD, 1, 2, 16),
    Piece(breaches.neglected, STANDARD, 1, 3, 48),
    Piece(endings.silence, ANY, 1, 10, 44),
    Piece(endings.declined, STANDARD, 1, 8, 18),
    Piece(endings.reopened, STANDARD, 1, 7, 40),
    Piece(endings.withdrawn, ANY, 1, 7, 14),
    Piece(endings.refused, ANY, 1, 9, 14),
    Piece(endings.refusal_kept, ANY, 1, 3, 16),
    Piece(endings.refused_and_reopened, UP, 1, 2, 16),
    Piece(endings.closed, STANDARD, 1, 5, 36),
    Piece(levels.raised, UP, 1, 6, 22, production=True),
    Piece(levels.lowered, DOWN, 1, 6, 22),
    Piece(levels.chosen_lower, (2, 3), 1, 5, 14),
    Piece(levels.unconfirmed, CRITICAL, 1, 4, 22),
    Piece(critical.solved, CRITICAL, 1, 7, 6),
    Piece(critical.unanswered, CRITICAL, 1, 3, 16),
    Piece(critical.unreachable, CRITICAL, 1, 2, 16),
    Piece(critical.late, CRITICAL, 1, 2, 8),
    Piece(passed.solved, STANDARD, 2, 22, 34),
    Piece(passed.worked_around, STANDARD, 2, 18, 24),
    Piece(passed.asked, STANDARD, 2, 12, 30),
    Piece(passed.late_reaction, STANDARD, 2, 4, 30),
    Piece(passed.late_update, STANDARD, 2, 4, 54),
    Piece(passed.reclassified, STANDARD, 2, 4, 30, production=True),
    Piece(passed.unanswered, STANDARD, 2, 3, 58),
    Piece(passed.declined, STANDARD, 2, 5, 34),
    Piece(turned_back.returned, STANDARD, 2, 5, 30),
    Piece(turned_back.returned_at_once, STANDARD, 2, 3, 30),
    Piece(turned_back.refused, STANDARD, 2, 5, 26),
    Piece(turned_back.withdrawn, STANDARD, 2, 4, 30),
    Piece(turned_back.closed, STANDARD, 2, 3, 34),
    Piece(turned_back.sent_twice, STANDARD, 3, 3, 58),
    Piece(turned_back.left_waiting, STANDARD, 2, 2, 50),
    Piece(turned_back.withdrawn_by_client, STANDARD, 2, 2, 30),
    Piece(plans.agreed, CRITICAL, 2, 4, 8),
    Piece(plans.objected, CRITICAL, 2, 3, 8),
    Piece(plans.left, CRITICAL, 2, 2, 18),
    Piece(plans.recovered, CRITICAL, 2, 2, 18),
    Piece(turned_back.refusal_lifted, STANDARD, 2, 2, 30),
    Piece(plans.client_silent, CRITICAL, 2, 3, 18),
    Piece(turned_back.returned_in_vain, STANDARD, 2, 2, 32),
    Piece(endings.told_to_close, STANDARD, 1, 4, 16),
    Piece(breaches.late_denied, STANDARD, 1, 1, 18),
)
