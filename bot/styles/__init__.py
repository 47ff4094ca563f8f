"""What can be chosen: presets, a server's styles, moods; and how a recipe reads."""
