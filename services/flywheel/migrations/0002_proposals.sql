-- A proposal that was dismissed or rejected is still recognised: sessions that come to the same are told to it.
alter table flywheel.titles add column closed boolean not null default false;

-- Whoever erases a case asks which proposals go with it, and nothing else of this service.
create index placements_of_a_proposal on flywheel.placements (account, proposal);
grant usage on schema flywheel to rf_ops;
grant select (account, session, proposal) on flywheel.placements to rf_ops;
create policy read_rf_ops on flywheel.placements for select to rf_ops using (true);
