-- The notifier keeps its floor and its dead letters too.
grant usage on schema bus to rf_notifier;
grant select, insert, update on bus.floors, bus.dead_letters to rf_notifier;
grant select on bus.epoch to rf_notifier;
