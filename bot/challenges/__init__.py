"""Style challenges: a server paints together, votes, and one picture wins."""
