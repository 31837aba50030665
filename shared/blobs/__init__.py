"""Blobs: screenshots, logs and prompts, sealed and in pieces."""

from shared.blobs.store import Blobs, Upload, collect_unkept, delete_blobs_of

__all__ = ["Blobs", "Upload", "collect_unkept", "delete_blobs_of"]
