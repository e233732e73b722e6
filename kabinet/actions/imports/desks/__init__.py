"""One reader a desk: what that desk exports or answers, as old tickets."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from kabinet.actions.imports.desks import csv_tables, glpi, otrs, own, rt, zammad
from kabinet.actions.imports.mapping import ImportMapping
from kabinet.actions.imports.old_ticket import Found

READERS: Mapping[str, Callable[[Path, ImportMapping], Iterator[Found]]] = {
    "own": own.tickets_in,
    "csv": csv_tables.tickets_in,
    "otrs": otrs.tickets_in,
    "rt": rt.tickets_in,
    "zammad": zammad.tickets_in,
    "glpi": glpi.tickets_in,
}
