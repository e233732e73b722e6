"""Coming in and going out: signing in, whom to work for, how the pages look."""
