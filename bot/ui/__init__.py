"""What features show and hear with: components that survive a restart, layouts, errors."""
