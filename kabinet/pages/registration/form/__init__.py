"""The second step of registration: the form itself, its files and what it promises."""
