"""The law: values and functions only. No Django, no database, no clock, no random.

Every function that needs the moment takes it as an argument.
"""
