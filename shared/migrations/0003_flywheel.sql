-- The role of the flywheel.
do $$
begin
    if not exists (select from pg_roles where rolname = 'rf_flywheel') then
        create role rf_flywheel login nosuperuser nobypassrls nocreatedb nocreaterole;
    end if;
    alter role rf_flywheel set idle_in_transaction_session_timeout = '10s';
    alter role rf_flywheel set lock_timeout = '5s';
end $$;
