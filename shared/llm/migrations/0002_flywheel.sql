-- The flywheel asks models too.
grant usage on schema llm to rf_flywheel;
grant select, insert on llm.calls to rf_flywheel;
grant select, insert, update on llm.spending to rf_flywheel;
grant select, insert, delete on llm.reservations, llm.leases to rf_flywheel;
do $$
declare
    part text;
begin
    foreach part in array '{calls,spending,reservations,leases}'::text[] loop
        execute format('create policy use_rf_flywheel on llm.%I to rf_flywheel using (true)', part);
    end loop;
end $$;
