-- The flow index: what published flows are found by. Everything here can be built again from the log.
create schema matching;

-- An account's library: the figures that BM25 needs, and the embedder whose vectors are asked.
create table matching.libraries (
    account uuid primary key,
    flows int not null default 0,
    terms double precision not null default 0,       -- summed lengths of the flows
    active_embedder text not null
);

-- Published flows; the row of an archived one stays, so that a late event cannot bring it back.
create table matching.flows (
    account uuid not null,
    flow_id uuid not null,
    stream_version int not null,         -- up to where the flow's stream is indexed
    flow_version int not null,
    name text not null,
    problem_domain text not null,
    length real not null,                -- weighted number of terms; 0 when archived
    last_success_at timestamptz,         -- when a case that it led was last resolved
    primary key (account, flow_id)
);

-- Two unit vectors a flow and embedder. Kept in the row: a scan that fetches from TOAST is five times slower.
create table matching.vectors (
    account uuid not null,
    embedder text not null,
    flow_id uuid not null,
    head halfvec not null,               -- name, description, keywords
    body halfvec not null,               -- the texts of the nodes
    primary key (account, embedder, flow_id),
    foreign key (account, flow_id) references matching.flows
);
alter table matching.vectors alter column head set storage plain;
alter table matching.vectors alter column body set storage plain;

-- The keyword arm: which flow holds which term how often, and in how many flows a term stands.
create table matching.postings (
    account uuid not null,
    term text collate "C" not null,
    flow_id uuid not null,
    weight real not null,                -- occurrences, those in the head counted threefold
    length real not null,                -- of the flow
    primary key (account, term, flow_id) include (weight, length)
);
create index postings_of_a_flow on matching.postings (account, flow_id);
-- A query reads postings from the index alone, but only where vacuum has been since they were written.
alter table matching.postings set (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.02);
create table matching.terms (
    account uuid not null,
    term text collate "C" not null,
    flows int not null,
    primary key (account, term)
);

-- Flows that wait to be indexed: ids only, one queue for all accounts.
create table matching.index_jobs (
    account uuid not null,
    flow_id uuid not null,
    tries int not null default 0,
    due_at timestamptz not null default clock_timestamp(),
    failed text,                         -- the kind of failure, after the last try
    primary key (account, flow_id)
);
create index index_jobs_due on matching.index_jobs (due_at) where failed is null;

-- Which flows an import wrote.
create table matching.imports (
    account uuid not null,
    import_id uuid not null,
    flow_ids uuid[] not null,            -- those that were published
    primary key (account, import_id)
);

-- How the match of a case turned out, which moves the calibration. No content.
create table matching.outcomes (
    account uuid not null,
    session uuid not null,
    flow_id uuid not null,
    embedder text not null,
    similarity real not null,
    fits boolean not null,
    recorded_at timestamptz not null,
    primary key (account, session, flow_id)
);
create index outcomes_newest on matching.outcomes (account, embedder, recorded_at desc);

do $$
declare
    part text;
    wall constant text := 'account = (select nullif(current_setting(''app.account'', true), '''')::uuid)';
begin
    grant usage on schema matching to rf_matching;
    grant select, insert, update, delete on all tables in schema matching to rf_matching;
    foreach part in array '{libraries,flows,vectors,postings,terms,imports,outcomes}'::text[] loop
        execute format('alter table matching.%I enable row level security', part);
        execute format('alter table matching.%I force row level security', part);
        execute format('create policy use_rf_matching on matching.%I to rf_matching using (true)', part);
        execute format('create policy wall_rf_matching on matching.%I as restrictive to rf_matching using (%s)', part, wall);
    end loop;
    -- The worker serves all accounts in turn; a job says no more than two ids.
    alter table matching.index_jobs enable row level security;
    alter table matching.index_jobs force row level security;
    create policy use_rf_matching on matching.index_jobs to rf_matching using (true);
end $$;
