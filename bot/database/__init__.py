"""The database: its tables and migrations, and who reads and writes each of them."""
