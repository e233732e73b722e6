"""One act a page: a small form on GET, the act on POST. All of them work without script."""
