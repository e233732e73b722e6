"""Files of tickets that an antivirus looks through: awaited when they come, settled by a worker."""
