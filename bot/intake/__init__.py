"""Pictures on their way in: declared by Discord, fetched, checked, kept; never decoded."""
