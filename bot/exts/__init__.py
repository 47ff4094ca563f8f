"""What a member can do: one folder for each feature."""
