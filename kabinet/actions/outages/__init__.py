"""The cabinet is declared unreachable, and that ends (U3.4a, L11b, P4.4)."""
