-- Diagnosis waits for forgotten sessions; everything else it knows is in the log.
create schema diagnosis;

create table diagnosis.timers (
    id text primary key,
    kind text not null,
    session uuid not null,
    account uuid not null,
    due_at timestamptz not null
);
create index timers_due on diagnosis.timers (due_at);

alter table diagnosis.timers enable row level security;
alter table diagnosis.timers force row level security;
create policy use_rf_diagnosis on diagnosis.timers to rf_diagnosis using (true);   -- timers of all accounts are polled at once

grant usage on schema diagnosis to rf_diagnosis;
grant select, insert, update, delete on diagnosis.timers to rf_diagnosis;
