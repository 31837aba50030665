-- Gaps that no cluster can be any more are not looked at. Whoever looks at an account takes it off what is due: what is
-- asked for meanwhile is due when that says, not a while after the look.
alter table flywheel.gaps add column retired boolean not null default false;
alter table flywheel.gap_runs drop column asked;

-- Whoever erases a case takes its words from here, too, in a restored backup as well.
grant select (account, session), update (version, ended_at, fact, embedder, meaning, erased)
    on flywheel.session_facts to rf_ops;
create policy erase_rf_ops on flywheel.session_facts to rf_ops using (true);
