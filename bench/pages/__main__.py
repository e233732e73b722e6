"""The arguments of bench/pages/run."""

from argparse import ArgumentParser, Namespace

from bench.pages.home import served


def asked() -> Namespace:
    """What the caller wants."""
    parser = ArgumentParser(
        prog="bench/pages/run",
        description="Pages, acts and deadlines on many tickets, beside the floor of the same machine.",
    )
    parser.add_argument(
        "--tickets",
        type=int,
        nargs="+",
        default=[100_000],
        help="how many, of both legs; several sizes show the growth",
    )
    parser.add_argument(
        "--open", type=int, help="how many of them are open; one in twenty and at most 20,000 by default"
    )
    parser.add_argument(
        "--clocks",
        type=int,
        default=25_000,
        metavar="OPEN",
        help="open tickets of the measurement of deadlines; 0 leaves it out",
    )
    parser.add_argument("--no-pages", dest="pages", action="store_false", help="no pages")
    parser.add_argument(
        "--only", default="", metavar="WORDS", help="only pages with these words in their name"
    )
    parser.add_argument(
        "--beside",
        metavar="TREE",
        help="another checkout with its .venv, served at the same time: every page is asked here and there in turns",
    )
    parser.add_argument(
        "--serve",
        action="store_true",
        help="serve one size until the input ends; for --beside of another tree",
    )
    parser.add_argument("--verify", action="store_true", help="refold every ticket that was made")
    parser.add_argument("--keep", action="store_true", help="keep the databases for the next run")
    return parser.parse_args()


if __name__ == "__main__":
    wanted = asked()
    with served() as server:
        # Only now: these need Django, and Django needs to know its database.
        from bench.pages.bench import run

        run(server, wanted)
