-- What the flywheel keeps beside the log: what waits, the day's proposals, what a proposal may be merged with.
create schema flywheel;

create table flywheel.timers (
    id text primary key,
    kind text not null,
    session uuid not null,
    account uuid not null,
    due_at timestamptz not null
);
create index timers_due on flywheel.timers (due_at, id);

-- Proposals that a model makes, or has made: set aside before it is asked, settled afterwards.
create table flywheel.model_proposals (
    account uuid not null,
    session uuid not null,
    outcome int not null,
    day date not null,                   -- UTC
    settled boolean not null default false,
    primary key (account, session, outcome)
);
create index model_proposals_of_a_day on flywheel.model_proposals (account, day);

-- Which proposal an end of a session was given to; written before the proposal hears of it.
create table flywheel.placements (
    account uuid not null,
    session uuid not null,
    outcome int not null,
    proposal uuid not null,
    primary key (account, session, outcome)
);

-- Open proposals and published flows, to merge with. Can be built again from the log.
create table flywheel.titles (
    account uuid not null,
    id uuid not null,
    flow_version int,                    -- of the flow's stream; null: a proposal
    proposal_type text not null,
    target uuid,
    domain text,
    words text[] not null,
    embedder text not null,
    meaning halfvec not null,
    primary key (account, id)
);
alter table flywheel.titles alter column meaning set storage plain;

do $$
declare
    part text;
begin
    grant usage on schema flywheel to rf_flywheel;
    foreach part in array '{timers,model_proposals,placements,titles}'::text[] loop
        execute format('grant select, insert, update, delete on flywheel.%I to rf_flywheel', part);
        execute format('alter table flywheel.%I enable row level security', part);
        execute format('alter table flywheel.%I force row level security', part);
        execute format('create policy use_rf_flywheel on flywheel.%I to rf_flywheel using (true)', part);
    end loop;
    -- What waits is polled for all accounts at once; everything else is looked up by one that is known.
    foreach part in array '{model_proposals,placements,titles}'::text[] loop
        execute format('create policy wall_rf_flywheel on flywheel.%I as restrictive to rf_flywheel using'
            ' (account = (select nullif(current_setting(''app.account'', true), '''')::uuid))', part);
    end loop;
end $$;
