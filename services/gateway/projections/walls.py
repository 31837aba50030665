"""The tenant wall of a read model's table: the gateway sees one account at a time."""

_HERE = "account = nullif(current_setting('app.account', true), '')::uuid"


def wall(schema: str, table: str) -> str:
    """SQL that walls `schema.table`: the projector writes everything, the gateway reads one account's rows."""
    return f"""
        alter table {schema}.{table} enable row level security;
        alter table {schema}.{table} force row level security;
        create policy project_{table} on {schema}.{table} for all to rf_projector using (true) with check (true);
        create policy read_{table} on {schema}.{table} for select to rf_gateway using ({_HERE});
        grant select on {schema}.{table} to rf_gateway;
    """
