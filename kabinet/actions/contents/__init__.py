"""What files hold, each content once: put on record, referred to, compared with what lies there."""
