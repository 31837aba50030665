"""Read models, each named for the question it answers: table, fold and query in one file."""
