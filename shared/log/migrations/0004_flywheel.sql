-- The flywheel writes what it makes of resolved sessions.
grant usage on schema log to rf_flywheel;
grant select, insert on log.events, log.commands, log.keys to rf_flywheel;
grant insert on log.unnumbered to rf_flywheel;
grant select on log.positions to rf_flywheel;
create policy append_rf_flywheel on log.events for insert to rf_flywheel
    with check (category = any ('{analysis,proposal}'));
create policy write_rf_flywheel on log.commands for insert to rf_flywheel
    with check (category = any ('{analysis,proposal}'));
create policy read_rf_flywheel on log.commands for select to rf_flywheel
    using (category = any ('{analysis,proposal}'));
create policy read_rf_flywheel on log.events for select to rf_flywheel using (true);
create policy read_rf_flywheel on log.keys for select to rf_flywheel using (true);
create policy make_rf_flywheel on log.keys for insert to rf_flywheel with check (true);
