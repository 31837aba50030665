-- The role of PSA sync.
do $$
begin
    if not exists (select from pg_roles where rolname = 'rf_psa_sync') then
        create role rf_psa_sync login nosuperuser nobypassrls nocreatedb nocreaterole;
    end if;
    alter role rf_psa_sync set idle_in_transaction_session_timeout = '10s';
    alter role rf_psa_sync set lock_timeout = '5s';
end $$;
