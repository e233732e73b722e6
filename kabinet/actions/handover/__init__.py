"""An open ticket goes to the client's new partner."""
