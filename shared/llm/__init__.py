"""Asking a language model for one validated answer: the mechanism, no business word in it.

- `client.py`: `Model.ask`; `conversation.py`: its calls, the one repair, the deadline; `breaker.py`
- `transport.py`: one call; `sdk.py`: made through the Anthropic SDK; `failures.py`: how it can fail
- `prompt.py`: templates, the rendered request, and the record that is kept of it
- `untrusted.py`: how strangers' text goes into a prompt; `redaction.py`: what does not
- `answers.py`: from the model's text to a value of the answer type; `links.py`: what does not come out
- `ledger.py`: what calls cost, and budgets; `leases.py`: who is making which call
- `assembly.py`, `settings.py`: putting it together
"""
