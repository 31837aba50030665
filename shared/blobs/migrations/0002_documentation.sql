-- Documentation keeps the prompts of its documents.
grant usage on schema blobs to rf_documentation;
grant select, insert, delete on blobs.blobs to rf_documentation;
grant update (address, bytes, kept) on blobs.blobs to rf_documentation;
grant select, insert on blobs.chunks to rf_documentation;
do $$
declare
    part text;
begin
    foreach part in array '{blobs,chunks}'::text[] loop
        execute format('create policy use_rf_documentation on blobs.%I to rf_documentation using (true)', part);
        execute format('create policy wall_rf_documentation on blobs.%I as restrictive to rf_documentation'
            ' using (account = nullif(current_setting(''app.account'', true), '''')::uuid)', part);
    end loop;
    -- A writer takes back only what it did not finish.
    create policy undo_rf_documentation on blobs.blobs as restrictive for delete to rf_documentation
        using (address is null and not kept);
end $$;
