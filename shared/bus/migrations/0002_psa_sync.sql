-- PSA sync keeps its floor and its dead letters too.
grant usage on schema bus to rf_psa_sync;
grant select, insert, update on bus.floors, bus.dead_letters to rf_psa_sync;
grant select on bus.epoch to rf_psa_sync;
