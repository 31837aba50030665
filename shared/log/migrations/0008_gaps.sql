-- The flywheel writes knowledge gaps too.
alter policy append_rf_flywheel on log.events with check (category = any ('{analysis,proposal,gap}'));
alter policy write_rf_flywheel on log.commands with check (category = any ('{analysis,proposal,gap}'));
alter policy read_rf_flywheel on log.commands using (category = any ('{analysis,proposal,gap}'));
