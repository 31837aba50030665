-- What PSA sync keeps beside the log: sealed keys, which ticket is whose, callbacks, deliveries.
create schema psa_sync;

-- Connections by account, folded from their streams.
create table psa_sync.connections (
    connection uuid primary key,
    account uuid not null,
    stream_version int not null,         -- up to where the stream was read
    state text not null check (state in ('active', 'paused', 'removed'))
);
create index connections_of_account on psa_sync.connections (account) where state <> 'removed';

-- Keys of connections, sealed under a key derived from the master key: those that the log names, and for a moment those
-- that it may come to name. The row goes with the connection.
create table psa_sync.credentials (
    connection uuid primary key,
    account uuid not null,
    sealed bytea not null,
    rotated_at timestamptz not null
);

-- Which case is about which ticket. The latest link of a case counts.
create table psa_sync.ticket_links (
    session uuid primary key,
    account uuid not null,
    connection uuid,                     -- null: the account's only one
    ticket text collate "C" not null,
    linked_at timestamptz not null,
    open boolean not null default true,  -- of the case
    number int not null default 0,       -- of the link among those of the session; 0: the case came with it
    heard int not null default 0         -- events of the session that this was read from: less of it changes nothing
);
create index ticket_links_of_ticket on psa_sync.ticket_links (account, ticket);

-- Secrets of webhook endpoints, sealed likewise; the one before stays valid for a while.
create table psa_sync.webhook_secrets (
    endpoint uuid primary key,
    account uuid not null,
    sealed bytea not null,
    previous bytea,
    previous_until timestamptz
);

do $$
declare
    part text;
begin
    grant usage on schema psa_sync to rf_psa_sync;
    foreach part in array '{connections,credentials,ticket_links,webhook_secrets}'::text[] loop
        execute format('grant select, insert, update, delete on psa_sync.%I to rf_psa_sync', part);
        execute format('alter table psa_sync.%I enable row level security', part);
        execute format('alter table psa_sync.%I force row level security', part);
        execute format('create policy use_rf_psa_sync on psa_sync.%I to rf_psa_sync using (true)', part);
        execute format('create policy wall_rf_psa_sync on psa_sync.%I as restrictive to rf_psa_sync using'
            ' (account = (select nullif(current_setting(''app.account'', true), '''')::uuid))', part);
    end loop;
end $$;
