"""A ticket comes into being: judged beforehand, then number, notice and registration in one transaction."""
