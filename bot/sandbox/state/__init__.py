"""What is true in the sandbox's world: servers, members, channels, messages, files."""
