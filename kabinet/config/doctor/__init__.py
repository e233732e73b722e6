"""What an operator asks first: is this machine, its database and what happens by itself as it has to be? A sentence each.

A check is a function that yields findings; checks.py puts them in order. Nothing here changes anything.
"""
