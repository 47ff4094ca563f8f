"""What the host wants to know: how the bot is, what waits, how long things take, what fails."""
