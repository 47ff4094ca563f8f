"""What Discord accepts in a body, and how it says no."""
