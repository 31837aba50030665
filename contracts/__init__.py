"""What crosses a border of ResolutionFlow: events, commands, the HTTP API. Generated from the code, and checked."""
