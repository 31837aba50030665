-- PSA sync writes what it learns of connections, tickets, pushes and webhooks.
grant usage on schema log to rf_psa_sync;
grant select, insert on log.events, log.commands, log.keys to rf_psa_sync;
grant insert on log.unnumbered to rf_psa_sync;
grant select on log.positions to rf_psa_sync;
create policy append_rf_psa_sync on log.events for insert to rf_psa_sync
    with check (category = any ('{connection,ticket,push,webhook}'));
create policy write_rf_psa_sync on log.commands for insert to rf_psa_sync
    with check (category = any ('{connection,ticket,push,webhook}'));
create policy read_rf_psa_sync on log.commands for select to rf_psa_sync
    using (category = any ('{connection,ticket,push,webhook}'));
create policy read_rf_psa_sync on log.events for select to rf_psa_sync using (true);
create policy read_rf_psa_sync on log.keys for select to rf_psa_sync using (true);
create policy make_rf_psa_sync on log.keys for insert to rf_psa_sync with check (true);
-- It destroys the keys of tickets that were offered as cases, and no others: a draft's goes by the id of its stream.
grant update (wrapped, destroyed_at) on log.keys to rf_psa_sync;
create policy destroy_rf_psa_sync on log.keys for update to rf_psa_sync using (
    exists (select from log.events drafted where drafted.stream = 'ticket-' || keys.id and drafted.version = 1
              and drafted.type = 'ticket_drafted' and drafted.session = keys.id)
) with check (wrapped is null);
