"""The table that bench/pages/run prints, in Markdown."""

from collections.abc import Mapping, Sequence

from bench.pages.beside import Pair
from bench.pages.clocks import Found, Outage
from bench.pages.measure import Measured

# Measured elsewhere (design 9): two cores, PostgreSQL 15, 100,000 tickets of three messages, an agent signed in over HTTP.
# Median milliseconds, requests a second at four at once.
PEERS: Mapping[str, tuple[str, str, str]] = {
    "queue of 50 (partner)": ("1516; 1.8/s", "-", "875; 2.6/s"),
    "a ticket with its history (partner)": ("464; 4.5/s", "180; 9.2/s", "158; 15/s"),
    "search, rare word": ("687; 3.5/s", "912; 2.7/s", "4031; 0.5/s"),
    "register a ticket (form)": ("429; 5.5/s", "240; 8.1/s", "42; 38/s"),
    "reply of the partner (form)": ("431; 4.7/s", "296; 6.8/s", "73; 36/s"),
    "memory": ("722", "367", "639"),
}
HEAD = (
    "| | median ms | p95 ms | a second, four at once | units | at most | questions | KB sent "
    "| Request Tracker 5 | OTOBO 11 | django-helpdesk 2.6 |\n|---|---:|---:|---:|---:|---:|---:|---:|---|---|---|"
)


def text(rows: Sequence[Measured]) -> str:
    """Kabinet's figures beside the floor of the same run; the last three columns were measured elsewhere."""
    return "\n".join([HEAD, *map(_line, rows)])


def _line(row: Measured) -> str:
    most = f"{row.most:g}" if row.most else ""
    units = f"{row.units:.1f}" + (" **over**" if row.most and row.units > row.most else "")
    asked = str(row.asked) if row.asked else ""
    peers = PEERS.get(row.name, ("", "", ""))
    figures = (
        f"{row.median:.1f}",
        f"{row.p95:.1f}",
        f"{row.rate:.0f}",
        units,
        most,
        asked,
        f"{row.weight / 1024:.1f}",
    )
    return f"| {' | '.join((row.name, *figures, *peers))} |"


def beside(pairs: Sequence[Pair]) -> str:
    """Both trees in turns; the ratio is of medians, over 1 is slower here."""
    lines = [
        "| | here, median ms | there | here / there | questions here | there |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for pair in pairs:
        here, there = pair.here, pair.there
        ratio = f"{here.median / there.median:.2f}"
        figures = (f"{here.median:.1f}", f"{there.median:.1f}", ratio, str(here.asked), str(there.asked))
        lines.append(f"| {' | '.join((here.name, *figures))} |")
    return "\n".join(lines)


def memory(web: float, worker: float) -> str:
    """Megabytes."""
    peers = ", ".join(f"{name} {figure}" for name, figure in zip(NAMES, PEERS["memory"], strict=True))
    whole = f"web {web:.0f} MB, worker {worker:.0f} MB, together {web + worker:.0f} MB (at most 400; {peers})"
    return f"memory after the run: {whole}"


NAMES = ("Request Tracker", "OTOBO", "django-helpdesk")


def growth(small: Sequence[Measured], large: Sequence[Measured], names: tuple[str, str]) -> str:
    """How much every page grew, in units: the machine may have been busier in one of the two runs."""
    before = {row.name: row.units for row in small}
    lines = [f"| | {names[0]}, units | {names[1]}, units | grown |", "|---|---:|---:|---:|"]
    for row in large:
        if row.name in before and row.most:
            grown = row.units / before[row.name] - 1
            lines.append(f"| {row.name} | {before[row.name]:.1f} | {row.units:.1f} | {grown:+.0%} |")
    return "\n".join(lines)


def clocks(looks: Sequence[Found], done: Outage, late: Sequence[float]) -> str:
    """Deadlines."""
    lines = [
        "| running clocks | a look when nothing is due, ms | when is the next one, ms |",
        "|---:|---:|---:|",
    ]
    lines += [f"| {each.running:,} | {each.look:.2f} | {each.wait:.2f} |" for each in looks]
    middle, worst = late[len(late) // 2], late[-1]
    lines += [
        "",
        f"after an outage: {done.overdue:,} overdue clocks on record in {done.seconds:.1f} s (at most 30)",
        f"of these at another instant than their own: {done.wrong}",
        f"with the worker at work a breach can be read {middle:.1f} s after its instant, {worst:.1f} s at worst (at most 2)",
    ]
    return "\n".join(lines)
