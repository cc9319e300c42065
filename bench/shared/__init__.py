"""`make bench-sync`: the shared log measured against what PostgreSQL itself takes for the same work."""
