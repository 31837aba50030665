-- The event log: INSERT and SELECT only, for everyone.
create schema log;

create table log.keys (
    id uuid primary key,
    account uuid not null,
    wrapped bytea,                       -- null: destroyed, the row stays as a tombstone
    created_at timestamptz not null default clock_timestamp(),
    destroyed_at timestamptz
);

create table log.events (
    seq bigint generated always as identity unique,   -- never shown; holes are normal
    id uuid not null,
    stream text collate "C" not null,
    version int not null,
    category text not null,
    type text not null,
    schema_version smallint not null,
    account uuid not null,
    session uuid,
    client uuid,
    data bytea not null,
    meta text not null,
    recorded_at timestamptz not null,
    hash bytea not null,                 -- over this event and the hash of the one before it in its stream
    primary key (stream, version),
    check (starts_with(stream, category || '-'))   -- so that a writer's wall by category is one by stream
);
alter table log.events alter column data set storage external;   -- ciphertext does not compress

-- Committed events that have no position yet; the relay takes them from here.
create table log.unnumbered (seq bigint primary key);

create table log.positions (
    position bigint primary key,
    seq bigint not null unique,
    chain bytea not null                 -- over this event's hash and the chain before it
);

create table log.commands (
    account uuid not null,
    actor text not null,
    route text not null,
    key text not null,
    category text not null,
    body_hmac bytea not null,
    stream text not null,
    version int not null,
    refusal jsonb,
    recorded_at timestamptz not null default clock_timestamp(),
    primary key (account, actor, route, key)
);

-- What the hash of an event covers; `shared.log.integrity` computes the same. No SET clause here and below: every name
-- is qualified, these run with the caller's own rights, and PostgreSQL can inline this one.
create function log.digest(
    previous bytea, id uuid, stream text, version int, type text, schema_version smallint,
    account uuid, session uuid, client uuid, meta text, recorded_at timestamptz, data bytea
) returns bytea language sql immutable as $$
    select sha256(
        previous || convert_to(concat_ws('|',
            id, stream, version, type, schema_version, account, coalesce(session::text, ''), coalesce(client::text, ''),
            (extract(epoch from recorded_at) * 1000000)::bigint, meta), 'UTF8') || '\x00'::bytea || data)
$$;

-- One call appends all events of a decision or none. RF409: the stream is at another version (in the detail);
-- RF410: its key was destroyed; 23505 on commands_pkey: the command was recorded before.
create function log.append(
    p_stream text, p_category text, p_expected int, p_account uuid, p_session uuid, p_client uuid,
    p_ids uuid[], p_types text[], p_schema_versions smallint[], p_data bytea[], p_meta text,
    p_actor text, p_route text, p_key text, p_body_hmac bytea
) returns int language plpgsql as $$
declare
    last_version int;
    last_hash bytea;
    at timestamptz := clock_timestamp();
    new_seq bigint;
begin
    select version, hash into last_version, last_hash
        from log.events where stream = p_stream order by version desc limit 1;
    if coalesce(last_version, 0) <> p_expected then
        raise exception 'version conflict' using errcode = 'RF409', detail = coalesce(last_version, 0)::text;
    end if;
    if not exists (select from log.keys where id = coalesce(p_session, p_account) and wrapped is not null) then
        raise exception 'key destroyed' using errcode = 'RF410';
    end if;
    last_version := p_expected;
    last_hash := coalesce(last_hash, '\x');
    for i in 1 .. cardinality(p_ids) loop
        last_version := last_version + 1;
        last_hash := log.digest(last_hash, p_ids[i], p_stream, last_version, p_types[i], p_schema_versions[i],
            p_account, p_session, p_client, p_meta, at, p_data[i]);
        insert into log.events (id, stream, version, category, type, schema_version, account, session, client,
                                data, meta, recorded_at, hash)
            values (p_ids[i], p_stream, last_version, p_category, p_types[i], p_schema_versions[i], p_account,
                    p_session, p_client, p_data[i], p_meta, at, last_hash)
            returning seq into new_seq;
        insert into log.unnumbered (seq) values (new_seq);
    end loop;
    if p_key is not null then
        insert into log.commands (account, actor, route, key, category, body_hmac, stream, version)
            values (p_account, p_actor, p_route, p_key, p_category, p_body_hmac, p_stream, last_version);
    end if;
    return last_version;
end $$;

-- Who may write what. One permissive policy per role and command; nobody may update or delete an event.
alter table log.events enable row level security;
alter table log.events force row level security;
alter table log.commands enable row level security;
alter table log.commands force row level security;
alter table log.keys enable row level security;
alter table log.keys force row level security;

do $$
declare
    writer record;
    reader text;
begin
    for writer in select * from (values
        ('rf_intake', '{case}'::text[]),
        ('rf_matching', '{match,flow}'),
        ('rf_diagnosis', '{session}'),
        ('rf_documentation', '{document}'),
        ('rf_gateway', '{account,user,client}'),
        ('rf_ops', '{erasure}')
    ) as w(role, categories) loop
        execute format('grant usage on schema log to %I', writer.role);
        execute format('grant select, insert on log.events, log.commands, log.keys to %I', writer.role);
        execute format('grant insert on log.unnumbered to %I', writer.role);
        execute format('grant select on log.positions to %I', writer.role);
        execute format('create policy append_%s on log.events for insert to %I with check (category = any (%L))',
            writer.role, writer.role, writer.categories);
        execute format('create policy write_%s on log.commands for insert to %I with check (category = any (%L))',
            writer.role, writer.role, writer.categories);
        execute format('create policy read_%s on log.commands for select to %I using (category = any (%L))',
            writer.role, writer.role, writer.categories);
        execute format('create policy read_%s on log.events for select to %I using (true)', writer.role, writer.role);
        execute format('create policy read_%s on log.keys for select to %I using (true)', writer.role, writer.role);
        execute format('create policy make_%s on log.keys for insert to %I with check (true)', writer.role, writer.role);
    end loop;
    foreach reader in array '{rf_projector,rf_relay,rf_verify}'::text[] loop
        execute format('grant usage on schema log to %I', reader);
        execute format('grant select on log.events, log.positions to %I', reader);
        execute format('create policy read_%s on log.events for select to %I using (true)', reader, reader);
    end loop;
end $$;

-- The relay gives positions.
grant select, delete on log.unnumbered to rf_relay;
grant insert on log.positions to rf_relay;
-- The projector opens what it folds; it never makes or destroys a key.
grant select on log.keys to rf_projector;
create policy read_rf_projector on log.keys for select to rf_projector using (true);
grant select on log.unnumbered to rf_verify, rf_ops;
-- Erasure destroys a key; the row stays.
grant update (wrapped, destroyed_at) on log.keys to rf_ops;
create policy destroy_rf_ops on log.keys for update to rf_ops using (true) with check (true);
-- The gateway sees one account at a time, whatever else is granted.
create policy wall_events on log.events as restrictive for all to rf_gateway
    using (account = nullif(current_setting('app.account', true), '')::uuid);
create policy wall_commands on log.commands as restrictive for all to rf_gateway
    using (account = nullif(current_setting('app.account', true), '')::uuid);
create policy wall_keys on log.keys as restrictive for all to rf_gateway
    using (account = nullif(current_setting('app.account', true), '')::uuid);
