"""What people sign in with beside the password: their own, reset by whoever may reset the password, demanded of roles."""
