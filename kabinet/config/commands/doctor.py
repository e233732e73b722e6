"""Says what is well and what is amiss, a sentence each: versions, settings, database, clock, roles, files, loops.

Nothing is changed. Exit status 1 when something has to be mended.
"""

from argparse import ArgumentParser, Namespace

from kabinet.config.opened import opened

MARKS = ("ok", "note", "FAULT")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="say only what has to be mended")


def run(args: Namespace) -> int:
    with opened():
        from kabinet.config.doctor.checks import findings
        from kabinet.config.doctor.finding import Weight

        faults = 0
        for found in findings():
            faults += found.weight == Weight.FAULT
            if found.weight == Weight.FAULT or not args.quiet:
                print(f"{MARKS[found.weight]:<5} {found.about}: {found.said}.", flush=True)
        return 1 if faults else 0
