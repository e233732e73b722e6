"""What people see: HTTP in, one act or one list, HTML out. A folder per subject; pages/gate/__init__.py holds the rule of every page."""
