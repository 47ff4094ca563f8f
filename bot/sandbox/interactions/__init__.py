"""Interactions: what a member did, what the bot is told, and by when it has to answer."""
