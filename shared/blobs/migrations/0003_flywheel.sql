-- The flywheel keeps the prompts of its proposals.
grant usage on schema blobs to rf_flywheel;
grant select, insert, delete on blobs.blobs to rf_flywheel;
grant update (address, bytes, kept) on blobs.blobs to rf_flywheel;
grant select, insert on blobs.chunks to rf_flywheel;
do $$
declare
    part text;
begin
    foreach part in array '{blobs,chunks}'::text[] loop
        execute format('create policy use_rf_flywheel on blobs.%I to rf_flywheel using (true)', part);
        execute format('create policy wall_rf_flywheel on blobs.%I as restrictive to rf_flywheel'
            ' using (account = nullif(current_setting(''app.account'', true), '''')::uuid)', part);
    end loop;
    -- A writer takes back only what it did not finish.
    create policy undo_rf_flywheel on blobs.blobs as restrictive for delete to rf_flywheel
        using (address is null and not kept);
end $$;
