"""`kabinet COMMAND …`: one file a command in kabinet/config/commands, loaded only when it is the one asked for.

A command file has a docstring (its first line is the help), `add_arguments(parser)` and `run(args) -> exit status`.
"""

import ast
import importlib
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from keyword import iskeyword
from pathlib import Path
from types import ModuleType

from kabinet.config import commands

FOLDER = Path(commands.__file__).parent


def names() -> list[str]:
    """Every command there is; a file `outage_page` is the command `outage-page`."""
    return sorted(_said(path.stem) for path in FOLDER.glob("*.py") if not path.stem.startswith("_"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status: the command's own; 2 for a wrong call or environment, with one sentence on standard error."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    asked = given[0] if given else ""
    if asked not in names():
        return _unknown(asked)
    command = importlib.import_module(f"{commands.__name__}.{_file(asked)}")
    return _run(command, _parser(command, asked).parse_args(given[1:]))


def _run(command: ModuleType, parsed: Namespace) -> int:
    try:
        return int(command.run(parsed))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 141
    except Exception as mistake:
        # Known by name: a command such as `deadline` starts faster without the settings' module behind that class.
        if type(mistake).__name__ != "Misconfigured":
            raise
        print(f"kabinet: {mistake}", file=sys.stderr)
        return 2


def _parser(command: ModuleType, name: str) -> ArgumentParser:
    parser = ArgumentParser(prog=f"kabinet {name}", description=command.__doc__)
    command.add_arguments(parser)
    return parser


def _unknown(asked: str) -> int:
    wanted = asked in ("", "-h", "--help", "help")
    lines = ["usage: kabinet COMMAND [...]", "", *(f"  {name:<14} {_help(name)}" for name in names())]
    if not wanted:
        lines.insert(0, f"kabinet: there is no command {asked!r}.")
    print("\n".join(lines), file=sys.stdout if asked and wanted else sys.stderr)
    return 0 if asked and wanted else 2


def _said(file: str) -> str:
    return file.rstrip("_").replace("_", "-")


def _file(name: str) -> str:
    """A word of the language has a line behind it: `import` is the file `import_`."""
    return f"{name}_" if iskeyword(name) else name.replace("-", "_")


def _help(name: str) -> str:
    """The first line of the command's docstring, read without running the file."""
    doc = ast.get_docstring(ast.parse((FOLDER / f"{_file(name)}.py").read_text(encoding="utf-8"))) or ""
    return doc.partition("\n")[0]


if __name__ == "__main__":
    sys.exit(main())
