"""Lanes that more than one service passes through: `shared.lanes` enters them."""

PROPOSALS = "proposals"
"""In it the flywheel gives cases to proposals, and operators' commands erase cases."""
