"""The fuse box: settings, URLs, the WSGI door, the embedded PostgreSQL and the `kabinet` command."""
