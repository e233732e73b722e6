"""WHAT IS ASKED OF OTHERS: programs elsewhere, over the network. Slow, hostile and away as a matter of course."""
