"""The exchange with the shared PostgreSQL server: knows the store and the server, nothing of the screen."""
