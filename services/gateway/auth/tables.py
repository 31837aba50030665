"""The tables of schema `identity`, as `migrations/0001_identity.sql` makes them."""

from sqlalchemy import ARRAY, Boolean, Column, DateTime, Integer, LargeBinary, MetaData, Table, Text, Uuid, func
from sqlalchemy.dialects.postgresql import JSONB

_metadata = MetaData(schema="identity")
_MOMENT = DateTime(timezone=True)

accounts = Table(
    "accounts",
    _metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", Text),
    Column("time_zone", Text),
)

teams = Table(
    "teams",
    _metadata,
    Column("id", Uuid, primary_key=True),
    Column("account", Uuid),
    Column("name", Text),
    Column("name_key", Text),
)

users = Table(
    "users",
    _metadata,
    Column("id", Uuid, primary_key=True),
    Column("account", Uuid),
    Column("team", Uuid),
    Column("email", Text),
    Column("email_key", Text),
    Column("name", Text),
    Column("role", Text),
    Column("active", Boolean),
    Column("password_hash", Text),
)

sign_ins = Table(
    "sign_ins",
    _metadata,
    Column("id", Uuid, primary_key=True),
    Column("account", Uuid),
    Column("user_id", Uuid),
    Column("web", Boolean),
    Column("expires_at", _MOMENT),
    Column("revoked_at", _MOMENT),
)

sign_in_tokens = Table(
    "sign_in_tokens",
    _metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("account", Uuid),
    Column("sign_in", Uuid),
    Column("rotated_at", _MOMENT),
)

api_keys = Table(
    "api_keys",
    _metadata,
    Column("id", Uuid, primary_key=True),
    Column("account", Uuid),
    Column("user_id", Uuid),
    Column("name", Text),
    Column("prefix", Text),
    Column("hash", LargeBinary),
    Column("role", Text),
    Column("created_at", _MOMENT, server_default=func.clock_timestamp()),
    Column("expires_at", _MOMENT),
    Column("last_used_at", _MOMENT),
    Column("revoked_at", _MOMENT),
)

clients = Table(
    "clients",
    _metadata,
    Column("id", Uuid, primary_key=True),
    Column("account", Uuid),
    Column("name", Text),
    Column("name_key", Text),
    Column("no_model", Boolean),
    Column("redactions", ARRAY(Text)),
)

sign_in_failures = Table(
    "sign_in_failures",
    _metadata,
    Column("email_digest", LargeBinary, primary_key=True),
    Column("failures", Integer),
    Column("failed_at", _MOMENT),
)

audit_outbox = Table(
    "audit_outbox",
    _metadata,
    Column("id", Uuid, primary_key=True),
    Column("entry", JSONB),
)
