"""How partners follow the regulation: figures, tickets behind them, reports of refusals, violations (L10, L17a, L17b)."""
