"""One's deadlines in a calendar program: what it reads, and the page on which its address is made."""
