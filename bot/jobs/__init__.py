"""The line between what members ask for and the painters."""
