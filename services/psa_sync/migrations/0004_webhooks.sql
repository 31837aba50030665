-- Webhooks: who wants which events, and how far each delivery is. No content: what is sent is made from the log when it
-- is sent, so that nothing is left to send of a case that was erased.
alter table psa_sync.webhook_secrets add column rotation int not null default 0;   -- how often it was rotated

-- Endpoints by account, folded from their streams.
create table psa_sync.webhook_endpoints (
    endpoint uuid primary key,
    account uuid not null,
    stream_version int not null,         -- up to where the stream was read
    state text not null check (state in ('active', 'disabled', 'removed')),
    event_types text[] not null,         -- none: every type
    since timestamptz not null           -- what happened before is not sent by itself
);
create index webhook_endpoints_of_account on psa_sync.webhook_endpoints (account) where state <> 'removed';

-- One row for each event and endpoint.
create table psa_sync.webhook_deliveries (
    id uuid primary key,
    account uuid not null,
    endpoint uuid not null,
    event uuid not null,                 -- what the receiver tells repetitions by
    event_type text not null,            -- as subscribed to
    stream text collate "C",             -- where the event stands in the log; null: a test
    version int,
    session uuid,
    occurred_at timestamptz not null,
    status text not null default 'pending' check (status in ('pending', 'delivered', 'failed', 'abandoned')),
    step int not null default 0,         -- place in the schedule of retries
    attempts int not null default 0,
    tries jsonb not null default '[]',   -- the last ones: status, error, ms, at
    next_at timestamptz,
    created_at timestamptz not null,
    delivered_at timestamptz,
    unique (endpoint, event)
);
create index webhook_deliveries_of_endpoint on psa_sync.webhook_deliveries (endpoint, id);
create index webhook_deliveries_of_session on psa_sync.webhook_deliveries (session)
    where session is not null and status in ('pending', 'failed');

-- Deliveries that are to be tried, polled for all accounts at once. Who takes one moves `due_at` behind the time that
-- a try may take: what a process that died had taken comes up again.
create table psa_sync.webhook_queue (
    delivery uuid primary key,
    account uuid not null,
    endpoint uuid not null,
    due_at timestamptz not null
);
create index webhook_queue_due on psa_sync.webhook_queue (endpoint, due_at);

-- Endpoints that are sent to, polled likewise.
create table psa_sync.webhook_lanes (
    endpoint uuid primary key,
    account uuid not null,
    since timestamptz not null,          -- when it was enabled last
    failing_since timestamptz,           -- the first failure after that, or after the last success
    rest_until timestamptz,              -- it asked to be left alone until then
    trimmed_at timestamptz not null
);

-- Requests to send again that were done: one that comes again under its key does nothing and is answered from here.
create table psa_sync.webhook_resends (
    account uuid not null,
    actor text not null,
    route text not null,
    key text not null,
    body_hmac bytea not null,
    endpoint uuid not null,
    count int not null,
    next_since timestamptz,              -- from where a replay is to be continued
    made_at timestamptz not null,
    primary key (account, actor, route, key)
);
create index webhook_resends_of_endpoint on psa_sync.webhook_resends (endpoint, made_at);

do $$
declare
    part text;
begin
    foreach part in array
            '{webhook_endpoints,webhook_deliveries,webhook_queue,webhook_lanes,webhook_resends}'::text[] loop
        execute format('grant select, insert, update, delete on psa_sync.%I to rf_psa_sync', part);
        execute format('alter table psa_sync.%I enable row level security', part);
        execute format('alter table psa_sync.%I force row level security', part);
        execute format('create policy use_rf_psa_sync on psa_sync.%I to rf_psa_sync using (true)', part);
    end loop;
    foreach part in array '{webhook_endpoints,webhook_deliveries,webhook_resends}'::text[] loop
        execute format('create policy wall_rf_psa_sync on psa_sync.%I as restrictive to rf_psa_sync using'
            ' (account = (select nullif(current_setting(''app.account'', true), '''')::uuid))', part);
    end loop;
end $$;
