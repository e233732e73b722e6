"""A list as a spreadsheet: a declaration of its columns, and the writers that know no list.

Whoever has a list says what its columns are called and what stands in them; `writing.py` makes a file of it row by row.
"""
