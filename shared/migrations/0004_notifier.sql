-- The role of what tells people: the gateway's notifications.
do $$
begin
    if not exists (select from pg_roles where rolname = 'rf_notifier') then
        create role rf_notifier login nosuperuser nobypassrls nocreatedb nocreaterole;
    end if;
    alter role rf_notifier set idle_in_transaction_session_timeout = '10s';
    alter role rf_notifier set lock_timeout = '5s';
end $$;
