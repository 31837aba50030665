-- What knowledge gaps are found by. All of it but when an account is looked at can be built again from the log.

-- A row for each session that ended; of an erased one only that it was.
create table flywheel.session_facts (
    account uuid not null,
    session uuid not null,
    version int not null,                -- of the session's stream
    ended_at timestamptz,
    fact text,
    embedder text,
    meaning bytea,                       -- half precision, little endian
    erased boolean not null default false,
    primary key (account, session)
);
create index session_facts_by_end on flywheel.session_facts (account, ended_at);

create table flywheel.known_flows (
    account uuid not null,
    id uuid not null,
    version int not null,                -- of the flow's stream
    flow text not null,
    primary key (account, id)
);

-- The gaps of an account, and the flows whose publication they may hear of.
create table flywheel.gaps (
    account uuid not null,
    gap uuid not null,
    flows uuid[] not null,
    primary key (account, gap)
);

-- When each account is looked at. `asked` counts how often that was asked for.
create table flywheel.gap_runs (
    account uuid primary key,
    asked bigint not null,
    due_at timestamptz not null,
    held_until timestamptz
);
create index gap_runs_due on flywheel.gap_runs (due_at);

-- How far the tables above are built from the log, and in which shape.
create table flywheel.gap_build (
    single boolean primary key default true check (single),
    shape text not null,
    position bigint not null
);

do $$
declare
    part text;
begin
    foreach part in array '{session_facts,known_flows,gaps,gap_runs,gap_build}'::text[] loop
        execute format('grant select, insert, update, delete on flywheel.%I to rf_flywheel', part);
        execute format('alter table flywheel.%I enable row level security', part);
        execute format('alter table flywheel.%I force row level security', part);
        execute format('create policy use_rf_flywheel on flywheel.%I to rf_flywheel using (true)', part);
    end loop;
    -- What is due is polled for all accounts at once; everything else is looked up by one that is known.
    foreach part in array '{session_facts,known_flows,gaps}'::text[] loop
        execute format('create policy wall_rf_flywheel on flywheel.%I as restrictive to rf_flywheel using'
            ' (account = (select nullif(current_setting(''app.account'', true), '''')::uuid))', part);
    end loop;
end $$;
