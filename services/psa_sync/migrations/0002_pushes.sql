-- Pushes that are not done: to be written into a ticket, or to be looked at once more. The log says how each stands.
create table psa_sync.pushes (
    push text collate "C" primary key,   -- <session>-<outcome>
    session uuid not null,
    account uuid not null,
    connection uuid not null,
    ticket text collate "C" not null,
    written_at timestamptz not null,     -- of the document: a ticket gets its notes in this order
    due_at timestamptz not null,
    open boolean not null,               -- not written yet: later notes of the ticket wait for it
    faults integer not null default 0,   -- how often in a row our own program failed at it, and since when
    failing_since timestamptz
);
create index pushes_due on psa_sync.pushes (due_at);
create index pushes_of_ticket on psa_sync.pushes (connection, ticket, written_at, push) where open;

-- Polled for all accounts at once, as the timers are.
grant select, insert, update, delete on psa_sync.pushes to rf_psa_sync;
alter table psa_sync.pushes enable row level security;
alter table psa_sync.pushes force row level security;
create policy use_rf_psa_sync on psa_sync.pushes to rf_psa_sync using (true);
