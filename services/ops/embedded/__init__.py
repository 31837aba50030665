"""PostgreSQL and NATS on this machine, from their wheels, in a data folder that survives restarts."""
