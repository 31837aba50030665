-- What operators' commands may see besides: `verify` opens every seal, `doctor` and `verify` read the bus's tables.
grant select on log.keys to rf_verify;
create policy read_rf_verify on log.keys for select to rf_verify using (true);
grant usage on schema bus to rf_verify;
grant select on bus.floors, bus.epoch, bus.dead_letters to rf_verify;
