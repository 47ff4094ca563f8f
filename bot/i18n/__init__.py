"""What members read, in their language: sentences, names of commands, times."""
