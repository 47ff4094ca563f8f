"""A member's side of the sandbox: what a Discord client sends and gets."""
