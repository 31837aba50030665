-- The bridge: what PSAs report, which tickets are to be read again because of it, up to where nothing was missed.

-- Callbacks that were taken: their digests alone, for good, so that none counts twice.
create table psa_sync.callbacks (
    connection uuid not null,
    digest bytea not null,
    account uuid not null,
    received_at timestamptz not null default clock_timestamp(),
    primary key (connection, digest)
);

-- One row a ticket, however many callbacks came for it. Rows without `due_at` only remember what was read.
create table psa_sync.ticket_reads (
    connection uuid not null,
    ticket text collate "C" not null,
    account uuid not null,
    asked bigint not null default 1,     -- callbacks so far: one that comes during a read is seen by it
    added boolean not null,              -- one of them told of a new ticket
    changed_at timestamptz not null,     -- the ticket's own time that was told of; infinity: none was
    offered boolean not null default false,   -- as a case, by the last read: then its changes concern somebody
    theirs_at timestamptz,               -- when it was last read with a status that we had not given it
    read_to timestamptz,                 -- the ticket's own time as of the last read
    due_at timestamptz,
    tries int not null default 0,
    touched_at timestamptz not null default clock_timestamp(),
    primary key (connection, ticket)
);
create index ticket_reads_due on psa_sync.ticket_reads (connection, due_at) where due_at is not null;
create index ticket_reads_idle on psa_sync.ticket_reads (touched_at) where due_at is null;

-- Connections to be looked through for changes of which no callback came.
create table psa_sync.looks (
    connection uuid primary key,
    account uuid not null,
    changed_at timestamptz,              -- by the PSA's clock; every change before it was looked at
    due_at timestamptz                   -- null: paused
);
create index looks_due on psa_sync.looks (due_at);

do $$
declare
    part text;
begin
    foreach part in array '{callbacks,ticket_reads,looks}'::text[] loop
        execute format('grant select, insert, update, delete on psa_sync.%I to rf_psa_sync', part);
        execute format('alter table psa_sync.%I enable row level security', part);
        execute format('alter table psa_sync.%I force row level security', part);
        execute format('create policy use_rf_psa_sync on psa_sync.%I to rf_psa_sync using (true)', part);
    end loop;
end $$;

-- What is to be read is polled for all accounts at once; callbacks are put in by one that is known.
create policy wall_rf_psa_sync on psa_sync.callbacks as restrictive to rf_psa_sync using (
    account = (select nullif(current_setting('app.account', true), '')::uuid)
);

-- A callback names its connection by a token; whose it is, is read behind the wall by that presented id alone.
alter policy wall_rf_psa_sync on psa_sync.connections using (
    account = (select nullif(current_setting('app.account', true), '')::uuid)
    or connection = (select nullif(current_setting('app.presented', true), '')::uuid)
) with check (account = (select nullif(current_setting('app.account', true), '')::uuid));

-- Has a ticket read, unless it was read up to the change that is told of.
create function psa_sync.want_read(
    _connection uuid, _ticket text, _account uuid, _added boolean, _changed_at timestamptz, _due_at timestamptz
) returns void language sql as $$
    insert into psa_sync.ticket_reads as known (connection, ticket, account, added, changed_at, due_at)
    values (_connection, _ticket, _account, _added, coalesce(_changed_at, 'infinity'), _due_at)
    on conflict (connection, ticket) do update
       set asked = known.asked + 1, added = known.added or excluded.added, touched_at = clock_timestamp(),
           changed_at = case when known.due_at is null then excluded.changed_at
                             else greatest(known.changed_at, excluded.changed_at) end,
           due_at = coalesce(known.due_at, excluded.due_at)
     where known.read_to is null or known.read_to < excluded.changed_at
$$;

-- Keeps a callback and what is to be read because of it, in one message: its account's wall is put up inside. Whether
-- it was not known yet. What concerns nobody is not read: no open case, no draft, no board watched for new tickets.
create function psa_sync.take_callback(
    _connection uuid, _digest bytea, _account uuid, _ticket text, _added boolean, _changed_at timestamptz,
    _due_at timestamptz, _watching boolean
) returns boolean language plpgsql as $$
begin
    perform set_config('app.account', _account::text, true);
    insert into psa_sync.callbacks (connection, digest, account) values (_connection, _digest, _account)
        on conflict do nothing;
    if not found then
        return false;
    end if;
    if (_watching and _added) or exists (
        select 1 from psa_sync.ticket_links
         where account = _account and ticket = _ticket and open and (connection = _connection or connection is null)
    ) or exists (
        select 1 from psa_sync.ticket_reads
         where connection = _connection and ticket = _ticket and (offered or due_at is not null)
    ) then
        perform psa_sync.want_read(_connection, _ticket, _account, _added, _changed_at, _due_at);
    end if;
    return true;
end $$;
