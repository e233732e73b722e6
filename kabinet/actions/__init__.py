"""What can be done. One act a function: keyword-only, `actor` and `at`; one transaction; one journal row (docs/acts.md)."""
