"""The state as Discord's API shows it."""
