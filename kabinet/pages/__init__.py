"""What people see: HTTP in, one act or one list, HTML out. A folder per subject; gate/ holds the rule of every page."""
