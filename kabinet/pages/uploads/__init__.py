"""Large files: the door through which they come in pieces (tus 1.0), as browsers and other programs send them (U6c)."""
