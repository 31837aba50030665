-- Documentation writes script templates too.
alter policy append_rf_documentation on log.events with check (category = any ('{document,script}'));
alter policy write_rf_documentation on log.commands with check (category = any ('{document,script}'));
alter policy read_rf_documentation on log.commands using (category = any ('{document,script}'));
