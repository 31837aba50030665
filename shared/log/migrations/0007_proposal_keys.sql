-- The flywheel destroys the keys of proposals that erased cases leave without anybody who speaks for them, and no
-- others: only keys that it made itself. What events say of a key does not count: the flywheel writes events.
alter table log.keys add made_by text not null default current_user;
grant update (wrapped, destroyed_at) on log.keys to rf_flywheel;
create policy destroy_rf_flywheel on log.keys for update to rf_flywheel
    using (made_by = 'rf_flywheel' and id <> account) with check (wrapped is null);
