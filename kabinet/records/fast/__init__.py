"""The two ways past the ORM, for what every page asks: queries planned once a connection, rows built once a process."""
