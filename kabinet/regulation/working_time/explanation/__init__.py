"""Why a deadline is when it is, told step by step, day by day, in both languages."""
