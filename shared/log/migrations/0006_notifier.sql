-- The notifier writes what people were told of.
grant usage on schema log to rf_notifier;
grant select, insert on log.events, log.commands, log.keys to rf_notifier;
grant insert on log.unnumbered to rf_notifier;
grant select on log.positions to rf_notifier;
create policy append_rf_notifier on log.events for insert to rf_notifier
    with check (category = any ('{notification}'));
create policy write_rf_notifier on log.commands for insert to rf_notifier
    with check (category = any ('{notification}'));
create policy read_rf_notifier on log.commands for select to rf_notifier
    using (category = any ('{notification}'));
create policy read_rf_notifier on log.events for select to rf_notifier using (true);
create policy read_rf_notifier on log.keys for select to rf_notifier using (true);
create policy make_rf_notifier on log.keys for insert to rf_notifier with check (true);
-- What happened before there were notifications is nobody's news: it begins at the log's end.
insert into bus.floors (service, floor) select 'notifier', coalesce(max(position), 0) from log.positions
    on conflict do nothing;
