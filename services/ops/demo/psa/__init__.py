"""A small PSA that speaks ConnectWise's wire format: for the demo, and for tests against public clients."""
