"""One file a command: a docstring, `add_arguments(parser)` and `run(args) -> int`."""
