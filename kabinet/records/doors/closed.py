class Closed(Exception):
    """Nothing is there for this actor: unknown and unreachable look the same (a page answers 404)."""
