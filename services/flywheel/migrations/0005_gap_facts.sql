-- Which flow led a session, so that of each only its newest sessions are read.
alter table flywheel.session_facts
    add column flow uuid generated always as (((fact::jsonb) -> 'led' ->> 'id')::uuid) stored;
create index session_facts_by_flow on flywheel.session_facts (account, flow, ended_at desc, session)
    where flow is not null;
create index session_facts_erased on flywheel.session_facts (account, session) where erased;

-- Of an erased case only gaps that are within no flow may tell; null: not known yet.
alter table flywheel.gaps add column kind text;
