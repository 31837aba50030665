-- Intake waits for the context of tickets; everything else it knows is in the log.
create schema intake;

create table intake.timers (
    id text primary key,
    kind text not null,
    session uuid not null,
    account uuid not null,
    due_at timestamptz not null
);
create index timers_due on intake.timers (due_at);

alter table intake.timers enable row level security;
alter table intake.timers force row level security;
create policy use_rf_intake on intake.timers to rf_intake using (true);   -- timers of all accounts are polled at once

grant usage on schema intake to rf_intake;
grant select, insert, update, delete on intake.timers to rf_intake;
