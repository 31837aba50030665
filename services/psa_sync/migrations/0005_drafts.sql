-- Tickets that are offered as cases: ids only, which name the keys. They stay: an erasure looks here, also in a backup
-- that is restored, for the drafts that the case was started from.
create table psa_sync.drafts (
    draft uuid primary key,
    account uuid not null,
    connection uuid not null,
    session uuid,                        -- the case that was started from it
    settled_at timestamptz,              -- null: offered
    key_gone boolean not null default false
);
create index drafts_offered on psa_sync.drafts (connection) where settled_at is null and not key_gone;
create index drafts_of_case on psa_sync.drafts (session) where session is not null;
create index drafts_settled on psa_sync.drafts (settled_at) where not key_gone;

-- Swept for all accounts at once.
grant select, insert, update on psa_sync.drafts to rf_psa_sync;
alter table psa_sync.drafts enable row level security;
alter table psa_sync.drafts force row level security;
create policy use_rf_psa_sync on psa_sync.drafts to rf_psa_sync using (true);

-- Whoever erases a case asks which drafts go with it, and nothing else of this service.
grant usage on schema psa_sync to rf_ops;
grant select (draft, account, session) on psa_sync.drafts to rf_ops;
create policy read_rf_ops on psa_sync.drafts for select to rf_ops using (true);
