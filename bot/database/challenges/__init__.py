"""The tables of challenges, and who reads and writes them."""
