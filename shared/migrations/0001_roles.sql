-- Roles of the installation. None is a superuser or passes row-level security. Run by a superuser.
do $$
declare
    name text;
begin
    foreach name in array '{rf_owner,rf_intake,rf_matching,rf_diagnosis,rf_documentation,rf_gateway,rf_projector,rf_relay,rf_ops,rf_verify}'::text[]
    loop
        if not exists (select from pg_roles where rolname = name) then
            execute format('create role %I login nosuperuser nobypassrls nocreatedb nocreaterole', name);
        end if;
        if name <> 'rf_owner' then
            -- A statement that hangs, or a transaction that forgot to end, must not hold up the others.
            execute format('alter role %I set idle_in_transaction_session_timeout = %L', name, '10s');
            execute format('alter role %I set lock_timeout = %L', name, '5s');
        end if;
    end loop;
    execute format('grant create on database %I to rf_owner', current_database());
    -- The projector builds read models beside the live ones, in a schema of its own.
    execute format('grant create on database %I to rf_projector', current_database());
end $$;

create extension if not exists vector;
