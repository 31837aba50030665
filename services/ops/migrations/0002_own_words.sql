-- What the flywheel keeps of a case it forgets itself, when it hears that the case was erased.
drop policy erase_rf_ops on flywheel.session_facts;
revoke all on flywheel.session_facts from rf_ops;
revoke select (account, session), update (version, ended_at, fact, embedder, meaning, erased)
    on flywheel.session_facts from rf_ops;
