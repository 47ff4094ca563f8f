"""What Discord takes at most, from its developers' documentation (docs.discord.com/developers)."""

MOST_CHOICES = 25
"""Of an autocomplete, and options of a select ("Application Commands", "Components")."""
LONGEST_CHOICE = 100
"""Characters of a choice's name and of an option's label or description (the same pages)."""
LONGEST_LABEL = 80
"""Characters on a button ("Components")."""
MOST_BUTTONS = 5
"""Buttons of a row ("Components")."""
MOST_PICTURES = 10
"""Attachments of a message, and items of a media gallery ("Message", "Components")."""
LONGEST_ALT_TEXT = 1024
"""Characters of an attachment's description ("Message")."""
LONGEST_NAME = 100
"""Characters of a thread's and of an event's name ("Channel", "Guild Scheduled Event")."""
LONGEST_EVENT_DESCRIPTION = 1000
"""Characters of an event's description ("Guild Scheduled Event")."""
