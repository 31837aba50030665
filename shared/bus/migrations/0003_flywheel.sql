-- The flywheel keeps its floor and its dead letters too.
grant usage on schema bus to rf_flywheel;
grant select, insert, update on bus.floors, bus.dead_letters to rf_flywheel;
grant select on bus.epoch to rf_flywheel;
