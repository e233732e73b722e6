"""A world to try Kabinet in: invented organisations and people, two years of tickets, built through the acts."""
