// Generated from contracts/ by `npm run types`.

export interface paths {
    "/api/v1/admin/consumers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Consumers
         * @description How far each consumer is behind the log.
         */
        get: operations["consumers_api_v1_admin_consumers_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Dead Letters
         * @description Events whose handling failed for good.
         */
        get: operations["dead_letters_api_v1_admin_dead_letters_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/dead-letters/{service}/{position}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide
         * @description Retry or discard a dead letter.
         */
        post: operations["decide_api_v1_admin_dead_letters__service___position__post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events
         * @description Envelopes of the log, newest first; with `after` oldest first.
         */
        get: operations["events_api_v1_admin_events_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/projections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Projections
         * @description The read models and their versions.
         */
        get: operations["projections_api_v1_admin_projections_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Sessions
         * @description Sessions in the order of `sort`: a plain array; the next page's address is in the `Link` header.
         */
        get: operations["list_sessions_api_v1_ai_sessions_get"];
        put?: never;
        /**
         * Start
         * @description Start a session and wait for its first step.
         */
        post: operations["start_api_v1_ai_sessions_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Session
         * @description The session in full, or as it stood at a revision. ETag is its revision.
         */
        get: operations["get_session_api_v1_ai_sessions__session__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/abandon": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Abandon
         * @description End the session without a result.
         */
        post: operations["abandon_api_v1_ai_sessions__session__abandon_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/blobs/{address}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Blob
         * @description A screenshot or log of the session, as it was kept.
         */
        get: operations["get_blob_api_v1_ai_sessions__session__blobs__address__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/documentation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Documentation
         * @description The session's documentation, in the form that `Accept` prefers, or that `format` names for a plain link.
         *
         *     The page and the PDF end with the log's proof: the versions they were made from, and the hash of the last.
         */
        get: operations["get_documentation_api_v1_ai_sessions__session__documentation_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/escalate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Escalate
         * @description Ask for another engineer: a named one, or the team; the documentation comes with the answer.
         */
        post: operations["escalate_api_v1_ai_sessions__session__escalate_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/escalation-package": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Edit Escalation Package
         * @description Write the escalation package in one's own words; they stand until the session changes.
         */
        put: operations["edit_escalation_package_api_v1_ai_sessions__session__escalation_package_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/escalation-package/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview Escalation Package
         * @description The escalation package as it reads now, drafted where the session has changed.
         */
        post: operations["preview_escalation_package_api_v1_ai_sessions__session__escalation_package_preview_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add Fact
         * @description Write down what is known.
         */
        post: operations["add_fact_api_v1_ai_sessions__session__facts_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/facts/{fact}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Retract Fact
         * @description The fact does not hold; it stays, with the moment it was retracted at.
         */
        delete: operations["retract_fact_api_v1_ai_sessions__session__facts__fact__delete"];
        options?: never;
        head?: never;
        /**
         * Revise Fact
         * @description Correct a fact; what it said before stays in its history.
         */
        patch: operations["revise_fact_api_v1_ai_sessions__session__facts__fact__patch"];
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/hand-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand Over
         * @description The session leaves the product: a vendor, a visit on site.
         */
        post: operations["hand_over_api_v1_ai_sessions__session__hand_over_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get History
         * @description What happened, one entry an event; `revision` is what `at_version` takes.
         */
        get: operations["get_history_api_v1_ai_sessions__session__history_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/link-ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Link Ticket
         * @description Connect the session with a ticket of the PSA.
         */
        post: operations["link_ticket_api_v1_ai_sessions__session__link_ticket_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause
         * @description Put the session aside.
         */
        post: operations["pause_api_v1_ai_sessions__session__pause_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/pickup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pick Up
         * @description Take over a session that waits, and wait for the step after the briefing.
         */
        post: operations["pick_up_api_v1_ai_sessions__session__pickup_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Presence
         * @description Tell the others on this case that the caller has it open; repeat it every few seconds while that is so.
         */
        post: operations["presence_api_v1_ai_sessions__session__presence_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/push": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Push
         * @description Push the document of the latest closing into the ticket now; where that was tried before, try again.
         */
        post: operations["push_api_v1_ai_sessions__session__push_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/pushes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Of Session
         * @description The session's pushes, the first closing's first.
         */
        get: operations["list_of_session_api_v1_ai_sessions__session__pushes_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/rate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rate
         * @description Rate a closed session, or change its rating.
         */
        post: operations["rate_api_v1_ai_sessions__session__rate_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/reassign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reassign
         * @description Give the session to another engineer of the account.
         */
        post: operations["reassign_api_v1_ai_sessions__session__reassign_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/reload-ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reload
         * @description Ask the PSA for the session's ticket again.
         */
        post: operations["reload_api_v1_ai_sessions__session__reload_ticket_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen
         * @description The fix did not hold: go on with the whole history kept.
         */
        post: operations["reopen_api_v1_ai_sessions__session__reopen_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/resolution-note": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Edit Resolution Note
         * @description Write the resolution note in one's own words; they stand until the session changes.
         */
        put: operations["edit_resolution_note_api_v1_ai_sessions__session__resolution_note_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/resolution-note/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview Resolution Note
         * @description The resolution note as it reads now, drafted where the session has changed.
         */
        post: operations["preview_resolution_note_api_v1_ai_sessions__session__resolution_note_preview_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resolve
         * @description Close the session as resolved; its documentation comes with the answer.
         */
        post: operations["resolve_api_v1_ai_sessions__session__resolve_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/respond": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Respond
         * @description Answer the open step and wait for the next one.
         */
        post: operations["respond_api_v1_ai_sessions__session__respond_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume
         * @description Take the session up again.
         */
        post: operations["resume_api_v1_ai_sessions__session__resume_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/retry-step": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry Step
         * @description Ask FlowPilot again for the step that failed.
         */
        post: operations["retry_step_api_v1_ai_sessions__session__retry_step_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/scripts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Generate
         * @description Make a script. The session hears of it with passwords redacted; its text is in this answer only.
         */
        post: operations["generate_api_v1_ai_sessions__session__scripts_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/scripts/{generation}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record Result
         * @description Record what running the script gave; it becomes a fact and, where the step asked for it, the step's answer.
         */
        post: operations["record_result_api_v1_ai_sessions__session__scripts__generation__result_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/suggested-fixes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suggest Fix
         * @description Suggest a fix; it supersedes the one before.
         */
        post: operations["suggest_fix_api_v1_ai_sessions__session__suggested_fixes_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/suggested-fixes/{fix}/outcome": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Record Outcome
         * @description Say how a fix turned out. A partial one needs notes, a pending one the reason; neither is final.
         */
        patch: operations["record_outcome_api_v1_ai_sessions__session__suggested_fixes__fix__outcome_patch"];
        trace?: never;
    };
    "/api/v1/ai-sessions/{session}/take-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take Back
         * @description Go on alone with a session that nobody has picked up yet; the open step is open again.
         */
        post: operations["take_back_api_v1_ai_sessions__session__take_back_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/breakdown": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Breakdown
         * @description Sessions by status, tier, domain, team or client.
         */
        get: operations["get_breakdown_api_v1_analytics_breakdown_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export
         * @description One table as CSV, UTF-8, with a header; `by` names the breakdown, and all sessions come, not a page.
         */
        get: operations["export_api_v1_analytics_export_csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/flywheel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Flywheel
         * @description Proposals by outcome, and what the library covers.
         */
        get: operations["get_flywheel_api_v1_analytics_flywheel_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/gaps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Gaps
         * @description Knowledge gaps that are open.
         */
        get: operations["get_gaps_api_v1_analytics_gaps_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Models
         * @description What each model took.
         */
        get: operations["get_models_api_v1_analytics_models_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/pushes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Pushes
         * @description What became of documents on their way into tickets.
         */
        get: operations["get_pushes_api_v1_analytics_pushes_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Sessions
         * @description The sessions behind a number: a `figure`, its `hits`, the row `value` of a breakdown `by` something, or both.
         */
        get: operations["get_sessions_api_v1_analytics_sessions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Status
         * @description Whether the read models are being built anew, and what the figures include.
         */
        get: operations["get_status_api_v1_analytics_status_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Summary
         * @description Every figure of the period, beside the period before.
         */
        get: operations["get_summary_api_v1_analytics_summary_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/tiers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Tiers
         * @description Is guided better? Rates of each tier with their intervals.
         */
        get: operations["get_tiers_api_v1_analytics_tiers_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/trend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Trend
         * @description The period by day, week or month.
         */
        get: operations["get_trend_api_v1_analytics_trend_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Api Keys
         * @description The keys that are good, newest first, without their secrets.
         */
        get: operations["list_api_keys_api_v1_api_keys_get"];
        put?: never;
        /**
         * Create Api Key
         * @description Make a key; the answer is the only one that shows it.
         */
        post: operations["create_api_key_api_v1_api_keys_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{key_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke Api Key
         * @description Make a key void at once.
         */
        delete: operations["revoke_api_key_api_v1_api_keys__key_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Login
         * @description Sign in with e-mail and password.
         */
        post: operations["login_api_v1_auth_login_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Logout
         * @description End this sign-in: its tokens and cookies are void at once.
         */
        post: operations["logout_api_v1_auth_logout_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Me
         * @description Who is signed in.
         */
        get: operations["me_api_v1_auth_me_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refresh
         * @description Go on with a new pair of tokens; a token shown twice ends the sign-in.
         */
        post: operations["refresh_api_v1_auth_refresh_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Clients
         * @description All clients, by name.
         */
        get: operations["list_clients_api_v1_clients_get"];
        put?: never;
        /**
         * Create Client
         * @description Add a client, with what of its cases a model may see.
         */
        post: operations["create_client_api_v1_clients_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clients/{client_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Client
         * @description One client.
         */
        get: operations["get_client_api_v1_clients__client_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Client
         * @description Change name or policy; a running case keeps the policy that it started with.
         */
        patch: operations["change_client_api_v1_clients__client_id__patch"];
        trace?: never;
    };
    "/api/v1/demo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Demo
         * @description The demo's users and their password, known to everybody.
         */
        get: operations["demo_api_v1_demo_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/escalations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Escalations
         * @description Sessions that wait for another engineer, oldest first: those the caller may pick up or escalated, or all.
         */
        get: operations["list_escalations_api_v1_escalations_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events
         * @description What changes, as it happens. `topics=session:<id>,...` narrows it; without it the whole account.
         *
         *     Resume with `Last-Event-ID`. Events: `change` (what happened to which thing) and `resync` (read everything anew);
         *     without an id, since they are never stored: `partial` (a step's text while FlowPilot writes it; the step itself
         *     follows as a change) and `presence` (somebody has a case open, or left it).
         */
        get: operations["events_api_v1_events_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flow-proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List All
         * @description Proposals without their trees: those that wait first. `flow`: changes of that flow.
         */
        get: operations["list_all_api_v1_flow_proposals_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flow-proposals/{proposal}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get
         * @description One proposal, with what it proposes.
         */
        get: operations["get_api_v1_flow_proposals__proposal__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flow-proposals/{proposal}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve
         * @description Publish a new flow as it is proposed.
         */
        post: operations["approve_api_v1_flow_proposals__proposal__approve_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flow-proposals/{proposal}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Dismiss
         * @description Put the proposal away.
         */
        post: operations["dismiss_api_v1_flow_proposals__proposal__dismiss_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flow-proposals/{proposal}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish
         * @description Publish an edited tree: the new flow, or the changed one. Refused with every fault of the tree.
         */
        post: operations["publish_api_v1_flow_proposals__proposal__publish_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flow-proposals/{proposal}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject
         * @description Turn the proposal down, and say why.
         */
        post: operations["reject_api_v1_flow_proposals__proposal__reject_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flow-proposals/{proposal}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen
         * @description Have a dismissed or rejected proposal wait for a decision again.
         */
        post: operations["reopen_api_v1_flow_proposals__proposal__reopen_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flow-proposals/{proposal}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Undo Effects
         * @description What undoing the approval would do; changes nothing.
         */
        get: operations["undo_effects_api_v1_flow_proposals__proposal__undo_get"];
        put?: never;
        /**
         * Undo
         * @description Take the approval back, with what it published; the proposal is pending again.
         */
        post: operations["undo_api_v1_flow_proposals__proposal__undo_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List All
         * @description Flows without their trees: by name, or the last changed, most successful or last matched first.
         */
        get: operations["list_all_api_v1_flows_get"];
        put?: never;
        /**
         * Draft
         * @description Write a new flow, as a draft.
         */
        post: operations["draft_api_v1_flows_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{flow}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get
         * @description One flow with its tree.
         */
        get: operations["get_api_v1_flows__flow__get"];
        /**
         * Revise
         * @description Rewrite a flow; what is published stays in use until it is published again. A text that is there already is
         *     no change; 412 says which version is there instead, and whose.
         */
        put: operations["revise_api_v1_flows__flow__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{flow}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Archive
         * @description Match no more cases with the flow.
         */
        post: operations["archive_api_v1_flows__flow__archive_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{flow}/duplicate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Duplicate
         * @description Write a new flow that says the same as this one does now, as a draft.
         */
        post: operations["duplicate_api_v1_flows__flow__duplicate_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{flow}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish
         * @description Match cases with the flow as it is written now.
         */
        post: operations["publish_api_v1_flows__flow__publish_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{flow}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore
         * @description Have the flow's draft read as it was published once; nothing is published by that.
         */
        post: operations["restore_api_v1_flows__flow__restore_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{flow}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Versions
         * @description The publications of a flow, the newest first.
         */
        get: operations["versions_api_v1_flows__flow__versions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/{flow}/versions/{flow_version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Version
         * @description A flow as it read in one publication.
         */
        get: operations["version_api_v1_flows__flow__versions__flow_version__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export
         * @description The library as a file that can be imported again.
         */
        get: operations["export_api_v1_flows_export_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import Flows
         * @description Validate and publish flows from JSON or YAML (`{flows: [..]}`); says what became of each.
         */
        post: operations["import_flows_api_v1_flows_import_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/import/{import_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Import Status
         * @description How far an import is.
         */
        get: operations["import_status_api_v1_flows_import__import_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/import/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check Import
         * @description What an import of this file would do with each flow, and every fault; nothing is written.
         */
        post: operations["check_import_api_v1_flows_import_check_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/match": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Match
         * @description The flows that fit a text, best first; those under the threshold are marked.
         */
        post: operations["match_api_v1_flows_match_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Validate
         * @description Every fault of a flow or of a bare tree; changes nothing.
         */
        post: operations["validate_api_v1_flows_validate_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flows/walk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Walk
         * @description What an engineer would be asked whom this tree led without a model; nothing is kept.
         */
        post: operations["walk_api_v1_flows_walk_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-gaps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List All
         * @description Gaps, the worst first.
         */
        get: operations["list_all_api_v1_knowledge_gaps_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-gaps/{gap}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get
         * @description One gap, with its evidence.
         */
        get: operations["get_api_v1_knowledge_gaps__gap__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-gaps/{gap}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Assign
         * @description Give it to somebody of the account, or to nobody.
         */
        post: operations["assign_api_v1_knowledge_gaps__gap__assign_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-gaps/{gap}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close
         * @description Close it. It comes back if enough new sessions show it.
         */
        post: operations["close_api_v1_knowledge_gaps__gap__close_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-gaps/{gap}/draft-flow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Draft Flow
         * @description Make a flow of its sessions, as a draft in the library. A model may take longer than the answer waits: 202.
         */
        post: operations["draft_flow_api_v1_knowledge_gaps__gap__draft_flow_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-gaps/{gap}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen
         * @description Open it again, closed or put aside.
         */
        post: operations["reopen_api_v1_knowledge_gaps__gap__reopen_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-gaps/{gap}/snooze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Snooze
         * @description Put it aside until then; it comes back before if it gets worse.
         */
        post: operations["snooze_api_v1_knowledge_gaps__gap__snooze_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List All
         * @description The reader's notifications, the newest first; what was read is listed for 90 days.
         */
        get: operations["list_all_api_v1_notifications_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/{notification}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark Read
         * @description It was seen.
         */
        post: operations["mark_read_api_v1_notifications__notification__read_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Preferences
         * @description What the reader is told of, and how.
         */
        get: operations["preferences_api_v1_notifications_preferences_get"];
        /**
         * Prefer
         * @description Be told otherwise, from now on: also of what waits to be sent.
         */
        put: operations["prefer_api_v1_notifications_preferences_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/read-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read All
         * @description Everything up to one notification was seen; how many wait still.
         */
        post: operations["read_all_api_v1_notifications_read_all_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Unread
         * @description How many wait to be read.
         */
        get: operations["unread_api_v1_notifications_unread_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/psa/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List All
         * @description The account's connections: in full for who looks after them, else what tells them apart.
         */
        get: operations["list_all_api_v1_psa_connections_get"];
        put?: never;
        /**
         * Add
         * @description Connect with a PSA. The keys are kept sealed and shown to nobody; whether they work, `test` tells.
         */
        post: operations["add_api_v1_psa_connections_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/psa/connections/{connection}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get
         * @description One connection.
         */
        get: operations["get_api_v1_psa_connections__connection__get"];
        put?: never;
        post?: never;
        /**
         * Remove
         * @description Forget the connection and its keys; what waits to be written to it is given up.
         */
        delete: operations["remove_api_v1_psa_connections__connection__delete"];
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change what was sent. Another address or company takes the keys anew: they go where they were meant for.
         */
        patch: operations["change_api_v1_psa_connections__connection__patch"];
        trace?: never;
    };
    "/api/v1/psa/connections/{connection}/callbacks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register Callbacks
         * @description Have the PSA report changes of tickets to this installation; once is enough.
         */
        post: operations["register_callbacks_api_v1_psa_connections__connection__callbacks_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/psa/connections/{connection}/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Rotate
         * @description Sign in with other keys from now on.
         */
        put: operations["rotate_api_v1_psa_connections__connection__credentials_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/psa/connections/{connection}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Members
         * @description Everybody of the account and who they are in the PSA, with everybody whom the PSA knows.
         */
        get: operations["members_api_v1_psa_connections__connection__members_get"];
        /**
         * Map Members
         * @description Say by hand who somebody is; matching by e-mail leaves that alone.
         */
        put: operations["map_members_api_v1_psa_connections__connection__members_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/psa/connections/{connection}/members/match": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Match Members
         * @description Find everybody by e-mail; who was mapped by hand stays so.
         */
        post: operations["match_members_api_v1_psa_connections__connection__members_match_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/psa/connections/{connection}/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Options
         * @description The boards and statuses that the PSA has, to choose from.
         */
        get: operations["options_api_v1_psa_connections__connection__options_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/psa/connections/{connection}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause
         * @description Ask nothing of the PSA until the connection is resumed; what is to be written waits.
         */
        post: operations["pause_api_v1_psa_connections__connection__pause_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/psa/connections/{connection}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume
         * @description Ask the PSA again; what waited is written.
         */
        post: operations["resume_api_v1_psa_connections__connection__resume_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/psa/connections/{connection}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test
         * @description Ask the PSA whether it takes the keys.
         */
        post: operations["test_api_v1_psa_connections__connection__test_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/psa/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search
         * @description Tickets of the connection, or of the account's only one; a number also finds the ticket of that number.
         */
        get: operations["search_api_v1_psa_tickets_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/psa/tickets/{ticket_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get
         * @description One ticket with its company, contact, configurations and recent notes.
         */
        get: operations["get_api_v1_psa_tickets__ticket_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/pushes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List All
         * @description Pushes of every session of the account, the latest first.
         */
        get: operations["list_all_api_v1_pushes_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/script-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List All
         * @description Templates without their bodies, by name, by use or by their last change.
         */
        get: operations["list_all_api_v1_script_templates_get"];
        put?: never;
        /**
         * Create
         * @description Write a new template; it is offered at once.
         */
        post: operations["create_api_v1_script_templates_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/script-templates/{template}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get
         * @description One template, with its body.
         */
        get: operations["get_api_v1_script_templates__template__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Revise
         * @description Rewrite a template, or a part of it. Scripts that were made keep the version they were made from.
         */
        patch: operations["revise_api_v1_script_templates__template__patch"];
        trace?: never;
    };
    "/api/v1/script-templates/{template}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Activate
         * @description Offer the template again.
         */
        post: operations["activate_api_v1_script_templates__template__activate_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/script-templates/{template}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deactivate
         * @description Offer the template no more.
         */
        post: operations["deactivate_api_v1_script_templates__template__deactivate_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/script-templates/{template}/render": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Render
         * @description The script that the template makes of these values, to look at; nothing is recorded.
         */
        post: operations["render_api_v1_script_templates__template__render_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/script-templates/{template}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Versions
         * @description What the template said, the newest first.
         */
        get: operations["versions_api_v1_script_templates__template__versions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/script-templates/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Categories
         * @description The categories of the account's templates, by name.
         */
        get: operations["categories_api_v1_script_templates_categories_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/script-templates/starter-set": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add Starter Set
         * @description Add the templates that come with the product; what is there under the same slug is left alone.
         */
        post: operations["add_starter_set_api_v1_script_templates_starter_set_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/script-templates/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Validate
         * @description Every fault of a template; changes nothing.
         */
        post: operations["validate_api_v1_script_templates_validate_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suggested-fixes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Fixes
         * @description Fixes that stand so and were not superseded: in the caller's sessions, or in all; longest so first.
         */
        get: operations["list_fixes_api_v1_suggested_fixes_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Teams
         * @description All teams, by name.
         */
        get: operations["list_teams_api_v1_teams_get"];
        put?: never;
        /**
         * Create Team
         * @description Add a team.
         */
        post: operations["create_team_api_v1_teams_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/{team_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Rename Team
         * @description Give a team another name.
         */
        patch: operations["rename_team_api_v1_teams__team_id__patch"];
        trace?: never;
    };
    "/api/v1/ticket-drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List All
         * @description Tickets that nobody has taken or dismissed, the newest first.
         */
        get: operations["list_all_api_v1_ticket_drafts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ticket-drafts/{draft}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Dismiss
         * @description Offer the ticket no more. It stays in the PSA as it is.
         */
        post: operations["dismiss_api_v1_ticket_drafts__draft__dismiss_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload
         * @description Store a file; what it really is, is found out when a session takes it.
         */
        post: operations["upload_api_v1_uploads_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Users
         * @description The colleagues, by name: whom a case can go to.
         */
        get: operations["list_users_api_v1_users_get"];
        put?: never;
        /**
         * Create User
         * @description Let somebody sign in.
         */
        post: operations["create_user_api_v1_users_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get User
         * @description One colleague.
         */
        get: operations["get_user_api_v1_users__user_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change User
         * @description Change name, role, team or password; `active: false` takes every access away at once.
         */
        patch: operations["change_user_api_v1_users__user_id__patch"];
        trace?: never;
    };
    "/api/v1/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List All
         * @description The account's endpoints, the oldest first.
         */
        get: operations["list_all_api_v1_webhook_endpoints_get"];
        put?: never;
        /**
         * Create
         * @description Subscribe an address. The secret in the answer is not shown again.
         */
        post: operations["create_api_v1_webhook_endpoints_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhook-endpoints/{endpoint}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get
         * @description One endpoint.
         */
        get: operations["get_api_v1_webhook_endpoints__endpoint__get"];
        put?: never;
        post?: never;
        /**
         * Remove
         * @description Send nothing more, and forget the secret.
         */
        delete: operations["remove_api_v1_webhook_endpoints__endpoint__delete"];
        options?: never;
        head?: never;
        /**
         * Change
         * @description Change what was sent.
         */
        patch: operations["change_api_v1_webhook_endpoints__endpoint__patch"];
        trace?: never;
    };
    "/api/v1/webhook-endpoints/{endpoint}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Deliveries
         * @description The endpoint's deliveries, the newest first; with `before` those made before that one.
         */
        get: operations["list_deliveries_api_v1_webhook_endpoints__endpoint__deliveries_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhook-endpoints/{endpoint}/deliveries/{delivery}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resend
         * @description Send one delivery again, with the id that it had.
         */
        post: operations["resend_api_v1_webhook_endpoints__endpoint__deliveries__delivery__resend_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhook-endpoints/{endpoint}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Disable
         * @description Send nothing until the endpoint is enabled again.
         */
        post: operations["disable_api_v1_webhook_endpoints__endpoint__disable_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhook-endpoints/{endpoint}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enable
         * @description Send events again, from now on.
         */
        post: operations["enable_api_v1_webhook_endpoints__endpoint__enable_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhook-endpoints/{endpoint}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay
         * @description Send the endpoint's events of a time anew, with the ids that they had.
         */
        post: operations["replay_api_v1_webhook_endpoints__endpoint__replay_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhook-endpoints/{endpoint}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate Secret
         * @description Sign with another secret; for a day the old one signs as well. The answer shows it once.
         */
        post: operations["rotate_secret_api_v1_webhook_endpoints__endpoint__rotate_secret_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhook-endpoints/{endpoint}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send Test
         * @description Send an event that means nothing.
         */
        post: operations["send_test_api_v1_webhook_endpoints__endpoint__test_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhook-event-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Event Types
         * @description What can be subscribed to.
         */
        get: operations["event_types_api_v1_webhook_event_types_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bridge/psa/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Psa Callback
         * @description Take the report of a change, made at the address that the connection shows, and signed as its PSA signs.
         *
         *     Kept before it is answered, worked on afterwards. Sent twice, it counts once. 401: not signed, or by somebody else;
         *     404: no connection has this address; 503: send it again.
         */
        post: operations["psa_callback_bridge_psa__token__post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Healthz
         * @description The process answers.
         */
        get: operations["healthz_healthz_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Figures
         * @description The process's figures, for Prometheus.
         */
        get: operations["figures_metrics_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Readyz
         * @description Each part that the gateway needs, `ok` or `away`; 503 where one is away.
         */
        get: operations["readyz_readyz_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Version
         * @description Which ResolutionFlow this is.
         */
        get: operations["version_version_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * ActionContent
         * @description What an action shows; a script has the template and what is known of its parameters.
         */
        ActionContent: {
            /**
             * Action Type
             * @enum {string}
             */
            action_type: "instruction" | "script_generation" | "verification" | "info_request";
            /** Expected Outcome */
            expected_outcome: string | null;
            /** Instructions */
            instructions: string | null;
            /** Pre Filled Params */
            pre_filled_params: {
                [key: string]: string;
            } | null;
            /** Template Id */
            template_id: string | null;
            /** Text */
            text: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "action";
        };
        /**
         * ActionResult
         * @description How an action turned out.
         */
        ActionResult: {
            /** Details */
            details?: string | null;
            /** Next Hint */
            next_hint?: string | null;
            /** Success */
            success: boolean;
        };
        /**
         * AddFact
         * @description Something that the engineer knows; `step_id` is the step it came from.
         */
        AddFact: {
            /** Source Summary */
            source_summary?: string | null;
            /**
             * Source Type
             * @default engineer
             * @enum {string}
             */
            source_type: "engineer" | "diagnostic_check" | "ticket";
            /** Step Id */
            step_id?: string | null;
            /** Text */
            text: string;
        };
        /**
         * AnalyticsStatus
         * @description How far analytics are. `done`: of the rebuild that runs, None where none does. `as_of`: what they include.
         */
        AnalyticsStatus: {
            /**
             * As Of
             * Format: date-time
             */
            as_of: string;
            /** Done */
            done: number | null;
            /** Rebuilding */
            rebuilding: boolean;
        };
        /**
         * ApiKey
         * @description A key as its owner sees it: by its first characters.
         */
        ApiKey: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Expires At */
            expires_at: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Last Used At */
            last_used_at: string | null;
            /** Name */
            name: string;
            /** Prefix */
            prefix: string;
            /**
             * Role
             * @enum {string}
             */
            role: "viewer" | "engineer" | "team_admin" | "account_admin" | "operator";
        };
        /**
         * AssignGap
         * @description Who takes it on; null: nobody.
         */
        AssignGap: {
            /** User Id */
            user_id: string | null;
        };
        /**
         * BoardStatuses
         * @description The statuses that a ticket of a board can have.
         */
        BoardStatuses: {
            /** Name */
            name: string;
            /** Statuses */
            statuses: string[];
        };
        /** Body_upload_api_v1_uploads_post */
        Body_upload_api_v1_uploads_post: {
            /** File */
            file: string;
        };
        /**
         * Breakdown
         * @description Sessions by what tells them apart, the most first.
         */
        Breakdown: {
            /**
             * By
             * @enum {string}
             */
            by: "status" | "tier" | "domain" | "team" | "client";
            /** Definition */
            definition: string;
            /** Rows */
            rows: components["schemas"]["BreakdownRow"][];
        };
        /**
         * BreakdownRow
         * @description The sessions of one kind. `share`: of all of the period; `previous`: how many there were before.
         *
         *     `key` is what a drill-down takes as `value`; `none` where a session has no such thing.
         */
        BreakdownRow: {
            /** Escalated */
            escalated: number;
            /** Key */
            key: string;
            /** Label */
            label: string;
            /** Previous */
            previous: number;
            /** Resolved */
            resolved: number;
            /** Sessions */
            sessions: number;
            /** Share */
            share: number;
        };
        /**
         * BriefingContent
         * @description What was tried before the case was picked up; `text` is all of it, the rest the same in parts.
         */
        BriefingContent: {
            /** Additional Context */
            additional_context: string | null;
            /** Escalated By */
            escalated_by: string;
            /** Escalation Reason */
            escalation_reason: string;
            /** Problem */
            problem: string;
            /** Remaining Hypotheses */
            remaining_hypotheses: string[];
            /** Steps */
            steps: string[];
            /** Steps Ruled Out */
            steps_ruled_out: string[];
            /** Suggested Next Steps */
            suggested_next_steps: string[];
            /** Text */
            text: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "briefing";
        };
        /**
         * Callbacks
         * @description Whether the PSA was told to report changes, and where; null where this installation has no public address.
         */
        Callbacks: {
            /** Registered */
            registered: boolean;
            /** Url */
            url: string | null;
        };
        /**
         * Case
         * @description A session in full.
         */
        Case: {
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
            /** Analysis Status */
            analysis_status: ("pending" | "completed" | "failed") | null;
            /** Awaiting Step */
            awaiting_step: boolean;
            /** Client Id */
            client_id: string | null;
            /** Closing Notes */
            closing_notes: components["schemas"]["ClosingNote"][];
            /** Confidence Score */
            confidence_score: number | null;
            /** Confidence Tier */
            confidence_tier: ("guided" | "exploring" | "discovery") | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            documentation: components["schemas"]["Documentation"] | null;
            /** Documentation Markdown */
            documentation_markdown: string | null;
            /** Documentation Version */
            documentation_version: number | null;
            /** Escalated At */
            escalated_at: string | null;
            /** Escalated By Id */
            escalated_by_id: string | null;
            /** Escalated By Name */
            escalated_by_name: string | null;
            /** Escalated Team Id */
            escalated_team_id: string | null;
            /** Escalated To Id */
            escalated_to_id: string | null;
            /** Escalated To Name */
            escalated_to_name: string | null;
            escalation_package: components["schemas"]["EscalationPackage"] | null;
            /** Escalation Reason */
            escalation_reason: string | null;
            /** Facts */
            facts: components["schemas"]["Fact"][];
            failure: components["schemas"]["Failure"] | null;
            /** Fix Status */
            fix_status: ("proposed" | "applied_success" | "applied_failed" | "applied_partial" | "applied_pending" | "dismissed") | null;
            handed_over: components["schemas"]["HandedOver"] | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            intake_content: components["schemas"]["Intake"] | null;
            /** Intake Type */
            intake_type: ("free_text" | "log_paste" | "screenshot" | "psa_ticket" | "combined") | null;
            match: components["schemas"]["Match"] | null;
            /** Match Score */
            match_score: number | null;
            /** Matched Flow Id */
            matched_flow_id: string | null;
            /** Matched Flow Name */
            matched_flow_name: string | null;
            /** Matched Flow Version */
            matched_flow_version: number | null;
            /** Max Steps */
            max_steps: number | null;
            /** Outcome */
            outcome: number;
            /** Picked Up At */
            picked_up_at: string | null;
            /** Picked Up By Id */
            picked_up_by_id: string | null;
            /** Picked Up By Name */
            picked_up_by_name: string | null;
            /** Problem Domain */
            problem_domain: string | null;
            /** Problem Summary */
            problem_summary: string | null;
            /** Psa Connection Id */
            psa_connection_id: string | null;
            /** Psa Context Status */
            psa_context_status: ("loaded" | "unavailable") | null;
            /** Psa Ticket Id */
            psa_ticket_id: string | null;
            /** Pushes */
            pushes: components["schemas"]["Push"][];
            /** Resolution Action */
            resolution_action: string | null;
            /** Resolution Summary */
            resolution_summary: string | null;
            /** Resolved At */
            resolved_at: string | null;
            /** Revision */
            revision: number;
            /** Script Generations */
            script_generations: components["schemas"]["ScriptGeneration"][];
            /** Session Feedback */
            session_feedback: string | null;
            /** Session Rating */
            session_rating: number | null;
            /**
             * Stage
             * @enum {string}
             */
            stage: "received" | "classified" | "matched" | "diagnosing";
            /** State Version */
            state_version: number;
            /**
             * Status
             * @enum {string}
             */
            status: "active" | "paused" | "requesting_escalation" | "resolved" | "escalated" | "abandoned";
            /** Step Allowance */
            step_allowance: number | null;
            /** Step Count */
            step_count: number;
            /** Step Owed */
            step_owed: boolean;
            /** Steps */
            steps: components["schemas"]["Step"][];
            /** Suggested Fixes */
            suggested_fixes: components["schemas"]["Fix"][];
            /** Symptoms */
            symptoms: string[];
            /** Team Id */
            team_id: string | null;
            ticket: components["schemas"]["CaseTicket"] | null;
            /** Ticket Data */
            ticket_data: {
                [key: string]: unknown;
            } | null;
            /** Title */
            title: string | null;
            /** Total Input Tokens */
            total_input_tokens: number;
            /** Total Output Tokens */
            total_output_tokens: number;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Urgency */
            urgency: ("low" | "medium" | "high" | "critical") | null;
            /** User Id */
            user_id: string | null;
            /** User Name */
            user_name: string | null;
            /** Version */
            version: number;
        };
        /**
         * CaseItem
         * @description A session in a list.
         */
        CaseItem: {
            /** Client Id */
            client_id: string | null;
            /** Confidence Score */
            confidence_score: number | null;
            /** Confidence Tier */
            confidence_tier: ("guided" | "exploring" | "discovery") | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Escalated At */
            escalated_at: string | null;
            /** Escalated By Id */
            escalated_by_id: string | null;
            /** Escalated By Name */
            escalated_by_name: string | null;
            /** Escalated To Id */
            escalated_to_id: string | null;
            /** Escalated To Name */
            escalated_to_name: string | null;
            /** Fix Status */
            fix_status: ("proposed" | "applied_success" | "applied_failed" | "applied_partial" | "applied_pending" | "dismissed") | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Intake Type */
            intake_type: ("free_text" | "log_paste" | "screenshot" | "psa_ticket" | "combined") | null;
            /** Matched Flow Id */
            matched_flow_id: string | null;
            /** Matched Flow Name */
            matched_flow_name: string | null;
            /** Max Steps */
            max_steps: number | null;
            /** Problem Domain */
            problem_domain: string | null;
            /** Problem Summary */
            problem_summary: string | null;
            /** Psa Ticket Id */
            psa_ticket_id: string | null;
            /** Resolved At */
            resolved_at: string | null;
            /** Revision */
            revision: number;
            /** Session Rating */
            session_rating: number | null;
            /**
             * Status
             * @enum {string}
             */
            status: "active" | "paused" | "requesting_escalation" | "resolved" | "escalated" | "abandoned";
            /** Step Count */
            step_count: number;
            /** Team Id */
            team_id: string | null;
            /** Title */
            title: string | null;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Urgency */
            urgency: ("low" | "medium" | "high" | "critical") | null;
            /** User Id */
            user_id: string | null;
            /** User Name */
            user_name: string | null;
            /** Version */
            version: number;
        };
        /**
         * CaseTicket
         * @description The ticket of a session. What is null is not known: the PSA has not told, or could not.
         */
        CaseTicket: {
            /** Board */
            board: string | null;
            /** Changes */
            changes: components["schemas"]["TicketChange"][];
            /** Closed */
            closed: boolean;
            /** Company */
            company: string | null;
            /** Connection Id */
            connection_id: string | null;
            /** Contact */
            contact: string | null;
            /**
             * Context Status
             * @enum {string}
             */
            context_status: "waiting" | "loaded" | "unavailable";
            /** Entered At */
            entered_at: string | null;
            /** Id */
            id: string;
            /** Last Updated */
            last_updated: string | null;
            /** Owner */
            owner: string | null;
            /** Priority */
            priority: string | null;
            /** Ref */
            ref: string | null;
            /** Status */
            status: string | null;
            /** Summary */
            summary: string | null;
            /** Type */
            type: string | null;
            /** Unavailable Reason */
            unavailable_reason: ("away" | "unauthorized" | "not_found" | "no_connection" | "paused" | "refused") | null;
            /** Url */
            url: string | null;
            /** Version */
            version: number;
        };
        /**
         * Choice
         * @description How one kind is told.
         */
        Choice: {
            /**
             * Email
             * @enum {string}
             */
            email: "off" | "at_once" | "digest";
            /** In App */
            in_app: boolean;
        };
        /**
         * Client
         * @description A client company. `no_model`: its cases are worked by the playbook only.
         */
        Client: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** No Model */
            no_model: boolean;
            /** Redactions */
            redactions: string[];
        };
        /**
         * ClientChanges
         * @description What shall become another; what is left out stays.
         */
        ClientChanges: {
            /** Name */
            name?: string | null;
            /** No Model */
            no_model?: boolean | null;
            /** Redactions */
            redactions?: string[] | null;
        };
        /**
         * Closed
         * @description A closed session with its documentation.
         */
        Closed: {
            documentation: components["schemas"]["Documentation"] | null;
            /** Member Mapping Warning */
            member_mapping_warning: string | null;
            /** Psa Push Error */
            psa_push_error: string | null;
            /**
             * Psa Push Status
             * @enum {string}
             */
            psa_push_status: "no_psa" | "pending" | "succeeded" | "failed" | "abandoned";
            /** Revision */
            revision: number;
            /**
             * Session Id
             * Format: uuid
             */
            session_id: string;
            /**
             * Status
             * @enum {string}
             */
            status: "active" | "paused" | "requesting_escalation" | "resolved" | "escalated" | "abandoned";
            /** Version */
            version: number;
        };
        /**
         * CloseGap
         * @description Why, and which flow closes it. A flow that is still a draft closes it when it is published.
         */
        CloseGap: {
            /** Flow Id */
            flow_id?: string | null;
            /** Note */
            note?: string | null;
        };
        /**
         * ClosingNote
         * @description The document that belongs to a closing. `edited`: an engineer's own words.
         */
        ClosingNote: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Edited */
            edited: boolean;
            /**
             * Engine
             * @enum {string}
             */
            engine: "playbook" | "claude";
            /**
             * Kind
             * @enum {string}
             */
            kind: "resolution_note" | "escalation_package";
            /** Markdown */
            markdown: string;
            /** Outcome */
            outcome: number;
        };
        /**
         * Connection
         * @description A connection for those who look after it. `version` is what If-Match takes.
         */
        Connection: {
            /** Base Url */
            base_url: string;
            callbacks: components["schemas"]["Callbacks"];
            /** Company */
            company: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Credentials Rotated At
             * Format: date-time
             */
            credentials_rotated_at: string;
            /** Credentials Set */
            credentials_set: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            last_test: components["schemas"]["LastTest"] | null;
            /** Mapped Members */
            mapped_members: number;
            /** Name */
            name: string;
            /** Pause Reason */
            pause_reason: ("unauthorized" | "asked") | null;
            /**
             * Provider
             * @enum {string}
             */
            provider: "connectwise" | "autotask" | "halopsa";
            push: components["schemas"]["PushSettingsShown"];
            /**
             * State
             * @enum {string}
             */
            state: "active" | "paused";
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Version */
            version: number;
            /** Watched Boards */
            watched_boards: string[];
        };
        /**
         * ConnectionChanges
         * @description What shall read otherwise; what is left out stays, also of `push`.
         *
         *     Another address or company takes the keys anew; members are matched, and callbacks registered, there again.
         */
        ConnectionChanges: {
            /**
             * Base Url
             * @default
             */
            base_url: string;
            /** Company */
            company?: string | null;
            /** Credentials */
            credentials?: {
                [key: string]: string;
            };
            /**
             * Name
             * @default
             */
            name: string;
            /**
             * @default {
             *       "note_kind": "internal",
             *       "time_entry": false
             *     }
             */
            push: components["schemas"]["PushSettings"];
            /** Watched Boards */
            watched_boards?: string[];
        };
        /**
         * ConnectionItem
         * @description A connection for those who work with it: also what will be written to their tickets, and who reads it.
         */
        ConnectionItem: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /**
             * Provider
             * @enum {string}
             */
            provider: "connectwise" | "autotask" | "halopsa";
            push: components["schemas"]["PushSettingsShown"];
            /**
             * State
             * @enum {string}
             */
            state: "active" | "paused";
        };
        /**
         * Consumer
         * @description A service that follows the log. `floor`: the last position it is done with, everything before it included.
         */
        Consumer: {
            /** Floor */
            floor: number;
            /** Lag */
            lag: number;
            /** Service */
            service: string;
            /** Updated At */
            updated_at: string | null;
        };
        /**
         * Counted
         * @description How many there are of one kind.
         */
        Counted: {
            /** Count */
            count: number;
            /** Key */
            key: string;
        };
        /**
         * CountedSession
         * @description A session behind a number. What it reads comes from the case; None where that could not be folded.
         *
         *     `confidence_tier` is the tier that it began in, by which it is counted; `last_tier` that of its last step.
         *     `seconds_to_resolution` and `steps_to_resolution`: None where it does not count as resolved. `push_id`: the push
         *     that the row stands for, where pushes are asked for; then a session may come more than once.
         */
        CountedSession: {
            /** Client Id */
            client_id: string | null;
            /** Confidence Tier */
            confidence_tier: string | null;
            /** Cost Usd */
            cost_usd: number;
            /** Counts As Resolved */
            counts_as_resolved: boolean;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Escalated */
            escalated: boolean;
            /** Followed Flow */
            followed_flow: boolean | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Last Tier */
            last_tier: string | null;
            /** Match Score */
            match_score: number | null;
            /** Matched Flow Id */
            matched_flow_id: string | null;
            /** Matched Flow Name */
            matched_flow_name: string | null;
            /** Problem Domain */
            problem_domain: string | null;
            /** Problem Summary */
            problem_summary: string | null;
            /** Push Id */
            push_id: string | null;
            /** Resolved At */
            resolved_at: string | null;
            /** Seconds To Resolution */
            seconds_to_resolution: number | null;
            /** Session Rating */
            session_rating: number | null;
            /** Status */
            status: string;
            /** Step Count */
            step_count: number;
            /** Steps To Resolution */
            steps_to_resolution: number | null;
            /** Team Id */
            team_id: string | null;
            /** User Id */
            user_id: string | null;
            /** User Name */
            user_name: string | null;
        };
        /**
         * CoveragePoint
         * @description How many flows were published at the end of a stretch, or are now if it is not over; None: it has not begun.
         *     And how much of it they matched.
         */
        CoveragePoint: {
            /**
             * End
             * Format: date
             */
            end: string;
            /** Flows */
            flows: number | null;
            /** Matched Share */
            matched_share: number | null;
            /**
             * Start
             * Format: date
             */
            start: string;
        };
        /**
         * CreatedApiKey
         * @description The only time that the key itself is shown.
         */
        CreatedApiKey: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Expires At */
            expires_at: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Key */
            key: string;
            /** Last Used At */
            last_used_at: string | null;
            /** Name */
            name: string;
            /** Prefix */
            prefix: string;
            /**
             * Role
             * @enum {string}
             */
            role: "viewer" | "engineer" | "team_admin" | "account_admin" | "operator";
        };
        /**
         * CreatedWebhookEndpoint
         * @description A new subscription with its secret; null in the answer to a request that is repeated after ten minutes.
         */
        CreatedWebhookEndpoint: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Description */
            description: string | null;
            /** Disabled At */
            disabled_at: string | null;
            /** Disabled Reason */
            disabled_reason: ("failing" | "gone" | "asked") | null;
            /** Event Types */
            event_types: string[];
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Secret */
            secret: string | null;
            /**
             * Secret Rotated At
             * Format: date-time
             */
            secret_rotated_at: string;
            /**
             * State
             * @enum {string}
             */
            state: "enabled" | "disabled";
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Url */
            url: string;
            /** Version */
            version: number;
        };
        /**
         * DeadLetter
         * @description An event whose handling failed for good. `error` is a kind of failure, never content.
         */
        DeadLetter: {
            /** Decided At */
            decided_at: string | null;
            /** Error */
            error: string;
            /** Event Type */
            event_type: string;
            /**
             * Failed At
             * Format: date-time
             */
            failed_at: string;
            /** Position */
            position: number;
            /** Reason */
            reason: string | null;
            /** Service */
            service: string;
            /**
             * State
             * @enum {string}
             */
            state: "dead" | "retry" | "done" | "discarded";
            /** Stream */
            stream: string;
            /** Tries */
            tries: number;
        };
        /**
         * DeadLetterDecision
         * @description What shall become of a dead letter, and why.
         */
        DeadLetterDecision: {
            /** Reason */
            reason: string;
            /**
             * State
             * @enum {string}
             */
            state: "retry" | "discarded";
        };
        /**
         * Deliveries
         * @description The newest first; `next` is what `before` takes for those that follow.
         */
        Deliveries: {
            /** Deliveries */
            deliveries: components["schemas"]["Delivery"][];
            /** Next */
            next: string | null;
        };
        /**
         * Delivery
         * @description An event on its way to an endpoint; `tries` are the last ones.
         */
        Delivery: {
            /** Attempts */
            attempts: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Delivered At */
            delivered_at: string | null;
            /**
             * Event Id
             * Format: uuid
             */
            event_id: string;
            /** Event Type */
            event_type: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Last Error */
            last_error: string | null;
            /** Last Status */
            last_status: number | null;
            /** Next At */
            next_at: string | null;
            /** Session Id */
            session_id: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "pending" | "delivered" | "failed" | "abandoned";
            /** Tries */
            tries: components["schemas"]["DeliveryTry"][];
        };
        /**
         * DeliveryTry
         * @description How sending it once went; `status` is what the endpoint answered, if it did, after `ms`.
         */
        DeliveryTry: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Error */
            error: string | null;
            /** Ms */
            ms: number;
            /** Status */
            status: number | null;
        };
        /**
         * Demo
         * @description Whether this is a demo; only then is there anybody to sign in as.
         */
        Demo: {
            /** Demo */
            demo: boolean;
            /** Password */
            password: string | null;
            /** Users */
            users: components["schemas"]["DemoUser"][];
        };
        /**
         * DemoUser
         * @description Somebody of the demo.
         */
        DemoUser: {
            /** Account Name */
            account_name: string;
            /** Email */
            email: string;
            /** Name */
            name: string;
            /**
             * Role
             * @enum {string}
             */
            role: "viewer" | "engineer" | "team_admin" | "account_admin" | "operator";
            /** Team Name */
            team_name: string | null;
        };
        /**
         * DiagnosticStep
         * @description One step as the documentation tells it; numbers count from 1.
         */
        DiagnosticStep: {
            /** Description */
            description: string;
            /** Engineer Response */
            engineer_response: string | null;
            /** Outcome */
            outcome: string | null;
            /** Step Number */
            step_number: number;
            /** Step Type */
            step_type: string;
        };
        /**
         * Documentation
         * @description The documentation of a session.
         */
        Documentation: {
            /** Diagnostic Steps */
            diagnostic_steps: components["schemas"]["DiagnosticStep"][];
            /** Duration Display */
            duration_display: string | null;
            /** Escalation Reason */
            escalation_reason: string | null;
            /**
             * Generated At
             * Format: date-time
             */
            generated_at: string;
            /** Intake Summary */
            intake_summary: string | null;
            /** Problem Domain */
            problem_domain: string | null;
            /** Problem Summary */
            problem_summary: string;
            /** Resolution Summary */
            resolution_summary: string | null;
            /** Total Steps */
            total_steps: number;
        };
        /**
         * DuplicateFlow
         * @description What the copy shall be called; by default the name with "Copy of" before it.
         */
        DuplicateFlow: {
            /** Name */
            name?: string | null;
        };
        /**
         * EditNote
         * @description The engineer's own words, as of the state of the session that they were written from.
         */
        EditNote: {
            /** Markdown */
            markdown: string;
            /** State Version */
            state_version: number;
        };
        /**
         * Escalate
         * @description Ask for another engineer; `escalated_to_id` names who shall take it.
         */
        Escalate: {
            /** Escalated To Id */
            escalated_to_id?: string | null;
            /** Escalation Reason */
            escalation_reason: string;
        };
        /**
         * Escalation
         * @description A session that waits for another engineer.
         */
        Escalation: {
            /** Client Id */
            client_id: string | null;
            /** Confidence Score */
            confidence_score: number | null;
            /** Confidence Tier */
            confidence_tier: ("guided" | "exploring" | "discovery") | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Escalated At */
            escalated_at: string | null;
            /** Escalated By Id */
            escalated_by_id: string | null;
            /** Escalated By Name */
            escalated_by_name: string | null;
            /** Escalated Team Id */
            escalated_team_id: string | null;
            /** Escalated To Id */
            escalated_to_id: string | null;
            /** Escalated To Name */
            escalated_to_name: string | null;
            escalation_package: components["schemas"]["EscalationPackage"] | null;
            /** Escalation Reason */
            escalation_reason: string | null;
            /** Fix Status */
            fix_status: ("proposed" | "applied_success" | "applied_failed" | "applied_partial" | "applied_pending" | "dismissed") | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Intake Type */
            intake_type: ("free_text" | "log_paste" | "screenshot" | "psa_ticket" | "combined") | null;
            /** Matched Flow Id */
            matched_flow_id: string | null;
            /** Matched Flow Name */
            matched_flow_name: string | null;
            /** Max Steps */
            max_steps: number | null;
            /** May Pick Up */
            may_pick_up: boolean;
            /** Problem Domain */
            problem_domain: string | null;
            /** Problem Summary */
            problem_summary: string | null;
            /** Psa Ticket Id */
            psa_ticket_id: string | null;
            /** Resolved At */
            resolved_at: string | null;
            /** Revision */
            revision: number;
            /** Session Rating */
            session_rating: number | null;
            /**
             * Status
             * @enum {string}
             */
            status: "active" | "paused" | "requesting_escalation" | "resolved" | "escalated" | "abandoned";
            /** Step Count */
            step_count: number;
            /** Team Id */
            team_id: string | null;
            /** Title */
            title: string | null;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Urgency */
            urgency: ("low" | "medium" | "high" | "critical") | null;
            /** User Id */
            user_id: string | null;
            /** User Name */
            user_name: string | null;
            /** Version */
            version: number;
        };
        /**
         * EscalationPackage
         * @description What whoever picks the case up is given. The three lists are empty until `insight_at`.
         */
        EscalationPackage: {
            /** Confidence At Escalation */
            confidence_at_escalation: number;
            /** Escalation Reason */
            escalation_reason: string;
            /** Insight At */
            insight_at: string | null;
            intake_content: components["schemas"]["Intake"] | null;
            /**
             * Original User Id
             * Format: uuid
             */
            original_user_id: string;
            /** Outcome */
            outcome: number;
            /** Picked Up At */
            picked_up_at: string | null;
            /** Picked Up By */
            picked_up_by: string | null;
            /** Problem Domain */
            problem_domain: string | null;
            /** Problem Summary */
            problem_summary: string | null;
            /** Remaining Hypotheses */
            remaining_hypotheses: string[];
            /** Steps Ruled Out */
            steps_ruled_out: string[];
            /** Steps Tried */
            steps_tried: components["schemas"]["StepTried"][];
            /** Suggested Next Steps */
            suggested_next_steps: string[];
        };
        /**
         * Fact
         * @description Something that is known. `deleted_at`: it was retracted; `history`: what it said before, oldest first.
         */
        Fact: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string | null;
            /** Deleted At */
            deleted_at: string | null;
            /** History */
            history: components["schemas"]["Wording"][];
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Source Summary */
            source_summary: string | null;
            /**
             * Source Type
             * @enum {string}
             */
            source_type: "diagnostic_check" | "engineer" | "ticket" | "script_output" | "ai";
            /** Step Id */
            step_id: string | null;
            /** Text */
            text: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Updated By */
            updated_by: string | null;
        };
        /**
         * Failure
         * @description A step that could not be made; `retry-step` asks for it again. `correlation_id` finds it in the log.
         */
        Failure: {
            /** Attempt */
            attempt: number;
            /** Code */
            code: string;
            /**
             * Correlation Id
             * Format: uuid
             */
            correlation_id: string;
            /** Detail */
            detail: string;
            /**
             * Engine
             * @enum {string}
             */
            engine: "playbook" | "claude";
            /** Order */
            order: number;
            /** Retriable */
            retriable: boolean;
        };
        /**
         * Fault
         * @description What is wrong with a template, and where; `line` is the body's, from 1.
         */
        Fault: {
            /** Code */
            code: string;
            /** Line */
            line: number | null;
            /** Message */
            message: string;
            /** Where */
            where: string;
        };
        /**
         * FieldChange
         * @description One thing that reads otherwise in the ticket now.
         */
        FieldChange: {
            /** After */
            after: string | null;
            /** Before */
            before: string | null;
            /** Field */
            field: string;
        };
        /**
         * Figure
         * @description One number, the number of the period before, and what it means.
         *
         *     `count` sessions are what it is made of; of a share, `hits` of them are what it counts. `low` and `high` hold the
         *     true share in 95 of 100 such periods.
         */
        Figure: {
            /** Count */
            count: number;
            /** Definition */
            definition: string;
            /** High */
            high: number | null;
            /** Hits */
            hits: number | null;
            /**
             * Key
             * @enum {string}
             */
            key: "sessions" | "resolved_rate" | "escalation_rate" | "median_time_to_resolution" | "median_steps_to_resolution" | "match_rate" | "match_precision" | "rating" | "reopened_rate" | "cost_per_resolved";
            /** Low */
            low: number | null;
            /** Previous */
            previous: number | null;
            /** Previous Count */
            previous_count: number;
            /**
             * Unit
             * @enum {string}
             */
            unit: "count" | "share" | "seconds" | "steps" | "rating" | "usd";
            /** Value */
            value: number | null;
        };
        /**
         * Fix
         * @description A suggested fix. Without `superseded_at` it is the case's. `undone_at`: it did not hold, the case came back.
         */
        Fix: {
            /** Applied At */
            applied_at: string | null;
            /** Confidence Pct */
            confidence_pct: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string | null;
            /** Description */
            description: string;
            /** Failure Reason */
            failure_reason: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Partial Notes */
            partial_notes: string | null;
            /** Pending Reason */
            pending_reason: string | null;
            /** Pending Since */
            pending_since: string | null;
            /** Reminded At */
            reminded_at: string | null;
            script: components["schemas"]["FixScript"] | null;
            /**
             * Status
             * @enum {string}
             */
            status: "proposed" | "applied_success" | "applied_failed" | "applied_partial" | "applied_pending" | "dismissed";
            /** Step Id */
            step_id: string | null;
            /** Superseded At */
            superseded_at: string | null;
            /** Title */
            title: string;
            /** Undone At */
            undone_at: string | null;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Verified At */
            verified_at: string | null;
        };
        /**
         * FixOfSession
         * @description A fix with the session it belongs to.
         */
        FixOfSession: {
            /** Applied At */
            applied_at: string | null;
            /** Client Id */
            client_id: string | null;
            /** Confidence Pct */
            confidence_pct: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string | null;
            /** Description */
            description: string;
            /** Failure Reason */
            failure_reason: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Partial Notes */
            partial_notes: string | null;
            /** Pending Reason */
            pending_reason: string | null;
            /** Pending Since */
            pending_since: string | null;
            /** Reminded At */
            reminded_at: string | null;
            script: components["schemas"]["FixScript"] | null;
            /**
             * Session Id
             * Format: uuid
             */
            session_id: string;
            /**
             * Session Status
             * @enum {string}
             */
            session_status: "active" | "paused" | "requesting_escalation" | "resolved" | "escalated" | "abandoned";
            /** Session Title */
            session_title: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "proposed" | "applied_success" | "applied_failed" | "applied_partial" | "applied_pending" | "dismissed";
            /** Step Id */
            step_id: string | null;
            /** Superseded At */
            superseded_at: string | null;
            /** Title */
            title: string;
            /** Undone At */
            undone_at: string | null;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** User Id */
            user_id: string | null;
            /** User Name */
            user_name: string | null;
            /** Verified At */
            verified_at: string | null;
        };
        /**
         * FixScript
         * @description The template that carries a fix out, with what is known of its parameters.
         */
        FixScript: {
            /** Pre Filled Params */
            pre_filled_params: {
                [key: string]: string;
            };
            /**
             * Template Id
             * Format: uuid
             */
            template_id: string;
        };
        /**
         * Flow
         * @description A flow with its tree, as it is written now.
         */
        Flow: {
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
            /** Category */
            category: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Description */
            description: string;
            /** Flow Version */
            flow_version: number;
            /** Has Draft Changes */
            has_draft_changes: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Last Matched At */
            last_matched_at: string | null;
            /** Match Keywords */
            match_keywords: string[];
            /** Name */
            name: string;
            /**
             * Origin
             * @enum {string}
             */
            origin: "manual" | "ai_generated" | "ai_enhanced";
            /** Problem Domain */
            problem_domain: string;
            /** Source Session Id */
            source_session_id: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "draft" | "published" | "archived";
            /** Success Rate */
            success_rate: number | null;
            /** Tags */
            tags: string[];
            tree_structure: components["schemas"]["FlowNode"];
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Updated By */
            updated_by: string | null;
            /** Version */
            version: number;
        };
        /**
         * FlowBody
         * @description A flow as it is written; matching checks its shape and says what is wrong with it.
         *
         *     What the server itself keeps (status, origin, versions, ...) may come along, as in an export, and is left out.
         */
        FlowBody: {
            /** Category */
            category?: string | null;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * Match Keywords
             * @default []
             */
            match_keywords: string[];
            /** Name */
            name: string;
            /** Problem Domain */
            problem_domain: string;
            /**
             * Tags
             * @default []
             */
            tags: string[];
            /** Tree Structure */
            tree_structure: {
                [key: string]: unknown;
            };
        };
        /**
         * FlowFault
         * @description One broken rule: a code for programs, the node (for `shape`: the place), a sentence that says what to do.
         */
        FlowFault: {
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /** Node Id */
            node_id: string;
        };
        /**
         * FlowImport
         * @description An import, flow by flow. `id` asks for its progress.
         */
        FlowImport: {
            /** Flows */
            flows: components["schemas"]["ImportedFlow"][];
            /**
             * Id
             * Format: uuid
             */
            id: string;
        };
        /**
         * FlowImportCheck
         * @description What an import of a file would make of each of its flows.
         */
        FlowImportCheck: {
            /** Flows */
            flows: components["schemas"]["ImportedFlow"][];
        };
        /**
         * FlowImportStatus
         * @description How far the flows of an import can be found.
         */
        FlowImportStatus: {
            /** Failed */
            failed: number;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Pending */
            pending: number;
            /**
             * Status
             * @enum {string}
             */
            status: "running" | "completed";
        };
        /**
         * FlowItem
         * @description A flow in a list, without its tree.
         *
         *     `version` is what If-Match takes; `flow_version` counts the publications, 0 before the first.
         *     `has_draft_changes`: it is published, and reads otherwise now. `success_rate` is 0-1.
         */
        FlowItem: {
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
            /** Category */
            category: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Description */
            description: string;
            /** Flow Version */
            flow_version: number;
            /** Has Draft Changes */
            has_draft_changes: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Last Matched At */
            last_matched_at: string | null;
            /** Match Keywords */
            match_keywords: string[];
            /** Name */
            name: string;
            /**
             * Origin
             * @enum {string}
             */
            origin: "manual" | "ai_generated" | "ai_enhanced";
            /** Problem Domain */
            problem_domain: string;
            /** Source Session Id */
            source_session_id: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "draft" | "published" | "archived";
            /** Success Rate */
            success_rate: number | null;
            /** Tags */
            tags: string[];
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Updated By */
            updated_by: string | null;
            /** Version */
            version: number;
        };
        /**
         * FlowMatch
         * @description A flow that was compared with a text. `score` is 0-1, the probability that it fits.
         */
        FlowMatch: {
            /** Below Threshold */
            below_threshold: boolean;
            /**
             * Flow Id
             * Format: uuid
             */
            flow_id: string;
            /** Flow Name */
            flow_name: string;
            /** Flow Version */
            flow_version: number;
            /** Problem Domain */
            problem_domain: string;
            /** Reasons */
            reasons: string[];
            /** Score */
            score: number;
        };
        /**
         * FlowMatches
         * @description The flows that fit a text, best first.
         */
        FlowMatches: {
            /** Calibration */
            calibration: string;
            /** Embedder */
            embedder: string;
            /** Matches */
            matches: components["schemas"]["FlowMatch"][];
            thresholds: components["schemas"]["services__gateway__routes__flow_models__MatchThresholds"];
        };
        /**
         * FlowNode
         * @description A node of a flow's tree and, nested in it, others. Only options and `next_node_id` link nodes.
         */
        FlowNode: {
            /**
             * Children
             * @default []
             */
            children: components["schemas"]["FlowNode"][];
            /** Description */
            description?: string | null;
            /** Help Text */
            help_text?: string | null;
            /** Id */
            id: string;
            /** Next Node Id */
            next_node_id?: string | null;
            /**
             * Options
             * @default []
             */
            options: components["schemas"]["FlowOption"][];
            /** Question */
            question?: string | null;
            script?: components["schemas"]["FlowScript"] | null;
            /** Title */
            title?: string | null;
            /**
             * Type
             * @enum {string}
             */
            type: "decision" | "action" | "solution";
        } & {
            [key: string]: unknown;
        };
        /**
         * FlowOption
         * @description An answer of a decision, and the node it leads to. What a newer editor adds is kept.
         */
        FlowOption: {
            /** Id */
            id?: string | null;
            /**
             * Label
             * @default
             */
            label: string;
            /** Next Node Id */
            next_node_id?: string | null;
        } & {
            [key: string]: unknown;
        };
        /**
         * FlowScript
         * @description The script template, by its slug, that an action or a solution is done with.
         */
        FlowScript: {
            /**
             * Parameters
             * @default {}
             */
            parameters: {
                [key: string]: string;
            };
            /** Slug */
            slug: string;
        };
        /**
         * FlowValidity
         * @description Every broken rule of a flow; `ignored` names members of the body that flows do not have.
         */
        FlowValidity: {
            /** Faults */
            faults: components["schemas"]["FlowFault"][];
            /** Ignored */
            ignored: string[];
            /** Valid */
            valid: boolean;
        };
        /**
         * FlowVersion
         * @description One publication of a flow. `published_by` is null where the product itself published it.
         */
        FlowVersion: {
            /** Flow Version */
            flow_version: number;
            /** Name */
            name: string;
            /**
             * Origin
             * @enum {string}
             */
            origin: "manual" | "ai_generated" | "ai_enhanced";
            /**
             * Published At
             * Format: date-time
             */
            published_at: string;
            /** Published By */
            published_by: string | null;
        };
        /**
         * Flywheel
         * @description What the flywheel proposed, and what the library covers.
         */
        Flywheel: {
            /** Coverage */
            coverage: components["schemas"]["CoveragePoint"][];
            /** Definition */
            definition: string;
            /** Proposals */
            proposals: components["schemas"]["ProposalRow"][];
        };
        /**
         * Gap
         * @description A knowledge gap. `drafting`: a flow is being made of its sessions; `draft_error` is the code of why none was.
         *
         *     `version` is what If-Match takes.
         */
        Gap: {
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
            /** Assigned To */
            assigned_to: string | null;
            /** Closed By Flow Id */
            closed_by_flow_id: string | null;
            /** Closed Note */
            closed_note: string | null;
            /** Closed Reason */
            closed_reason: ("flow_published" | "by_hand" | "gone") | null;
            /** Draft Error */
            draft_error: string | null;
            /** Drafted Flow Id */
            drafted_flow_id: string | null;
            /** Drafting */
            drafting: boolean;
            evidence: components["schemas"]["GapEvidence"];
            /** Example Session Ids */
            example_session_ids: string[];
            /** Flow Id */
            flow_id: string | null;
            /** Flow Name */
            flow_name: string | null;
            /**
             * Found At
             * Format: date-time
             */
            found_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Keywords */
            keywords: string[];
            /**
             * Kind
             * @enum {string}
             */
            kind: "uncovered" | "weak_options" | "high_escalation" | "falling_success" | "many_skips";
            /** Node Id */
            node_id: string | null;
            /** Problem Domain */
            problem_domain: string | null;
            /**
             * Severity
             * @enum {string}
             */
            severity: "low" | "medium" | "high";
            /** Snoozed Until */
            snoozed_until: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "open" | "snoozed" | "closed";
            /** Title */
            title: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Version */
            version: number;
        };
        /**
         * GapEvidence
         * @description What speaks for it: of `sessions` looked at in the last `period_days`, `affected` show it.
         *
         *     `details` are further figures of the kind, as docs/knowledge-gaps.md names them.
         */
        GapEvidence: {
            /** Affected */
            affected: number;
            /** Details */
            details: {
                [key: string]: number;
            };
            /** Period Days */
            period_days: number;
            /** Sessions */
            sessions: number;
            /** Share */
            share: number;
        };
        /**
         * Gaps
         * @description Knowledge gaps as they stand now, whatever the period.
         */
        Gaps: {
            /** By Kind */
            by_kind: components["schemas"]["Counted"][];
            /** By Severity */
            by_severity: components["schemas"]["Counted"][];
            /** Definition */
            definition: string;
            /** Open */
            open: number;
        };
        /**
         * Generated
         * @description A script, told of in the session without its text.
         */
        Generated: {
            /** Filename */
            filename: string;
            generation: components["schemas"]["ScriptGeneration"];
            /** Script */
            script: string;
        };
        /**
         * GenerateScript
         * @description A template, what is given to it, and the suggested fix that the script carries out, if any.
         */
        GenerateScript: {
            /** Fix Id */
            fix_id?: string | null;
            /** Parameters */
            parameters?: {
                [key: string]: string | number | boolean | null;
            };
            /**
             * Template Id
             * Format: uuid
             */
            template_id: string;
        };
        /**
         * HandedOver
         * @description To whom the case left the product.
         */
        HandedOver: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * By
             * Format: uuid
             */
            by: string;
            /** Notes */
            notes: string | null;
            /** Recipient */
            recipient: string;
        };
        /**
         * HandOver
         * @description To whom the case leaves the product: a vendor, a visit on site.
         */
        HandOver: {
            /** Notes */
            notes?: string | null;
            /** Recipient */
            recipient: string;
        };
        /**
         * HistoryEntry
         * @description One event of a session, as the time slider shows it.
         */
        HistoryEntry: {
            /** Actor Id */
            actor_id: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * Event Id
             * Format: uuid
             */
            event_id: string;
            /** Revision */
            revision: number;
            /** Service */
            service: string;
            /** Type */
            type: string;
        };
        /**
         * ImportedFlow
         * @description What becomes of one flow of an import; `flow_id` is null where it is refused, and before it is written.
         */
        ImportedFlow: {
            /** Faults */
            faults: components["schemas"]["FlowFault"][];
            /** Flow Id */
            flow_id: string | null;
            /** Ignored */
            ignored: string[];
            /** Index */
            index: number;
            /** Name */
            name: string;
            /**
             * Status
             * @enum {string}
             */
            status: "published" | "draft" | "refused";
        };
        /**
         * Intake
         * @description What the engineer brought. `log_content` is an excerpt; the files are at their addresses in full.
         */
        Intake: {
            /** Image Urls */
            image_urls: string[];
            /** Log Bytes */
            log_bytes: number | null;
            /** Log Content */
            log_content: string | null;
            /** Log Lines */
            log_lines: number | null;
            /** Log Url */
            log_url: string | null;
            /** Psa Connection Id */
            psa_connection_id: string | null;
            /** Text */
            text: string | null;
            /** Ticket Id */
            ticket_id: string | null;
        };
        /**
         * IntakeContent
         * @description What the engineer brings. Any one part is enough; intake says what is too much.
         */
        IntakeContent: {
            /** Image Urls */
            image_urls?: string[] | null;
            /** Log Content */
            log_content?: string | null;
            /** Psa Connection Id */
            psa_connection_id?: string | null;
            /** Text */
            text?: string | null;
            /** Ticket Id */
            ticket_id?: string | null;
        };
        /**
         * LastTest
         * @description How the keys did when they were tried; `code` says what was wrong.
         */
        LastTest: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Code */
            code: string | null;
            /** Ok */
            ok: boolean;
        };
        /**
         * LinkTicket
         * @description Connect the session with a ticket.
         */
        LinkTicket: {
            /** Psa Connection Id */
            psa_connection_id: string;
            /** Psa Ticket Id */
            psa_ticket_id: string;
        };
        /**
         * Login
         * @description `cookie`: the tokens go into cookies, for the web app, instead of into the answer.
         */
        Login: {
            /**
             * Cookie
             * @default false
             */
            cookie: boolean;
            /** Email */
            email: string;
            /** Password */
            password: string;
        };
        /**
         * MapMembers
         * @description Corrections by hand; who is left out stays.
         */
        MapMembers: {
            /** Members */
            members: components["schemas"]["MapOne"][];
        };
        /**
         * MapOne
         * @description Who a user is in the PSA; null: nobody.
         */
        MapOne: {
            /** Member Id */
            member_id: string | null;
            /**
             * User Id
             * Format: uuid
             */
            user_id: string;
        };
        /**
         * MappedUser
         * @description A user of the account, and who they are in the PSA; `how` they were matched.
         */
        MappedUser: {
            /** Email */
            email: string;
            /** How */
            how: ("email" | "manual") | null;
            /** Member Id */
            member_id: string | null;
            /** Member Name */
            member_name: string | null;
            /**
             * User Id
             * Format: uuid
             */
            user_id: string;
            /** User Name */
            user_name: string;
        };
        /**
         * Mapping
         * @description Who of ours is whom in the PSA.
         */
        Mapping: {
            /** Mapping */
            mapping: components["schemas"]["MappedUser"][];
            /** Version */
            version: number;
        };
        /**
         * Match
         * @description Why this flow, or why none.
         */
        Match: {
            /** Calibration */
            calibration: string;
            /** Candidates */
            candidates: components["schemas"]["MatchCandidate"][];
            /**
             * Decision
             * @enum {string}
             */
            decision: "none" | "guide" | "guided";
            /** Embedder */
            embedder: string;
            thresholds: components["schemas"]["services__gateway__routes__intake_models__MatchThresholds"];
            weights: components["schemas"]["MatchWeights"];
        };
        /**
         * MatchBody
         * @description A text to find flows for.
         */
        MatchBody: {
            /**
             * Limit
             * @default 5
             */
            limit: number;
            /** Problem Domain */
            problem_domain?: string | null;
            /** Text */
            text: string;
        };
        /**
         * MatchCandidate
         * @description A flow that was looked at, and how its place came about; all measures are 0-1.
         *
         *     `similarity` and `coverage` are what `score`, the probability that the flow fits, is calibrated on; `semantic`,
         *     `keyword` and `recency` make up `composite`, the order. `words` and `exact` are what text and flow share.
         */
        MatchCandidate: {
            /** Composite */
            composite: number;
            /** Coverage */
            coverage: number;
            /** Domain */
            domain: string;
            /** Exact */
            exact: string[];
            /**
             * Flow Id
             * Format: uuid
             */
            flow_id: string;
            /** Flow Version */
            flow_version: number;
            /** Keyword */
            keyword: number;
            /** Name */
            name: string;
            /** Recency */
            recency: number;
            /** Score */
            score: number;
            /** Semantic */
            semantic: number;
            /** Similarity */
            similarity: number;
            /** Words */
            words: string[];
        };
        /**
         * MatchWeights
         * @description The parts of the composite; `domain` is what agreement of the problem domain adds.
         */
        MatchWeights: {
            /** Domain */
            domain: number;
            /** Keyword */
            keyword: number;
            /** Recency */
            recency: number;
            /** Semantic */
            semantic: number;
        };
        /**
         * Members
         * @description The same, and whom the PSA knows.
         */
        Members: {
            /** Mapping */
            mapping: components["schemas"]["MappedUser"][];
            /** Members */
            members: components["schemas"]["PsaMember"][];
            /** Version */
            version: number;
        };
        /**
         * ModelRow
         * @description What one model took of the period's sessions.
         */
        ModelRow: {
            /** Calls */
            calls: number;
            /** Cost Usd */
            cost_usd: number;
            /** Input Tokens */
            input_tokens: number;
            /** Model */
            model: string;
            /** Output Tokens */
            output_tokens: number;
            /** Sessions */
            sessions: number;
        };
        /**
         * Models
         * @description Model use of the period's sessions, the dearest first.
         */
        Models: {
            /** Definition */
            definition: string;
            /** Rows */
            rows: components["schemas"]["ModelRow"][];
        };
        /**
         * NewApiKey
         * @description What the key is for. `role` is the most that it may do; the owner's own role where it is left out.
         */
        NewApiKey: {
            /** Expires In Days */
            expires_in_days?: number | null;
            /** Name */
            name: string;
            /** Role */
            role?: ("viewer" | "engineer" | "team_admin" | "account_admin" | "operator") | null;
        };
        /**
         * NewClient
         * @description A company that is served from now on.
         */
        NewClient: {
            /** Name */
            name: string;
            /**
             * No Model
             * @default false
             */
            no_model: boolean;
            /**
             * Redactions
             * @description RE2 patterns; matches are masked before any model.
             * @default []
             */
            redactions: string[];
        };
        /**
         * NewConnection
         * @description A connection as it is made. Which keys a PSA asks for is in the documentation.
         *
         *     ConnectWise: `public_key`, `private_key`, `client_id`; Autotask: `user_name`, `secret`, `integration_code`;
         *     HaloPSA: `client_id`, `client_secret`, and for callbacks `webhook_user` and `webhook_password` as set in HaloPSA.
         */
        NewConnection: {
            /** Base Url */
            base_url: string;
            /** Company */
            company?: string | null;
            /** Credentials */
            credentials: {
                [key: string]: string;
            };
            /** Name */
            name: string;
            /**
             * Provider
             * @enum {string}
             */
            provider: "connectwise" | "autotask" | "halopsa";
            /**
             * @default {
             *       "note_kind": "internal",
             *       "time_entry": false
             *     }
             */
            push: components["schemas"]["PushSettings"];
            /** Watched Boards */
            watched_boards?: string[];
        };
        /**
         * NewCredentials
         * @description The keys from now on.
         */
        NewCredentials: {
            /** Credentials */
            credentials: {
                [key: string]: string;
            };
        };
        /**
         * NewPreferences
         * @description What its reader wants to be told of, and how; a kind that is left out is told as by default.
         */
        NewPreferences: {
            /** Digest Hour */
            digest_hour: number;
            /** Kinds */
            kinds: {
                [key: string]: components["schemas"]["Choice"];
            };
            /** Time Zone */
            time_zone: string;
        };
        /**
         * NewSecret
         * @description What deliveries are signed with from now on; for a day with the one before as well. It is null in the answer to
         *     a request that is repeated after ten minutes.
         */
        NewSecret: {
            /** Secret */
            secret: string | null;
        };
        /**
         * NewTemplate
         * @description A template as it is written; what is wrong with it is told with place and line. Without a slug it gets one.
         */
        NewTemplate: {
            /** Body */
            body: string;
            /**
             * Category
             * @default General
             */
            category: string;
            /**
             * Description
             * @default
             */
            description: string;
            /** Name */
            name: string;
            /**
             * @default {
             *       "parameters": []
             *     }
             */
            parameters_schema: components["schemas"]["ParametersSchema"];
            /**
             * Shell
             * @default powershell
             * @enum {string}
             */
            shell: "powershell" | "bash";
            /** Slug */
            slug?: string | null;
            /** Team Id */
            team_id?: string | null;
        };
        /**
         * NewUser
         * @description Who shall be able to sign in.
         */
        NewUser: {
            /** Email */
            email: string;
            /** Name */
            name: string;
            /** Password */
            password: string;
            /**
             * Role
             * @enum {string}
             */
            role: "viewer" | "engineer" | "team_admin" | "account_admin" | "operator";
            /** Team Id */
            team_id?: string | null;
        };
        /**
         * NewWebhookEndpoint
         * @description Where events shall go, and which; no types: every type that is offered.
         */
        NewWebhookEndpoint: {
            /** Description */
            description?: string | null;
            /** Event Types */
            event_types?: string[];
            /** Url */
            url: string;
        };
        /**
         * NotePreview
         * @description A closing document as it reads now. It is out of date where `current_state_version` is higher.
         */
        NotePreview: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Current State Version */
            current_state_version: number;
            /** Edited */
            edited: boolean;
            /**
             * Engine
             * @enum {string}
             */
            engine: "playbook" | "claude";
            /** From Cache */
            from_cache: boolean;
            /** Markdown */
            markdown: string;
            /** State Version */
            state_version: number;
            /** Superseded Edit */
            superseded_edit: string | null;
            /** Target Ticket Ref */
            target_ticket_ref: string | null;
        };
        /**
         * Notification
         * @description What its reader is told of. `link` is a path in the app. `email_status` is null where no e-mail was due yet;
         *     of one that failed `email_error` says why. `version` is what If-Match takes.
         */
        Notification: {
            /** Body */
            body: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Email Error */
            email_error: string | null;
            /** Email Status */
            email_status: ("sent" | "failed") | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "escalation_to_me" | "escalation_to_team" | "proposal_pending" | "fix_waiting" | "push_failed" | "gap_found";
            /** Link */
            link: string;
            /** Read At */
            read_at: string | null;
            /** Session Id */
            session_id: string | null;
            /** Title */
            title: string;
            /** Version */
            version: number;
        };
        /**
         * Option
         * @description One offered answer.
         */
        Option: {
            /** Followup Hint */
            followup_hint: string | null;
            /** Label */
            label: string;
            /** Value */
            value: string;
        };
        /**
         * Options
         * @description What the PSA offers to choose from. `statuses` are those of any board.
         */
        Options: {
            /** Board Statuses */
            board_statuses: components["schemas"]["BoardStatuses"][];
            /** Boards */
            boards: string[];
            /** Statuses */
            statuses: string[];
        };
        /**
         * Parameter
         * @description One placeholder `{{ key }}` of the body. A password has no default.
         */
        Parameter: {
            /** Default */
            default?: string | number | boolean | null;
            /**
             * Field Type
             * @default text
             * @enum {string}
             */
            field_type: "text" | "multiline" | "number" | "select" | "boolean" | "password";
            /** Help Text */
            help_text?: string | null;
            /** Key */
            key: string;
            /** Label */
            label: string;
            /**
             * Options
             * @default []
             */
            options: string[];
            /**
             * Required
             * @default true
             */
            required: boolean;
            validation?: components["schemas"]["Validation"] | null;
        };
        /**
         * ParametersSchema
         * @description What a script asks for, in the order of the form.
         */
        ParametersSchema: {
            /**
             * Parameters
             * @default []
             */
            parameters: components["schemas"]["Parameter"][];
        };
        /**
         * Period
         * @description From the first to the last day, both included.
         */
        Period: {
            /**
             * Since
             * Format: date
             */
            since: string;
            /**
             * Until
             * Format: date
             */
            until: string;
        };
        /**
         * PickUp
         * @description Take a case over. `fresh` begins from `additional_context`; without any it is as `continue`.
         */
        PickUp: {
            /** Additional Context */
            additional_context?: string | null;
            /**
             * Resume Mode
             * @default continue
             * @enum {string}
             */
            resume_mode: "continue" | "fresh";
        };
        /**
         * Preferences
         * @description What holds now. `email` is where e-mail goes; none is sent while `email_available` is false.
         */
        Preferences: {
            /** Digest Hour */
            digest_hour: number;
            /** Email */
            email: string;
            /** Email Available */
            email_available: boolean;
            /** Kinds */
            kinds: {
                [key: string]: components["schemas"]["Choice"];
            };
            /** Time Zone */
            time_zone: string;
        };
        /**
         * Presence
         * @description `here` while the case is open; false when it is left.
         */
        Presence: {
            /**
             * Here
             * @default true
             */
            here: boolean;
        };
        /**
         * PreviewNote
         * @description `force` drafts anew though nothing has changed.
         */
        PreviewNote: {
            /**
             * Force
             * @default false
             */
            force: boolean;
        };
        /**
         * Problem
         * @description The shape of every refusal. Members beyond these say more about the single case.
         */
        Problem: {
            /**
             * Code
             * @description A stable word for programs.
             * @example not_found
             */
            code: string;
            /** Detail */
            detail: string;
            /**
             * Request Id
             * @description Finds the request in the logs.
             */
            request_id: string;
            /** Status */
            status: number;
            /** Title */
            title: string;
            /**
             * Type
             * @example urn:resolutionflow:problem:not_found
             */
            type: string;
        } & {
            [key: string]: unknown;
        };
        /**
         * Profile
         * @description A person as they see themselves.
         */
        Profile: {
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
            /** Account Name */
            account_name: string;
            /** Active */
            active: boolean;
            /** Email */
            email: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /**
             * Role
             * @enum {string}
             */
            role: "viewer" | "engineer" | "team_admin" | "account_admin" | "operator";
            /** Team Id */
            team_id: string | null;
            /** Team Name */
            team_name: string | null;
            /** Time Zone */
            time_zone: string;
        };
        /**
         * Proposal
         * @description A proposal with what it proposes: `{tree_structure, match_keywords}` of a new flow, `{new_nodes,
         *     modified_options}` of an enhancement, which `proposed_diff` says again with a sentence.
         */
        Proposal: {
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
            /** Confidence Score */
            confidence_score: number;
            /** Contradicting Session Ids */
            contradicting_session_ids: string[];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Decided At */
            decided_at: string | null;
            /** Decided By */
            decided_by: string | null;
            /** Description */
            description: string;
            /** Engine */
            engine: ("playbook" | "claude") | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Problem Domain */
            problem_domain: string | null;
            /**
             * Proposal Type
             * @enum {string}
             */
            proposal_type: "new_flow" | "enhancement" | "auto_reinforced";
            /** Proposed Diff */
            proposed_diff: {
                [key: string]: unknown;
            } | null;
            /** Proposed Flow Data */
            proposed_flow_data: {
                [key: string]: unknown;
            } | null;
            /** Publication */
            publication: ("pending" | "published" | "undoing") | null;
            /** Publication Error */
            publication_error: string | null;
            /** Published Flow Id */
            published_flow_id: string | null;
            /** Published Flow Version */
            published_flow_version: number | null;
            /** Reject Reason */
            reject_reason: string | null;
            /**
             * Source Session Id
             * Format: uuid
             */
            source_session_id: string;
            /**
             * Status
             * @enum {string}
             */
            status: "pending" | "approved" | "dismissed" | "rejected" | "auto_reinforced";
            /** Supporting Session Count */
            supporting_session_count: number;
            /** Supporting Session Ids */
            supporting_session_ids: string[];
            /** Supporting Since Decision */
            supporting_since_decision: number;
            /** Target Flow Id */
            target_flow_id: string | null;
            /** Target Flow Version */
            target_flow_version: number | null;
            /** Title */
            title: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Version */
            version: number;
        };
        /**
         * ProposalItem
         * @description A proposal in a list. `publication`: how far the library is with what was approved, or with undoing it;
         *     `publication_error` is the code of its last refusal. `supporting_since_decision`: of the supporting sessions, those
         *     since it was dismissed or rejected. `version` is what If-Match takes.
         */
        ProposalItem: {
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
            /** Confidence Score */
            confidence_score: number;
            /** Contradicting Session Ids */
            contradicting_session_ids: string[];
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Decided At */
            decided_at: string | null;
            /** Decided By */
            decided_by: string | null;
            /** Description */
            description: string;
            /** Engine */
            engine: ("playbook" | "claude") | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Problem Domain */
            problem_domain: string | null;
            /**
             * Proposal Type
             * @enum {string}
             */
            proposal_type: "new_flow" | "enhancement" | "auto_reinforced";
            /** Publication */
            publication: ("pending" | "published" | "undoing") | null;
            /** Publication Error */
            publication_error: string | null;
            /** Published Flow Id */
            published_flow_id: string | null;
            /** Published Flow Version */
            published_flow_version: number | null;
            /** Reject Reason */
            reject_reason: string | null;
            /**
             * Source Session Id
             * Format: uuid
             */
            source_session_id: string;
            /**
             * Status
             * @enum {string}
             */
            status: "pending" | "approved" | "dismissed" | "rejected" | "auto_reinforced";
            /** Supporting Session Count */
            supporting_session_count: number;
            /** Supporting Session Ids */
            supporting_session_ids: string[];
            /** Supporting Since Decision */
            supporting_since_decision: number;
            /** Target Flow Id */
            target_flow_id: string | null;
            /** Target Flow Version */
            target_flow_version: number | null;
            /** Title */
            title: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Version */
            version: number;
        };
        /**
         * ProposalRow
         * @description Proposals of one outcome; `sessions`: the first session of each, where it was not erased.
         */
        ProposalRow: {
            /** Count */
            count: number;
            /**
             * Key
             * @enum {string}
             */
            key: "pending" | "approved" | "dismissed" | "rejected" | "auto_reinforced";
            /** Sessions */
            sessions: number;
        };
        /**
         * PsaMember
         * @description Somebody who works in the PSA.
         */
        PsaMember: {
            /** Active */
            active: boolean;
            /** Email */
            email: string | null;
            /** Id */
            id: string;
            /** Name */
            name: string;
        };
        /**
         * PublishedFlow
         * @description A flow as it read in one publication.
         */
        PublishedFlow: {
            /** Category */
            category: string | null;
            /** Description */
            description: string;
            /** Flow Version */
            flow_version: number;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Match Keywords */
            match_keywords: string[];
            /** Name */
            name: string;
            /**
             * Origin
             * @enum {string}
             */
            origin: "manual" | "ai_generated" | "ai_enhanced";
            /** Problem Domain */
            problem_domain: string;
            /**
             * Published At
             * Format: date-time
             */
            published_at: string;
            /** Published By */
            published_by: string | null;
            /** Source Session Id */
            source_session_id: string | null;
            /** Tags */
            tags: string[];
            tree_structure: components["schemas"]["FlowNode"];
        };
        /**
         * PublishProposal
         * @description The tree as it shall be published; what else is left out stays as proposed, or as the flow has it.
         *
         *     `flow_version`: the version of the flow that a change was edited on; refused if the flow went on since.
         */
        PublishProposal: {
            /** Description */
            description?: string | null;
            /** Flow Version */
            flow_version?: number | null;
            /** Match Keywords */
            match_keywords?: string[] | null;
            /** Name */
            name?: string | null;
            /** Tree Structure */
            tree_structure: {
                [key: string]: unknown;
            };
        };
        /**
         * Push
         * @description A closing document on its way into the ticket.
         *
         *     `failed` is tried again at `next_try_at`, or when the connection is resumed; `abandoned` only when somebody asks.
         *     `note_id` of one that failed: the note stands there, and the rest does not. `found`: the note stood there already,
         *     written by a try that did not hear so.
         */
        Push: {
            /** Attempts */
            attempts: number;
            /**
             * Connection Id
             * Format: uuid
             */
            connection_id: string;
            /** Found */
            found: boolean;
            /** Id */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "resolution_note" | "escalation_package";
            /** Last Error */
            last_error: string | null;
            /** Last Error Code */
            last_error_code: string | null;
            /** Late Duplicates */
            late_duplicates: string[];
            /** Member Warning */
            member_warning: string | null;
            /** Next Try At */
            next_try_at: string | null;
            /** Note Id */
            note_id: string | null;
            /**
             * Note Kind
             * @enum {string}
             */
            note_kind: "internal" | "resolution" | "discussion";
            /** Outcome */
            outcome: number;
            /**
             * Requested At
             * Format: date-time
             */
            requested_at: string;
            /**
             * Status
             * @enum {string}
             */
            status: "pending" | "succeeded" | "failed" | "abandoned";
            /** Status Set */
            status_set: boolean;
            /** Ticket Id */
            ticket_id: string;
            /** Ticket Ref */
            ticket_ref: string | null;
            /** Ticket Status */
            ticket_status: string | null;
            /** Time Entry Id */
            time_entry_id: string | null;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Version */
            version: number;
            /** Warning */
            warning: string | null;
        };
        /**
         * Pushes
         * @description What became of the documents that were to go into tickets.
         */
        Pushes: {
            /** Definition */
            definition: string;
            /** Rows */
            rows: components["schemas"]["PushRow"][];
        };
        /**
         * PushItem
         * @description A push in a list across sessions.
         */
        PushItem: {
            /** Attempts */
            attempts: number;
            /**
             * Connection Id
             * Format: uuid
             */
            connection_id: string;
            /** Found */
            found: boolean;
            /** Id */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "resolution_note" | "escalation_package";
            /** Last Error */
            last_error: string | null;
            /** Last Error Code */
            last_error_code: string | null;
            /** Late Duplicates */
            late_duplicates: string[];
            /** Member Warning */
            member_warning: string | null;
            /** Next Try At */
            next_try_at: string | null;
            /** Note Id */
            note_id: string | null;
            /**
             * Note Kind
             * @enum {string}
             */
            note_kind: "internal" | "resolution" | "discussion";
            /** Outcome */
            outcome: number;
            /**
             * Requested At
             * Format: date-time
             */
            requested_at: string;
            /**
             * Session Id
             * Format: uuid
             */
            session_id: string;
            /**
             * Status
             * @enum {string}
             */
            status: "pending" | "succeeded" | "failed" | "abandoned";
            /** Status Set */
            status_set: boolean;
            /** Ticket Id */
            ticket_id: string;
            /** Ticket Ref */
            ticket_ref: string | null;
            /** Ticket Status */
            ticket_status: string | null;
            /** Time Entry Id */
            time_entry_id: string | null;
            /** Title */
            title: string | null;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** User Id */
            user_id: string | null;
            /** User Name */
            user_name: string | null;
            /** Version */
            version: number;
            /** Warning */
            warning: string | null;
        };
        /**
         * PushNote
         * @description Where the note goes in the ticket; null: where the connection says. A discussion is read by the customer.
         *
         *     So may a resolution be, as the PSA is set up.
         */
        PushNote: {
            /** Note Kind */
            note_kind?: ("internal" | "resolution" | "discussion") | null;
        };
        /**
         * PushRow
         * @description Pushes of one class; each push is in one.
         */
        PushRow: {
            /** Count */
            count: number;
            /**
             * Key
             * @enum {string}
             */
            key: "first_try" | "after_retries" | "failed" | "waiting";
            /** Share */
            share: number | null;
        };
        /**
         * PushSettings
         * @description What is written to a ticket besides the note, and where the note goes. A status of null stays as it is.
         */
        PushSettings: {
            /**
             * Note Kind
             * @default internal
             * @enum {string}
             */
            note_kind: "internal" | "resolution" | "discussion";
            /** Status On Escalate */
            status_on_escalate?: string | null;
            /** Status On Resolve */
            status_on_resolve?: string | null;
            /**
             * Time Entry
             * @default false
             */
            time_entry: boolean;
        };
        /**
         * PushSettingsShown
         * @description See `PushSettings`.
         */
        PushSettingsShown: {
            /**
             * Note Kind
             * @enum {string}
             */
            note_kind: "internal" | "resolution" | "discussion";
            /** Status On Escalate */
            status_on_escalate: string | null;
            /** Status On Resolve */
            status_on_resolve: string | null;
            /** Time Entry */
            time_entry: boolean;
        };
        /**
         * QuestionContent
         * @description What a question shows.
         */
        QuestionContent: {
            /** Text */
            text: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "question";
        };
        /**
         * Rate
         * @description Rate a closed session.
         */
        Rate: {
            /** Feedback */
            feedback?: string | null;
            /** Rating */
            rating: number;
        };
        /**
         * ReadAll
         * @description `until`: the newest one that was seen; what came after it stays unread. Null: everything was.
         */
        ReadAll: {
            /** Until */
            until?: string | null;
        };
        /**
         * ReadModel
         * @description A projection, and when it was last built anew.
         */
        ReadModel: {
            /** Name */
            name: string;
            /**
             * Rebuilt At
             * Format: date-time
             */
            rebuilt_at: string;
            /** Version */
            version: number;
        };
        /**
         * Reassign
         * @description Give the session to another engineer.
         */
        Reassign: {
            /**
             * User Id
             * Format: uuid
             */
            user_id: string;
        };
        /**
         * RecordOutcome
         * @description How a fix turned out. A partial one needs notes, a pending one the reason: what is waited for.
         */
        RecordOutcome: {
            /** Notes */
            notes?: string | null;
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "applied_success" | "applied_failed" | "applied_partial" | "applied_pending" | "dismissed";
        };
        /**
         * RecordResult
         * @description What running the script gave.
         */
        RecordResult: {
            /** Details */
            details?: string | null;
            /** Success */
            success: boolean;
        };
        /**
         * Refresh
         * @description The refresh token of the last answer; each is good once.
         */
        Refresh: {
            /** Refresh Token */
            refresh_token: string;
        };
        /**
         * RejectProposal
         * @description Why it is turned down.
         */
        RejectProposal: {
            /** Reason */
            reason: string;
        };
        /**
         * Reloaded
         * @description The session's ticket after the PSA was asked again; `ticket_data` is all that it told.
         */
        Reloaded: {
            /** Revision */
            revision: number;
            /**
             * Session Id
             * Format: uuid
             */
            session_id: string;
            ticket: components["schemas"]["CaseTicket"] | null;
            /** Ticket Data */
            ticket_data: {
                [key: string]: unknown;
            } | null;
        };
        /**
         * RenderBody
         * @description What is given to a template. Without a version its present text is meant.
         */
        RenderBody: {
            /** Parameters */
            parameters?: {
                [key: string]: string | number | boolean | null;
            };
            /** Version */
            version?: number | null;
        };
        /**
         * Rendered
         * @description A script. It may hold a password in the clear and is kept nowhere; `parameters_used` never does.
         */
        Rendered: {
            /** Filename */
            filename: string;
            /** Parameters Used */
            parameters_used: {
                [key: string]: string;
            };
            /** Script */
            script: string;
            template: components["schemas"]["RenderedTemplate"];
        };
        /**
         * RenderedTemplate
         * @description The template that a script was made from.
         */
        RenderedTemplate: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /**
             * Shell
             * @enum {string}
             */
            shell: "powershell" | "bash";
            /** Slug */
            slug: string;
            /** Version */
            version: number;
        };
        /**
         * Replay
         * @description Which of the endpoint's events are sent anew: those of this time.
         */
        Replay: {
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /**
             * Until
             * Format: date-time
             */
            until: string;
        };
        /**
         * Replayed
         * @description How many are sent anew; `next_since` is from where to go on where those were not all.
         */
        Replayed: {
            /** Count */
            count: number;
            /** Next Since */
            next_since: string | null;
        };
        /**
         * Resent
         * @description A delivery that is sent anew.
         */
        Resent: {
            /**
             * Delivery Id
             * Format: uuid
             */
            delivery_id: string;
        };
        /**
         * Resolve
         * @description Close the session as resolved.
         */
        Resolve: {
            /** Resolution Action */
            resolution_action?: string | null;
            /** Resolution Summary */
            resolution_summary: string;
            /** Session Feedback */
            session_feedback?: string | null;
            /** Session Rating */
            session_rating?: number | null;
        };
        /**
         * Respond
         * @description An answer to the open step.
         */
        Respond: {
            action_result?: components["schemas"]["ActionResult"] | null;
            /** Free Text Input */
            free_text_input?: string | null;
            /** Selected Option */
            selected_option?: string | null;
            /** Step Id */
            step_id?: string | null;
            /**
             * Was Skipped
             * @default false
             */
            was_skipped: boolean;
        };
        /**
         * Responded
         * @description What follows an answer.
         */
        Responded: {
            /** Confidence Score */
            confidence_score: number | null;
            /** Confidence Tier */
            confidence_tier: ("guided" | "exploring" | "discovery") | null;
            failure?: components["schemas"]["Failure"] | null;
            next_step: components["schemas"]["Step"] | null;
            /** Resolution Suggested */
            resolution_suggested: boolean;
            /** Resolution Summary */
            resolution_summary: string | null;
            /** Revision */
            revision: number;
            /**
             * Session Id
             * Format: uuid
             */
            session_id: string;
            /**
             * Status
             * @enum {string}
             */
            status: "active" | "paused" | "requesting_escalation" | "resolved" | "escalated" | "abandoned";
            /** Version */
            version: number;
        };
        /**
         * RestoreFlow
         * @description The publication whose text the flow shall read again.
         */
        RestoreFlow: {
            /** Flow Version */
            flow_version: number;
        };
        /**
         * ReviseFact
         * @description What the fact says from now on.
         */
        ReviseFact: {
            /** Text */
            text: string;
        };
        /**
         * ScriptGeneration
         * @description A script that was made in the session; passwords among its parameters are redacted, its text is kept nowhere.
         */
        ScriptGeneration: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Created By
             * Format: uuid
             */
            created_by: string;
            /** Fix Id */
            fix_id: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Parameters Used */
            parameters_used: {
                [key: string]: string;
            };
            result: components["schemas"]["ScriptResult"] | null;
            /**
             * Shell
             * @enum {string}
             */
            shell: "powershell" | "bash";
            /** Step Id */
            step_id: string | null;
            /**
             * Template Id
             * Format: uuid
             */
            template_id: string;
            /** Template Name */
            template_name: string;
            /** Template Slug */
            template_slug: string;
            /** Template Version */
            template_version: number;
        };
        /**
         * ScriptResult
         * @description What running a generated script gave.
         */
        ScriptResult: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /**
             * By
             * Format: uuid
             */
            by: string;
            /** Details */
            details: string | null;
            /** Success */
            success: boolean;
        };
        /**
         * MatchThresholds
         * @description From `guide` a flow is given to FlowPilot as a guide, from `guided` it leads.
         */
        services__gateway__routes__flow_models__MatchThresholds: {
            /** Guide */
            guide: number;
            /** Guided */
            guided: number;
        };
        /**
         * MatchThresholds
         * @description From `guide` a flow is FlowPilot's guide, from `guided` it leads.
         */
        services__gateway__routes__intake_models__MatchThresholds: {
            /** Guide */
            guide: number;
            /** Guided */
            guided: number;
        };
        /**
         * Sessions
         * @description A page of the sessions behind a number, the newest first. `total`: exactly as many as the number says.
         */
        Sessions: {
            /** Sessions */
            sessions: components["schemas"]["CountedSession"][];
            /** Total */
            total: number;
        };
        /**
         * SnoozeGap
         * @description Until when it is not shown; later than now, at most a year.
         */
        SnoozeGap: {
            /**
             * Until
             * Format: date-time
             */
            until: string;
        };
        /**
         * Started
         * @description A started session. `first_step` is null while FlowPilot works on it (202), or where it failed.
         */
        Started: {
            /** Confidence Tier */
            confidence_tier: ("guided" | "exploring" | "discovery") | null;
            failure?: components["schemas"]["Failure"] | null;
            first_step: components["schemas"]["Step"] | null;
            /** Match Score */
            match_score: number | null;
            /** Matched Flow Id */
            matched_flow_id: string | null;
            /** Matched Flow Name */
            matched_flow_name: string | null;
            /** Problem Domain */
            problem_domain: string | null;
            /** Problem Summary */
            problem_summary: string | null;
            /** Psa Context Status */
            psa_context_status: ("loaded" | "unavailable") | null;
            /** Revision */
            revision: number;
            /**
             * Session Id
             * Format: uuid
             */
            session_id: string;
            /**
             * Status
             * @enum {string}
             */
            status: "active" | "paused" | "requesting_escalation" | "resolved" | "escalated" | "abandoned";
            /** Version */
            version: number;
        };
        /**
         * StarterSet
         * @description What became of the starter set.
         */
        StarterSet: {
            /** Templates */
            templates: components["schemas"]["StarterTemplate"][];
        };
        /**
         * StarterTemplate
         * @description What became of a template of the starter set; `kept`: its slug was there already.
         */
        StarterTemplate: {
            /** Slug */
            slug: string;
            /**
             * Status
             * @enum {string}
             */
            status: "added" | "kept";
            /** Template Id */
            template_id: string | null;
        };
        /**
         * StartSession
         * @description Start a session.
         */
        StartSession: {
            /** Client Id */
            client_id?: string | null;
            intake_content: components["schemas"]["IntakeContent"];
            /**
             * Intake Type
             * @enum {string}
             */
            intake_type: "free_text" | "log_paste" | "screenshot" | "psa_ticket" | "combined";
            /** Psa Connection Id */
            psa_connection_id?: string | null;
            /** Psa Ticket Id */
            psa_ticket_id?: string | null;
        };
        /**
         * Step
         * @description One thing FlowPilot put to the engineer, and the answer. A briefing is told, and never open.
         */
        Step: {
            action_result: components["schemas"]["StepResult"] | null;
            /** Allow Free Text */
            allow_free_text: boolean;
            /** Allow Skip */
            allow_skip: boolean;
            /** Answered By */
            answered_by: string | null;
            /** Answered By Name */
            answered_by_name: string | null;
            /** Confidence At Step */
            confidence_at_step: number;
            /** Confidence Score */
            confidence_score: number;
            /**
             * Confidence Tier
             * @enum {string}
             */
            confidence_tier: "guided" | "exploring" | "discovery";
            /** Content */
            content: components["schemas"]["QuestionContent"] | components["schemas"]["ActionContent"] | components["schemas"]["SuggestionContent"] | components["schemas"]["BriefingContent"];
            /** Context Message */
            context_message: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Engine
             * @enum {string}
             */
            engine: "playbook" | "claude";
            /** Free Text Input */
            free_text_input: string | null;
            /** Options */
            options: components["schemas"]["Option"][];
            /** Responded At */
            responded_at: string | null;
            /** Script Generation Id */
            script_generation_id: string | null;
            /** Selected Option */
            selected_option: string | null;
            /**
             * Step Id
             * Format: uuid
             */
            step_id: string;
            /** Step Order */
            step_order: number;
            /**
             * Step Type
             * @enum {string}
             */
            step_type: "question" | "action" | "script_generation" | "verification" | "info_request" | "note" | "intake_analysis";
            /** Was Free Text */
            was_free_text: boolean;
            /** Was Skipped */
            was_skipped: boolean;
        };
        /**
         * StepResult
         * @description How an action, or a suggested resolution, turned out.
         */
        StepResult: {
            /** Details */
            details: string | null;
            /** Next Hint */
            next_hint: string | null;
            /** Success */
            success: boolean;
        };
        /**
         * StepTried
         * @description A step that was answered before the escalation, its answer by the label.
         */
        StepTried: {
            action_result: components["schemas"]["StepResult"] | null;
            /** Description */
            description: string;
            /** Response */
            response: string | null;
            /** Step Type */
            step_type: string;
        };
        /**
         * SuggestFix
         * @description A fix that the engineer thinks of; it supersedes the active one.
         */
        SuggestFix: {
            /**
             * Confidence Pct
             * @default 50
             */
            confidence_pct: number;
            /** Description */
            description: string;
            /** Title */
            title: string;
        };
        /**
         * SuggestionContent
         * @description What a resolution suggestion shows.
         */
        SuggestionContent: {
            /** Follow Up Recommendations */
            follow_up_recommendations: string[];
            /** Resolution Summary */
            resolution_summary: string;
            /** Text */
            text: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "resolution_suggestion";
        };
        /**
         * Summary
         * @description The figures of a period beside those of the period before it, which is as long.
         */
        Summary: {
            /**
             * As Of
             * Format: date-time
             */
            as_of: string;
            /** Figures */
            figures: components["schemas"]["Figure"][];
            /** Held Days */
            held_days: number;
            period: components["schemas"]["Period"];
            previous_period: components["schemas"]["Period"];
        };
        /**
         * Team
         * @description A group of engineers.
         */
        Team: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
        };
        /**
         * TeamName
         * @description What a team shall be called.
         */
        TeamName: {
            /** Name */
            name: string;
        };
        /**
         * Template
         * @description A template. `version` is what If-Match takes; `template_version` counts its texts.
         */
        Template: {
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
            /** Active */
            active: boolean;
            /** Body */
            body: string;
            /** Category */
            category: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Created By
             * Format: uuid
             */
            created_by: string;
            /** Description */
            description: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            parameters_schema: components["schemas"]["ParametersSchema"];
            /**
             * Shell
             * @enum {string}
             */
            shell: "powershell" | "bash";
            /** Slug */
            slug: string;
            /** Team Id */
            team_id: string | null;
            /** Template Version */
            template_version: number;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Updated By
             * Format: uuid
             */
            updated_by: string;
            /** Usage Count */
            usage_count: number;
            /** Version */
            version: number;
        };
        /**
         * TemplateChanges
         * @description What a template shall read from now on; what is left out stays. `team_id` null: all of the account.
         */
        TemplateChanges: {
            /**
             * Body
             * @default
             */
            body: string;
            /**
             * Category
             * @default
             */
            category: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * Name
             * @default
             */
            name: string;
            /**
             * @default {
             *       "parameters": []
             *     }
             */
            parameters_schema: components["schemas"]["ParametersSchema"];
            /**
             * Shell
             * @default powershell
             * @enum {string}
             */
            shell: "powershell" | "bash";
            /**
             * Slug
             * @default
             */
            slug: string;
            /** Team Id */
            team_id?: string | null;
        };
        /**
         * TemplateItem
         * @description A template in a list, without its body.
         */
        TemplateItem: {
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
            /** Active */
            active: boolean;
            /** Category */
            category: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Created By
             * Format: uuid
             */
            created_by: string;
            /** Description */
            description: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            parameters_schema: components["schemas"]["ParametersSchema"];
            /**
             * Shell
             * @enum {string}
             */
            shell: "powershell" | "bash";
            /** Slug */
            slug: string;
            /** Team Id */
            team_id: string | null;
            /** Template Version */
            template_version: number;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Updated By
             * Format: uuid
             */
            updated_by: string;
            /** Usage Count */
            usage_count: number;
            /** Version */
            version: number;
        };
        /**
         * TemplateVersion
         * @description What a template said; `updated_at` and `updated_by` are this version's.
         */
        TemplateVersion: {
            /** Body */
            body: string;
            /** Category */
            category: string;
            /** Description */
            description: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            parameters_schema: components["schemas"]["ParametersSchema"];
            /**
             * Shell
             * @enum {string}
             */
            shell: "powershell" | "bash";
            /** Slug */
            slug: string;
            /** Team Id */
            team_id: string | null;
            /** Template Version */
            template_version: number;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /**
             * Updated By
             * Format: uuid
             */
            updated_by: string;
        };
        /**
         * Tested
         * @description What the PSA said to the keys.
         */
        Tested: {
            /** Code */
            code: string | null;
            /** Ok */
            ok: boolean;
            /** Product */
            product: string | null;
        };
        /**
         * TestSent
         * @description A delivery of an event that means nothing.
         */
        TestSent: {
            /**
             * Delivery Id
             * Format: uuid
             */
            delivery_id: string;
        };
        /**
         * Ticket
         * @description A ticket as the PSA told it at `last_updated`. `ref` is how people call it ("CW #123").
         */
        Ticket: {
            /** Board */
            board: string | null;
            /** Closed */
            closed: boolean;
            /** Company */
            company: string | null;
            /** Contact */
            contact: string | null;
            /** Entered At */
            entered_at: string | null;
            /** Id */
            id: string;
            /** Last Updated */
            last_updated: string | null;
            /** Owner */
            owner: string | null;
            /** Priority */
            priority: string | null;
            /** Ref */
            ref: string;
            /** Status */
            status: string | null;
            /** Summary */
            summary: string;
            /** Type */
            type: string | null;
            /** Url */
            url: string | null;
        };
        /**
         * TicketChange
         * @description What happened to the ticket in the PSA; `new_notes` counts notes that others wrote.
         */
        TicketChange: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Changes */
            changes: components["schemas"]["FieldChange"][];
            /** Closed */
            closed: boolean;
            /** New Notes */
            new_notes: number;
        };
        /**
         * TicketCompany
         * @description Whose ticket it is.
         */
        TicketCompany: {
            /** Address */
            address: string | null;
            /** Name */
            name: string;
            /** Phone */
            phone: string | null;
        };
        /**
         * TicketConfiguration
         * @description A device or an agreement that the ticket is about.
         */
        TicketConfiguration: {
            /** Details */
            details: string | null;
            /** Name */
            name: string;
            /** Type */
            type: string | null;
        };
        /**
         * TicketContact
         * @description Who reported it.
         */
        TicketContact: {
            /** Email */
            email: string | null;
            /** Name */
            name: string;
            /** Phone */
            phone: string | null;
        };
        /**
         * TicketContext
         * @description All of a ticket that helps; the newest note first.
         */
        TicketContext: {
            company: components["schemas"]["TicketCompany"] | null;
            /** Configurations */
            configurations: components["schemas"]["TicketConfiguration"][];
            contact: components["schemas"]["TicketContact"] | null;
            /** Description */
            description: string | null;
            /** Notes */
            notes: components["schemas"]["TicketNote"][];
            ticket: components["schemas"]["Ticket"];
        };
        /**
         * TicketDetail
         * @description A ticket with what is around it.
         */
        TicketDetail: {
            /**
             * Connection Id
             * Format: uuid
             */
            connection_id: string;
            context: components["schemas"]["TicketContext"];
        };
        /**
         * TicketDraft
         * @description A new ticket of a watched board, offered as a session. Start one with its ids; the draft is taken by that.
         */
        TicketDraft: {
            /**
             * Connection Id
             * Format: uuid
             */
            connection_id: string;
            /**
             * Drafted At
             * Format: date-time
             */
            drafted_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            ticket: components["schemas"]["Ticket"];
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Version */
            version: number;
        };
        /**
         * TicketNote
         * @description What was written in the ticket. `internal`: the customer does not see it.
         */
        TicketNote: {
            /** At */
            at: string | null;
            /** By */
            by: string | null;
            /** Internal */
            internal: boolean;
            /** Text */
            text: string;
        };
        /**
         * Tickets
         * @description A page of what was found, the most recently changed first.
         */
        Tickets: {
            /**
             * Connection Id
             * Format: uuid
             */
            connection_id: string;
            /** More */
            more: boolean;
            /** Tickets */
            tickets: components["schemas"]["Ticket"][];
        };
        /**
         * TierComparison
         * @description Rate of `first` less rate of `second`, with its 95 % interval; None and `too_few` under `least_ended` each.
         */
        TierComparison: {
            /** Difference */
            difference: number | null;
            /**
             * First
             * @constant
             */
            first: "guided";
            /** High */
            high: number | null;
            /** Least Ended */
            least_ended: number;
            /** Low */
            low: number | null;
            /**
             * Second
             * @constant
             */
            second: "discovery";
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "better" | "worse" | "no_difference_shown" | "too_few";
        };
        /**
         * TierRow
         * @description How the sessions went that began in one tier. `rate` is `resolved` of `ended`, with its 95 % interval.
         */
        TierRow: {
            /** Ended */
            ended: number;
            /** Escalated */
            escalated: number;
            /** High */
            high: number | null;
            /** Low */
            low: number | null;
            /** Median Seconds */
            median_seconds: number | null;
            /** Median Steps */
            median_steps: number | null;
            /** Rate */
            rate: number | null;
            /** Resolved */
            resolved: number;
            /** Sessions */
            sessions: number;
            /** Tier */
            tier: string;
        };
        /**
         * Tiers
         * @description Is guided better?
         */
        Tiers: {
            comparison: components["schemas"]["TierComparison"];
            /** Definition */
            definition: string;
            /** Rows */
            rows: components["schemas"]["TierRow"][];
        };
        /**
         * Tokens
         * @description What the caller signs its requests with. `expires_in` is in seconds; both tokens are null with cookies.
         */
        Tokens: {
            /** Access Token */
            access_token: string | null;
            /** Csrf Token */
            csrf_token?: string | null;
            /** Expires In */
            expires_in: number;
            /** Refresh Token */
            refresh_token: string | null;
            /**
             * Token Type
             * @default bearer
             * @constant
             */
            token_type: "bearer";
            user: components["schemas"]["Profile"];
        };
        /**
         * Trend
         * @description The period in order of time, without a hole.
         */
        Trend: {
            /** Definition */
            definition: string;
            /**
             * Interval
             * @enum {string}
             */
            interval: "day" | "week" | "month";
            /** Points */
            points: components["schemas"]["TrendPoint"][];
        };
        /**
         * TrendPoint
         * @description The sessions that began from `start` to `end`, both included; cut off where the period begins and ends.
         */
        TrendPoint: {
            /**
             * End
             * Format: date
             */
            end: string;
            /** Escalated */
            escalated: number;
            /** Match Rate */
            match_rate: number | null;
            /** Median Seconds */
            median_seconds: number | null;
            /** Median Steps */
            median_steps: number | null;
            /** Resolved */
            resolved: number;
            /** Sessions */
            sessions: number;
            /**
             * Start
             * Format: date
             */
            start: string;
        };
        /**
         * UndoEffects
         * @description What undoing an approval does: the flow is archived, or reads again as `restored_version`.
         *
         *     `sessions_led`: sessions that began with the flow since the approval; those that run keep the version that they
         *     have. `refused` is the code of the reason why it cannot be undone any more.
         */
        UndoEffects: {
            /**
             * Action
             * @enum {string}
             */
            action: "archive" | "restore";
            /** Already Archived */
            already_archived: boolean;
            /** Edited Since */
            edited_since: boolean;
            /**
             * Flow Id
             * Format: uuid
             */
            flow_id: string;
            /** Flow Name */
            flow_name: string;
            /** Flow Version */
            flow_version: number;
            /** Refused */
            refused: string | null;
            /** Restored Version */
            restored_version: number | null;
            /** Sessions Led */
            sessions_led: number;
        };
        /**
         * Unread
         * @description How many notifications wait to be read.
         */
        Unread: {
            /** Count */
            count: number;
        };
        /**
         * Uploaded
         * @description The address that `image_urls` takes, for a day.
         */
        Uploaded: {
            /** Bytes */
            bytes: number;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Media Type */
            media_type: string;
            /** Url */
            url: string;
        };
        /**
         * User
         * @description A person as colleagues see them.
         */
        User: {
            /** Active */
            active: boolean;
            /** Email */
            email: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /**
             * Role
             * @enum {string}
             */
            role: "viewer" | "engineer" | "team_admin" | "account_admin" | "operator";
            /** Team Id */
            team_id: string | null;
        };
        /**
         * UserChanges
         * @description What shall become another; what is left out stays.
         */
        UserChanges: {
            /** Active */
            active?: boolean | null;
            /** Name */
            name?: string | null;
            /** Password */
            password?: string | null;
            /** Role */
            role?: ("viewer" | "engineer" | "team_admin" | "account_admin" | "operator") | null;
            /** Team Id */
            team_id?: string | null;
        };
        /**
         * Validation
         * @description What a value must be; what is null is not asked. The pattern describes the whole value.
         */
        Validation: {
            /** Max Length */
            max_length?: number | null;
            /** Maximum */
            maximum?: number | null;
            /** Min Length */
            min_length?: number | null;
            /** Minimum */
            minimum?: number | null;
            /** Pattern */
            pattern?: string | null;
        };
        /**
         * Validity
         * @description Whether a template would be taken, and everything that is wrong with it.
         */
        Validity: {
            /** Faults */
            faults: components["schemas"]["Fault"][];
            /** Valid */
            valid: boolean;
        };
        /**
         * Walk
         * @description How a session would go that the tree leads, with these answers.
         *
         *     `ended`: a suggested resolution was confirmed (`resolution` says what of), or the flow has nothing left.
         *     With `faults` the tree is not walked.
         */
        Walk: {
            /** Ended */
            ended: boolean;
            /** Faults */
            faults: components["schemas"]["FlowFault"][];
            refusal: components["schemas"]["WalkRefusal"] | null;
            /** Resolution */
            resolution: string | null;
            /** Steps */
            steps: components["schemas"]["WalkStep"][];
        };
        /**
         * WalkAnswer
         * @description The answer to one step. `step_id`: the node that it answers; checked where it is given.
         */
        WalkAnswer: {
            /** Action Success */
            action_success?: boolean | null;
            /** Free Text */
            free_text?: string | null;
            /** Selected Option */
            selected_option?: string | null;
            /** Step Id */
            step_id?: string | null;
            /**
             * Was Skipped
             * @default false
             */
            was_skipped: boolean;
        };
        /**
         * WalkFlow
         * @description A tree to be walked, and the answers given so far, oldest first.
         */
        WalkFlow: {
            /**
             * Answers
             * @default []
             */
            answers: components["schemas"]["WalkAnswer"][];
            /** Name */
            name?: string | null;
            /** Tree Structure */
            tree_structure: {
                [key: string]: unknown;
            };
        };
        /**
         * WalkOption
         * @description One offered answer.
         */
        WalkOption: {
            /** Label */
            label: string;
            /** Value */
            value: string;
        };
        /**
         * WalkRefusal
         * @description The first answer that no step took, by its index from 0; it and those after it do not count.
         */
        WalkRefusal: {
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /** Index */
            index: number;
        };
        /**
         * WalkStep
         * @description What an engineer would be asked. `answer` is null at the open step, which is the last one.
         */
        WalkStep: {
            /** Allow Free Text */
            allow_free_text: boolean;
            /** Allow Skip */
            allow_skip: boolean;
            answer: components["schemas"]["WalkAnswer"] | null;
            /** Expected Outcome */
            expected_outcome: string | null;
            /** Node Id */
            node_id: string;
            /** Options */
            options: components["schemas"]["WalkOption"][];
            /** Text */
            text: string;
            /**
             * Type
             * @enum {string}
             */
            type: "question" | "action" | "resolution_suggestion";
            /** Why */
            why: string | null;
        };
        /**
         * WebhookEndpoint
         * @description A subscription. `disabled_reason` is `failing` where deliveries failed for days,
         *     `gone` where the endpoint said that it is no more. `version` is what If-Match takes.
         */
        WebhookEndpoint: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Description */
            description: string | null;
            /** Disabled At */
            disabled_at: string | null;
            /** Disabled Reason */
            disabled_reason: ("failing" | "gone" | "asked") | null;
            /** Event Types */
            event_types: string[];
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Secret Rotated At
             * Format: date-time
             */
            secret_rotated_at: string;
            /**
             * State
             * @enum {string}
             */
            state: "enabled" | "disabled";
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Url */
            url: string;
            /** Version */
            version: number;
        };
        /**
         * WebhookEndpointChanges
         * @description What shall read otherwise; what is left out stays.
         */
        WebhookEndpointChanges: {
            /** Description */
            description?: string | null;
            /** Event Types */
            event_types?: string[];
            /**
             * Url
             * @default
             */
            url: string;
        };
        /**
         * WebhookEventType
         * @description A type of event that can be subscribed to.
         */
        WebhookEventType: {
            /** Description */
            description: string;
            /** Name */
            name: string;
        };
        /**
         * WebhookEventTypes
         * @description All of them.
         */
        WebhookEventTypes: {
            /** Event Types */
            event_types: components["schemas"]["WebhookEventType"][];
        };
        /**
         * Wording
         * @description What a fact said before; `by` is null where FlowPilot did.
         */
        Wording: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** By */
            by: string | null;
            /** Text */
            text: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    consumers_api_v1_admin_consumers_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Consumer"][];
                };
            };
        };
    };
    dead_letters_api_v1_admin_dead_letters_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetter"][];
                };
            };
        };
    };
    decide_api_v1_admin_dead_letters__service___position__post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                position: number;
                service: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeadLetterDecision"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    events_api_v1_admin_events_get: {
        parameters: {
            query?: {
                account?: string | null;
                actor?: string | null;
                after?: number | null;
                correlation?: string | null;
                /** @description At most 200; more is taken as that. */
                limit?: number;
                session?: string | null;
                since?: string | null;
                type?: string | null;
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    }[];
                };
            };
        };
    };
    projections_api_v1_admin_projections_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadModel"][];
                };
            };
        };
    };
    list_sessions_api_v1_ai_sessions_get: {
        parameters: {
            query?: {
                client?: string | null;
                cursor?: string | null;
                domain?: string | null;
                /** @description At most 200; more is taken as that. */
                limit?: number;
                mine?: boolean;
                q?: string | null;
                since?: string | null;
                skip?: number;
                sort?: "newest" | "oldest" | "updated";
                status?: ("active" | "paused" | "requesting_escalation" | "resolved" | "escalated" | "abandoned") | null;
                team?: string | null;
                tier?: ("guided" | "exploring" | "discovery") | null;
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseItem"][];
                };
            };
        };
    };
    start_api_v1_ai_sessions_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                prefer?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartSession"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Started"];
                };
            };
        };
    };
    get_session_api_v1_ai_sessions__session__get: {
        parameters: {
            query?: {
                at_version?: number | null;
            };
            header?: {
                "if-none-match"?: string | null;
            };
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
        };
    };
    abandon_api_v1_ai_sessions__session__abandon_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseItem"];
                };
            };
        };
    };
    get_blob_api_v1_ai_sessions__session__blobs__address__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                address: string;
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    get_documentation_api_v1_ai_sessions__session__documentation_get: {
        parameters: {
            query?: {
                format?: ("json" | "markdown" | "html" | "pdf") | null;
            };
            header?: {
                accept?: string;
            };
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Documentation"];
                    "application/pdf": string;
                    "text/html": string;
                    "text/markdown": string;
                };
            };
        };
    };
    escalate_api_v1_ai_sessions__session__escalate_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Escalate"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Closed"];
                };
            };
        };
    };
    edit_escalation_package_api_v1_ai_sessions__session__escalation_package_put: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditNote"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotePreview"];
                };
            };
        };
    };
    preview_escalation_package_api_v1_ai_sessions__session__escalation_package_preview_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                prefer?: string | null;
            };
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PreviewNote"] | null;
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotePreview"];
                };
            };
        };
    };
    add_fact_api_v1_ai_sessions__session__facts_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddFact"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fact"];
                };
            };
        };
    };
    retract_fact_api_v1_ai_sessions__session__facts__fact__delete: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                fact: string;
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fact"];
                };
            };
        };
    };
    revise_fact_api_v1_ai_sessions__session__facts__fact__patch: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                fact: string;
                session: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviseFact"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fact"];
                };
            };
        };
    };
    hand_over_api_v1_ai_sessions__session__hand_over_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandOver"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Closed"];
                };
            };
        };
    };
    get_history_api_v1_ai_sessions__session__history_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryEntry"][];
                };
            };
        };
    };
    link_ticket_api_v1_ai_sessions__session__link_ticket_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkTicket"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseItem"];
                };
            };
        };
    };
    pause_api_v1_ai_sessions__session__pause_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseItem"];
                };
            };
        };
    };
    pick_up_api_v1_ai_sessions__session__pickup_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
                prefer?: string | null;
            };
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PickUp"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Responded"];
                };
            };
        };
    };
    presence_api_v1_ai_sessions__session__presence_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Presence"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    push_api_v1_ai_sessions__session__push_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PushNote"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Push"];
                };
            };
        };
    };
    list_of_session_api_v1_ai_sessions__session__pushes_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Push"][];
                };
            };
        };
    };
    rate_api_v1_ai_sessions__session__rate_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Rate"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseItem"];
                };
            };
        };
    };
    reassign_api_v1_ai_sessions__session__reassign_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reassign"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseItem"];
                };
            };
        };
    };
    reload_api_v1_ai_sessions__session__reload_ticket_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reloaded"];
                };
            };
        };
    };
    reopen_api_v1_ai_sessions__session__reopen_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
                prefer?: string | null;
            };
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Responded"];
                };
            };
        };
    };
    edit_resolution_note_api_v1_ai_sessions__session__resolution_note_put: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditNote"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotePreview"];
                };
            };
        };
    };
    preview_resolution_note_api_v1_ai_sessions__session__resolution_note_preview_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                prefer?: string | null;
            };
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PreviewNote"] | null;
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotePreview"];
                };
            };
        };
    };
    resolve_api_v1_ai_sessions__session__resolve_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Resolve"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Closed"];
                };
            };
        };
    };
    respond_api_v1_ai_sessions__session__respond_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
                prefer?: string | null;
            };
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Respond"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Responded"];
                };
            };
        };
    };
    resume_api_v1_ai_sessions__session__resume_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseItem"];
                };
            };
        };
    };
    retry_step_api_v1_ai_sessions__session__retry_step_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
                prefer?: string | null;
            };
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Responded"];
                };
            };
        };
    };
    generate_api_v1_ai_sessions__session__scripts_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GenerateScript"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Generated"];
                };
            };
        };
    };
    record_result_api_v1_ai_sessions__session__scripts__generation__result_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                generation: string;
                session: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordResult"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScriptGeneration"];
                };
            };
        };
    };
    suggest_fix_api_v1_ai_sessions__session__suggested_fixes_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SuggestFix"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fix"];
                };
            };
        };
    };
    record_outcome_api_v1_ai_sessions__session__suggested_fixes__fix__outcome_patch: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                fix: string;
                session: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordOutcome"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fix"];
                };
            };
        };
    };
    take_back_api_v1_ai_sessions__session__take_back_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
                prefer?: string | null;
            };
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Responded"];
                };
            };
        };
    };
    get_breakdown_api_v1_analytics_breakdown_get: {
        parameters: {
            query: {
                by: "status" | "tier" | "domain" | "team" | "client";
                client_id?: string | null;
                domain?: string | null;
                /** @description Days without reopening for a resolution to count. */
                held_days?: 1 | 7 | 30;
                since?: string | null;
                team_id?: string | null;
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Breakdown"];
                };
            };
        };
    };
    export_api_v1_analytics_export_csv_get: {
        parameters: {
            query?: {
                by?: ("status" | "tier" | "domain" | "team" | "client" | "push" | "proposal" | "model") | null;
                client_id?: string | null;
                domain?: string | null;
                figure?: "sessions" | "resolved_rate" | "escalation_rate" | "median_time_to_resolution" | "median_steps_to_resolution" | "match_rate" | "match_precision" | "rating" | "reopened_rate" | "cost_per_resolved";
                /** @description Days without reopening for a resolution to count. */
                held_days?: 1 | 7 | 30;
                interval?: "day" | "week" | "month";
                part?: "all" | "hits";
                since?: string | null;
                table?: "summary" | "breakdown" | "trend" | "tiers" | "pushes" | "flywheel" | "models" | "sessions";
                team_id?: string | null;
                until?: string | null;
                value?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
        };
    };
    get_flywheel_api_v1_analytics_flywheel_get: {
        parameters: {
            query?: {
                client_id?: string | null;
                domain?: string | null;
                /** @description Days without reopening for a resolution to count. */
                held_days?: 1 | 7 | 30;
                interval?: "day" | "week" | "month";
                since?: string | null;
                team_id?: string | null;
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flywheel"];
                };
            };
        };
    };
    get_gaps_api_v1_analytics_gaps_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gaps"];
                };
            };
        };
    };
    get_models_api_v1_analytics_models_get: {
        parameters: {
            query?: {
                client_id?: string | null;
                domain?: string | null;
                /** @description Days without reopening for a resolution to count. */
                held_days?: 1 | 7 | 30;
                since?: string | null;
                team_id?: string | null;
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Models"];
                };
            };
        };
    };
    get_pushes_api_v1_analytics_pushes_get: {
        parameters: {
            query?: {
                client_id?: string | null;
                domain?: string | null;
                /** @description Days without reopening for a resolution to count. */
                held_days?: 1 | 7 | 30;
                since?: string | null;
                team_id?: string | null;
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pushes"];
                };
            };
        };
    };
    get_sessions_api_v1_analytics_sessions_get: {
        parameters: {
            query?: {
                by?: ("status" | "tier" | "domain" | "team" | "client" | "push" | "proposal" | "model") | null;
                client_id?: string | null;
                domain?: string | null;
                figure?: "sessions" | "resolved_rate" | "escalation_rate" | "median_time_to_resolution" | "median_steps_to_resolution" | "match_rate" | "match_precision" | "rating" | "reopened_rate" | "cost_per_resolved";
                /** @description Days without reopening for a resolution to count. */
                held_days?: 1 | 7 | 30;
                /** @description At most 200; more is taken as that. */
                limit?: number;
                part?: "all" | "hits";
                since?: string | null;
                skip?: number;
                team_id?: string | null;
                until?: string | null;
                value?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sessions"];
                };
            };
        };
    };
    get_status_api_v1_analytics_status_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnalyticsStatus"];
                };
            };
        };
    };
    get_summary_api_v1_analytics_summary_get: {
        parameters: {
            query?: {
                client_id?: string | null;
                domain?: string | null;
                /** @description Days without reopening for a resolution to count. */
                held_days?: 1 | 7 | 30;
                since?: string | null;
                team_id?: string | null;
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Summary"];
                };
            };
        };
    };
    get_tiers_api_v1_analytics_tiers_get: {
        parameters: {
            query?: {
                client_id?: string | null;
                domain?: string | null;
                /** @description Days without reopening for a resolution to count. */
                held_days?: 1 | 7 | 30;
                since?: string | null;
                team_id?: string | null;
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tiers"];
                };
            };
        };
    };
    get_trend_api_v1_analytics_trend_get: {
        parameters: {
            query?: {
                client_id?: string | null;
                domain?: string | null;
                /** @description Days without reopening for a resolution to count. */
                held_days?: 1 | 7 | 30;
                interval?: "day" | "week" | "month";
                since?: string | null;
                team_id?: string | null;
                until?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trend"];
                };
            };
        };
    };
    list_api_keys_api_v1_api_keys_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"][];
                };
            };
        };
    };
    create_api_key_api_v1_api_keys_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewApiKey"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApiKey"];
                };
            };
        };
    };
    revoke_api_key_api_v1_api_keys__key_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    login_api_v1_auth_login_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Login"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
        };
    };
    logout_api_v1_auth_logout_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    me_api_v1_auth_me_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
        };
    };
    refresh_api_v1_auth_refresh_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Refresh"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
        };
    };
    list_clients_api_v1_clients_get: {
        parameters: {
            query?: {
                /** @description At most 200; more is taken as that. */
                limit?: number;
                skip?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Client"][];
                };
            };
        };
    };
    create_client_api_v1_clients_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewClient"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Client"];
                };
            };
        };
    };
    get_client_api_v1_clients__client_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Client"];
                };
            };
        };
    };
    change_client_api_v1_clients__client_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                client_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClientChanges"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Client"];
                };
            };
        };
    };
    demo_api_v1_demo_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Demo"];
                };
            };
        };
    };
    list_escalations_api_v1_escalations_get: {
        parameters: {
            query?: {
                /** @description At most 200; more is taken as that. */
                limit?: number;
                mine?: boolean;
                skip?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Escalation"][];
                };
            };
        };
    };
    events_api_v1_events_get: {
        parameters: {
            query?: {
                topics?: string | null;
            };
            header?: {
                "last-event-id"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_all_api_v1_flow_proposals_get: {
        parameters: {
            query?: {
                domain?: string | null;
                flow?: string | null;
                /** @description At most 200; more is taken as that. */
                limit?: number;
                min_confidence?: number;
                q?: string | null;
                skip?: number;
                status?: ("pending" | "approved" | "dismissed" | "rejected" | "auto_reinforced") | null;
                type?: ("new_flow" | "enhancement" | "auto_reinforced") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalItem"][];
                };
            };
        };
    };
    get_api_v1_flow_proposals__proposal__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                proposal: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proposal"];
                };
            };
        };
    };
    approve_api_v1_flow_proposals__proposal__approve_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                proposal: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proposal"];
                };
            };
        };
    };
    dismiss_api_v1_flow_proposals__proposal__dismiss_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                proposal: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proposal"];
                };
            };
        };
    };
    publish_api_v1_flow_proposals__proposal__publish_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                proposal: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublishProposal"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proposal"];
                };
            };
        };
    };
    reject_api_v1_flow_proposals__proposal__reject_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                proposal: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RejectProposal"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proposal"];
                };
            };
        };
    };
    reopen_api_v1_flow_proposals__proposal__reopen_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                proposal: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proposal"];
                };
            };
        };
    };
    undo_effects_api_v1_flow_proposals__proposal__undo_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                proposal: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UndoEffects"];
                };
            };
        };
    };
    undo_api_v1_flow_proposals__proposal__undo_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                proposal: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proposal"];
                };
            };
        };
    };
    list_all_api_v1_flows_get: {
        parameters: {
            query?: {
                category?: string | null;
                domain?: string | null;
                /** @description At most 200; more is taken as that. */
                limit?: number;
                origin?: ("manual" | "ai_generated" | "ai_enhanced") | null;
                q?: string | null;
                skip?: number;
                sort?: "name" | "updated" | "success" | "last_matched";
                status?: ("draft" | "published" | "archived") | null;
                tag?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowItem"][];
                };
            };
        };
    };
    draft_api_v1_flows_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlowBody"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flow"];
                };
            };
        };
    };
    get_api_v1_flows__flow__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flow: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flow"];
                };
            };
        };
    };
    revise_api_v1_flows__flow__put: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                flow: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlowBody"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flow"];
                };
            };
        };
    };
    archive_api_v1_flows__flow__archive_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                flow: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flow"];
                };
            };
        };
    };
    duplicate_api_v1_flows__flow__duplicate_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path: {
                flow: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DuplicateFlow"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flow"];
                };
            };
        };
    };
    publish_api_v1_flows__flow__publish_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                flow: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flow"];
                };
            };
        };
    };
    restore_api_v1_flows__flow__restore_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                flow: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RestoreFlow"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flow"];
                };
            };
        };
    };
    versions_api_v1_flows__flow__versions_get: {
        parameters: {
            query?: {
                /** @description At most 200; more is taken as that. */
                limit?: number;
                skip?: number;
            };
            header?: never;
            path: {
                flow: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowVersion"][];
                };
            };
        };
    };
    version_api_v1_flows__flow__versions__flow_version__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                flow: string;
                flow_version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishedFlow"];
                };
            };
        };
    };
    export_api_v1_flows_export_get: {
        parameters: {
            query?: {
                format?: "json" | "yaml";
                published?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    import_flows_api_v1_flows_import_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowImport"];
                };
            };
        };
    };
    import_status_api_v1_flows_import__import_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowImportStatus"];
                };
            };
        };
    };
    check_import_api_v1_flows_import_check_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowImportCheck"];
                };
            };
        };
    };
    match_api_v1_flows_match_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MatchBody"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowMatches"];
                };
            };
        };
    };
    validate_api_v1_flows_validate_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowValidity"];
                };
            };
        };
    };
    walk_api_v1_flows_walk_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WalkFlow"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Walk"];
                };
            };
        };
    };
    list_all_api_v1_knowledge_gaps_get: {
        parameters: {
            query?: {
                assigned_to?: string | null;
                domain?: string | null;
                kind?: ("uncovered" | "weak_options" | "high_escalation" | "falling_success" | "many_skips") | null;
                /** @description At most 200; more is taken as that. */
                limit?: number;
                q?: string | null;
                severity?: ("low" | "medium" | "high") | null;
                skip?: number;
                status?: "open" | "snoozed" | "closed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gap"][];
                };
            };
        };
    };
    get_api_v1_knowledge_gaps__gap__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                gap: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gap"];
                };
            };
        };
    };
    assign_api_v1_knowledge_gaps__gap__assign_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                gap: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignGap"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gap"];
                };
            };
        };
    };
    close_api_v1_knowledge_gaps__gap__close_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                gap: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloseGap"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gap"];
                };
            };
        };
    };
    draft_flow_api_v1_knowledge_gaps__gap__draft_flow_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                gap: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gap"];
                };
            };
        };
    };
    reopen_api_v1_knowledge_gaps__gap__reopen_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                gap: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gap"];
                };
            };
        };
    };
    snooze_api_v1_knowledge_gaps__gap__snooze_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                gap: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SnoozeGap"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gap"];
                };
            };
        };
    };
    list_all_api_v1_notifications_get: {
        parameters: {
            query?: {
                /** @description At most 200; more is taken as that. */
                limit?: number;
                skip?: number;
                unread?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notification"][];
                };
            };
        };
    };
    mark_read_api_v1_notifications__notification__read_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                notification: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notification"];
                };
            };
        };
    };
    preferences_api_v1_notifications_preferences_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preferences"];
                };
            };
        };
    };
    prefer_api_v1_notifications_preferences_put: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPreferences"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preferences"];
                };
            };
        };
    };
    read_all_api_v1_notifications_read_all_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadAll"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unread"];
                };
            };
        };
    };
    unread_api_v1_notifications_unread_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unread"];
                };
            };
        };
    };
    list_all_api_v1_psa_connections_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"][] | components["schemas"]["ConnectionItem"][];
                };
            };
        };
    };
    add_api_v1_psa_connections_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewConnection"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
        };
    };
    get_api_v1_psa_connections__connection__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
        };
    };
    remove_api_v1_psa_connections__connection__delete: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    change_api_v1_psa_connections__connection__patch: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectionChanges"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
        };
    };
    register_callbacks_api_v1_psa_connections__connection__callbacks_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
        };
    };
    rotate_api_v1_psa_connections__connection__credentials_put: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCredentials"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
        };
    };
    members_api_v1_psa_connections__connection__members_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Members"];
                };
            };
        };
    };
    map_members_api_v1_psa_connections__connection__members_put: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MapMembers"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mapping"];
                };
            };
        };
    };
    match_members_api_v1_psa_connections__connection__members_match_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mapping"];
                };
            };
        };
    };
    options_api_v1_psa_connections__connection__options_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Options"];
                };
            };
        };
    };
    pause_api_v1_psa_connections__connection__pause_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
        };
    };
    resume_api_v1_psa_connections__connection__resume_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
        };
    };
    test_api_v1_psa_connections__connection__test_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path: {
                connection: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tested"];
                };
            };
        };
    };
    search_api_v1_psa_tickets_get: {
        parameters: {
            query?: {
                board?: string | null;
                connection_id?: string | null;
                open_only?: boolean;
                page?: number;
                q?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tickets"];
                };
            };
        };
    };
    get_api_v1_psa_tickets__ticket_id__get: {
        parameters: {
            query?: {
                connection_id?: string | null;
            };
            header?: never;
            path: {
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
        };
    };
    list_all_api_v1_pushes_get: {
        parameters: {
            query?: {
                /** @description At most 200; more is taken as that. */
                limit?: number;
                skip?: number;
                status?: ("pending" | "succeeded" | "failed" | "abandoned") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PushItem"][];
                };
            };
        };
    };
    list_all_api_v1_script_templates_get: {
        parameters: {
            query?: {
                active?: boolean | null;
                category?: string | null;
                /** @description At most 200; more is taken as that. */
                limit?: number;
                q?: string | null;
                shell?: ("powershell" | "bash") | null;
                skip?: number;
                sort?: "name" | "used" | "updated";
                team?: string | null;
                /** @description Only those that the caller may make scripts from. */
                usable?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateItem"][];
                };
            };
        };
    };
    create_api_v1_script_templates_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTemplate"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
        };
    };
    get_api_v1_script_templates__template__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                template: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
        };
    };
    revise_api_v1_script_templates__template__patch: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                template: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateChanges"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
        };
    };
    activate_api_v1_script_templates__template__activate_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                template: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
        };
    };
    deactivate_api_v1_script_templates__template__deactivate_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                template: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
        };
    };
    render_api_v1_script_templates__template__render_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                template: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenderBody"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rendered"];
                };
            };
        };
    };
    versions_api_v1_script_templates__template__versions_get: {
        parameters: {
            query?: {
                /** @description At most 200; more is taken as that. */
                limit?: number;
                skip?: number;
            };
            header?: never;
            path: {
                template: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateVersion"][];
                };
            };
        };
    };
    categories_api_v1_script_templates_categories_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string[];
                };
            };
        };
    };
    add_starter_set_api_v1_script_templates_starter_set_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StarterSet"];
                };
            };
        };
    };
    validate_api_v1_script_templates_validate_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTemplate"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Validity"];
                };
            };
        };
    };
    list_fixes_api_v1_suggested_fixes_get: {
        parameters: {
            query?: {
                /** @description At most 200; more is taken as that. */
                limit?: number;
                mine?: boolean;
                skip?: number;
                status?: "proposed" | "applied_success" | "applied_failed" | "applied_partial" | "applied_pending" | "dismissed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FixOfSession"][];
                };
            };
        };
    };
    list_teams_api_v1_teams_get: {
        parameters: {
            query?: {
                /** @description At most 200; more is taken as that. */
                limit?: number;
                skip?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"][];
                };
            };
        };
    };
    create_team_api_v1_teams_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TeamName"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
        };
    };
    rename_team_api_v1_teams__team_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                team_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TeamName"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
        };
    };
    list_all_api_v1_ticket_drafts_get: {
        parameters: {
            query?: {
                connection_id?: string | null;
                /** @description At most 200; more is taken as that. */
                limit?: number;
                skip?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDraft"][];
                };
            };
        };
    };
    dismiss_api_v1_ticket_drafts__draft__dismiss_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path: {
                draft: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    upload_api_v1_uploads_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_upload_api_v1_uploads_post"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Uploaded"];
                };
            };
        };
    };
    list_users_api_v1_users_get: {
        parameters: {
            query?: {
                /** @description At most 200; more is taken as that. */
                limit?: number;
                skip?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"][];
                };
            };
        };
    };
    create_user_api_v1_users_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUser"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
        };
    };
    get_user_api_v1_users__user_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
        };
    };
    change_user_api_v1_users__user_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserChanges"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
        };
    };
    list_all_api_v1_webhook_endpoints_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"][];
                };
            };
        };
    };
    create_api_v1_webhook_endpoints_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWebhookEndpoint"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedWebhookEndpoint"];
                };
            };
        };
    };
    get_api_v1_webhook_endpoints__endpoint__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpoint: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
        };
    };
    remove_api_v1_webhook_endpoints__endpoint__delete: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                endpoint: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    change_api_v1_webhook_endpoints__endpoint__patch: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                endpoint: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEndpointChanges"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
        };
    };
    list_deliveries_api_v1_webhook_endpoints__endpoint__deliveries_get: {
        parameters: {
            query?: {
                before?: string | null;
                /** @description At most 200; more is taken as that. */
                limit?: number;
                status?: ("pending" | "delivered" | "failed" | "abandoned") | null;
            };
            header?: never;
            path: {
                endpoint: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deliveries"];
                };
            };
        };
    };
    resend_api_v1_webhook_endpoints__endpoint__deliveries__delivery__resend_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path: {
                delivery: string;
                endpoint: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resent"];
                };
            };
        };
    };
    disable_api_v1_webhook_endpoints__endpoint__disable_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                endpoint: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
        };
    };
    enable_api_v1_webhook_endpoints__endpoint__enable_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
                "if-match"?: string | null;
            };
            path: {
                endpoint: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
        };
    };
    replay_api_v1_webhook_endpoints__endpoint__replay_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path: {
                endpoint: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Replay"];
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replayed"];
                };
            };
        };
    };
    rotate_secret_api_v1_webhook_endpoints__endpoint__rotate_secret_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path: {
                endpoint: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewSecret"];
                };
            };
        };
    };
    send_test_api_v1_webhook_endpoints__endpoint__test_post: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path: {
                endpoint: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestSent"];
                };
            };
        };
    };
    event_types_api_v1_webhook_event_types_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEventTypes"];
                };
            };
        };
    };
    psa_callback_bridge_psa__token__post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        /** @description As the ticket system writes it; its signature is over these very bytes. */
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    healthz_healthz_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
        };
    };
    figures_metrics_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readyz_readyz_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
        };
    };
    version_version_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refused */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Failed on our side */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
        };
    };
}
