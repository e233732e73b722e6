"""Papers of organisations: entered, confirmed, ended; systems, agreements, statuses, groups. One act a page."""
