"""What an operator says in files of their own, read at start as the environment is."""
