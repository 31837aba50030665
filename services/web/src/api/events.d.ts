// Generated from contracts/ by `npm run types`.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AnalysisDeferred
         * @description The account's proposals of the day are made; the session waits. `outcome` counts its ends from 1.
         */
        AnalysisDeferred: {
            /** Format: date-time */
            at: string;
            outcome: number;
            /** Format: date-time */
            until: string;
        };
        /**
         * AnalysisFailed
         * @description The session could not be analysed; operators see why. It may be tried again.
         */
        AnalysisFailed: {
            /** Format: date-time */
            at: string;
            outcome: number;
        };
        /**
         * AnalysisResumed
         * @description The session has waited long enough.
         */
        AnalysisResumed: {
            /** Format: date-time */
            at: string;
            outcome: number;
        };
        /**
         * ApiKeyCreated
         * @description A key that acts for the user, with at most `role`.
         */
        ApiKeyCreated: {
            /** Format: uuid */
            key_id: string;
            role: string;
            /** Format: uuid */
            user_id: string;
        };
        /**
         * ApiKeyRevoked
         * @description A key that acts for nobody any more.
         */
        ApiKeyRevoked: {
            /** Format: uuid */
            key_id: string;
            /** Format: uuid */
            user_id: string;
        };
        /**
         * ApprovalUndone
         * @description A reviewer takes the approval back.
         */
        ApprovalUndone: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
            round: number;
        };
        /**
         * BriefingGiven
         * @description The first step after a pick-up: what was tried before. It is never open and does not count as a step.
         */
        BriefingGiven: {
            /** Format: date-time */
            at: string;
            content: components["schemas"]["BriefingGiven.BriefingContent"];
            nearest: components["schemas"]["BriefingGiven.NearFlow"][];
            order: number;
            outcome: number;
            /** Format: uuid */
            step_id: string;
        };
        /**
         * BriefingContent
         * @description What a briefing shows; `text` is all of it as plain words, the rest is the same in parts.
         */
        "BriefingGiven.BriefingContent": {
            additional_context: string | null;
            escalated_by: string;
            escalation_reason: string;
            problem: string;
            remaining_hypotheses: string[];
            steps: string[];
            steps_ruled_out: string[];
            suggested_next_steps: string[];
            text: string;
            /** @constant */
            type: "briefing";
        };
        /**
         * NearFlow
         * @description A flow that was a candidate.
         */
        "BriefingGiven.NearFlow": {
            /** Format: uuid */
            flow_id: string;
            flow_version: number;
            name: string;
            score: number;
        };
        /**
         * CallbacksRegistered
         * @description The PSA was told where to report changes; `callback_id` is its name of that.
         */
        CallbacksRegistered: {
            /** Format: date-time */
            at: string;
            by: string | null;
            callback_id: string;
        };
        /**
         * CaseClassified
         * @description What the problem is, in short. `fallback`: the engine first chosen did not answer, `engine` stood in.
         */
        CaseClassified: {
            /** @enum {string} */
            domain: "active_directory" | "networking" | "m365" | "hardware" | "endpoint" | "virtualization" | "security" | "backup" | "email" | "printing" | "cloud" | "other";
            /** @enum {string} */
            engine: "playbook" | "claude";
            fallback: boolean;
            prompt_version: string | null;
            psa_context_status: ("loaded" | "unavailable") | null;
            summary: string;
            symptoms: string[];
            ticket_context: {
                [key: string]: unknown;
            } | null;
            /** @enum {string} */
            urgency: "low" | "medium" | "high" | "critical";
            usage: components["schemas"]["CaseClassified.Usage"] | null;
        };
        /**
         * Usage
         * @description What the model calls of one classification took, failed tries included.
         */
        "CaseClassified.Usage": {
            cache_read_tokens: number;
            cache_write_tokens: number;
            calls: number;
            cost_usd: string;
            input_tokens: number;
            latency_ms: number;
            model: string;
            output_tokens: number;
        };
        /**
         * CaseErased
         * @description A case's key was destroyed: nobody can read any more what it held. `by` is who asked for it.
         */
        CaseErased: {
            /** Format: date-time */
            at: string;
            by: string;
            reason: string;
            /** Format: uuid */
            session: string;
        };
        /**
         * CaseReceived
         * @description An engineer described a problem; nothing has been made of it yet.
         */
        CaseReceived: {
            client_id: string | null;
            client_policy: components["schemas"]["CaseReceived.ClientPolicy"];
            /** @enum {string} */
            intake_type: "free_text" | "log_paste" | "screenshot" | "psa_ticket" | "combined";
            log: components["schemas"]["CaseReceived.Log"] | null;
            /** Format: uuid */
            owner_id: string;
            owner_name: string;
            /** Format: date-time */
            received_at: string;
            screenshots: components["schemas"]["CaseReceived.Screenshot"][];
            team_id: string | null;
            text: string | null;
            ticket: components["schemas"]["CaseReceived.Ticket"] | null;
        };
        /**
         * ClientPolicy
         * @description What the client company allows: `no_model` keeps its cases from any model, `redactions` are blacked out.
         */
        "CaseReceived.ClientPolicy": {
            no_model: boolean;
            redactions: string[];
        };
        /**
         * Log
         * @description A pasted log: kept whole under `blob`; `excerpt` is what a model sees of it.
         */
        "CaseReceived.Log": {
            blob: string;
            bytes: number;
            excerpt: string;
            lines: number;
        };
        /**
         * Screenshot
         * @description A picture after re-encoding: PNG or JPEG, no metadata, sizes in pixels and bytes.
         */
        "CaseReceived.Screenshot": {
            blob: string;
            bytes: number;
            height: number;
            /** @enum {string} */
            media_type: "image/png" | "image/jpeg";
            width: number;
        };
        /**
         * Ticket
         * @description A ticket of the MSP's ticket system; without a connection named, the account's only one is meant.
         */
        "CaseReceived.Ticket": {
            psa_connection_id: string | null;
            psa_ticket_id: string;
        };
        /**
         * ClientChanged
         * @description Name or model policy of a client became another; what holds now.
         */
        ClientChanged: {
            /** Format: uuid */
            client_id: string;
            no_model: boolean;
            redaction_count: number;
        };
        /**
         * ClientCreated
         * @description The MSP serves another company.
         */
        ClientCreated: {
            /** Format: uuid */
            client_id: string;
            no_model: boolean;
            redaction_count: number;
        };
        /**
         * ConnectionAdded
         * @description The account has a connection. `keys_id` names its keys, which are kept apart, sealed.
         */
        ConnectionAdded: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
            connection: components["schemas"]["ConnectionAdded.ConnectionContent"];
            /** Format: uuid */
            keys_id: string;
        };
        /**
         * ConnectionContent
         * @description A whole connection but for its keys. `company` is the PSA's name of the MSP, where the PSA has one.
         *
         *     New tickets of the `watched_boards` are offered as drafts of cases.
         */
        "ConnectionAdded.ConnectionContent": {
            base_url: string;
            company: string | null;
            name: string;
            /** @enum {string} */
            provider: "connectwise" | "autotask" | "halopsa";
            push: components["schemas"]["ConnectionAdded.PushSettings"];
            watched_boards: string[];
        };
        /**
         * PushSettings
         * @description What is written to a ticket besides the note, and where the note goes. A status of None stays as it is.
         */
        "ConnectionAdded.PushSettings": {
            /** @enum {string} */
            note_kind: "internal" | "resolution" | "discussion";
            status_on_escalate: string | null;
            status_on_resolve: string | null;
            time_entry: boolean;
        };
        /**
         * ConnectionChanged
         * @description The connection reads otherwise now.
         */
        ConnectionChanged: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
            connection: components["schemas"]["ConnectionChanged.ConnectionContent"];
        };
        /**
         * ConnectionContent
         * @description A whole connection but for its keys. `company` is the PSA's name of the MSP, where the PSA has one.
         *
         *     New tickets of the `watched_boards` are offered as drafts of cases.
         */
        "ConnectionChanged.ConnectionContent": {
            base_url: string;
            company: string | null;
            name: string;
            /** @enum {string} */
            provider: "connectwise" | "autotask" | "halopsa";
            push: components["schemas"]["ConnectionChanged.PushSettings"];
            watched_boards: string[];
        };
        /**
         * PushSettings
         * @description What is written to a ticket besides the note, and where the note goes. A status of None stays as it is.
         */
        "ConnectionChanged.PushSettings": {
            /** @enum {string} */
            note_kind: "internal" | "resolution" | "discussion";
            status_on_escalate: string | null;
            status_on_resolve: string | null;
            time_entry: boolean;
        };
        /**
         * ConnectionPaused
         * @description Nothing is asked of the PSA until somebody resumes; what is to be written waits.
         */
        ConnectionPaused: {
            /** Format: date-time */
            at: string;
            by: string | null;
            /** @enum {string} */
            reason: "unauthorized" | "asked";
        };
        /**
         * ConnectionRemoved
         * @description The connection is gone, its keys with it.
         */
        ConnectionRemoved: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
        };
        /**
         * ConnectionResumed
         * @description The PSA is asked again.
         */
        ConnectionResumed: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
        };
        /**
         * ConnectionTested
         * @description The PSA was asked who we are. `code` says what was wrong; nothing that the PSA said is kept.
         */
        ConnectionTested: {
            /** Format: date-time */
            at: string;
            code: string | null;
            ok: boolean;
        };
        /**
         * ContentOpened
         * @description Somebody who runs the installation looked into a case's content, and said why.
         */
        ContentOpened: {
            /** Format: uuid */
            by: string;
            reason: string;
            /** Format: uuid */
            session_id: string;
        };
        /**
         * CredentialsRotated
         * @description The connection signs in with the keys of that id from now on, and with no others.
         */
        CredentialsRotated: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
            /** Format: uuid */
            keys_id: string;
        };
        /**
         * DigestFailed
         * @description No digest of that day will be sent; what would have been in it is in the next.
         */
        DigestFailed: {
            /** Format: date-time */
            at: string;
            code: number | null;
            /** Format: date */
            day: string;
            error: string;
            /** Format: uuid */
            user_id: string;
        };
        /**
         * DigestSent
         * @description The mail server took the digest of a day, in the person's time zone.
         */
        DigestSent: {
            /** Format: date-time */
            at: string;
            /** Format: date */
            day: string;
            notification_ids: string[];
            /** Format: uuid */
            user_id: string;
        };
        /**
         * DocumentationWritten
         * @description A closing was documented. `outcome` counts the session's closings from 1, `session_version` is its stream's.
         */
        DocumentationWritten: {
            documentation: components["schemas"]["DocumentationWritten.Documentation"];
            markdown: string;
            outcome: number;
            session_version: number;
        };
        /**
         * DiagnosticStep
         * @description One step as the documentation tells it; numbers count from 1.
         */
        "DocumentationWritten.DiagnosticStep": {
            description: string;
            engineer_response: string | null;
            outcome: string | null;
            step_number: number;
            step_type: string;
        };
        /**
         * Documentation
         * @description The documentation of a session, in the shape that clients read.
         */
        "DocumentationWritten.Documentation": {
            diagnostic_steps: components["schemas"]["DocumentationWritten.DiagnosticStep"][];
            duration_display: string | null;
            escalation_reason: string | null;
            /** Format: date-time */
            generated_at: string;
            intake_summary: string;
            problem_domain: string;
            problem_summary: string;
            resolution_summary: string | null;
            total_steps: number;
        };
        /**
         * DraftDismissed
         * @description The ticket is offered no more. `by` is None where it was closed in the PSA, or nobody watches its board now.
         */
        DraftDismissed: {
            /** Format: date-time */
            at: string;
            by: string | null;
        };
        /**
         * DraftForgotten
         * @description The draft's key is destroyed: nobody can read it any more. Sealed by the account's, in a stream of its own.
         */
        DraftForgotten: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            draft_id: string;
        };
        /**
         * DraftRefreshed
         * @description The offered ticket reads otherwise now.
         */
        DraftRefreshed: {
            /** Format: date-time */
            at: string;
            ticket: components["schemas"]["DraftRefreshed.TicketSeen"];
        };
        /**
         * TicketSeen
         * @description A ticket as the PSA told it at `last_updated`. `ref` is how people call it ("CW #123").
         */
        "DraftRefreshed.TicketSeen": {
            board: string | null;
            closed: boolean;
            company: string | null;
            contact: string | null;
            entered_at: string | null;
            id: string;
            last_updated: string | null;
            owner: string | null;
            priority: string | null;
            ref: string;
            status: string | null;
            summary: string;
            type: string | null;
            url: string | null;
        };
        /**
         * DraftTaken
         * @description A case was started from the ticket.
         */
        DraftTaken: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            session_id: string;
        };
        /**
         * EmailFailed
         * @description No e-mail of it will be sent. `code` is the server's reply, None where it gave none; `error` says it in words.
         */
        EmailFailed: {
            /** Format: date-time */
            at: string;
            code: number | null;
            error: string;
            /** Format: uuid */
            user_id: string;
        };
        /**
         * EmailSent
         * @description The mail server took the e-mail of it.
         */
        EmailSent: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            user_id: string;
        };
        /**
         * EndpointChanged
         * @description The subscription reads otherwise now.
         */
        EndpointChanged: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
            endpoint: components["schemas"]["EndpointChanged.EndpointContent"];
        };
        /**
         * EndpointContent
         * @description Where events go, and which; no types: every type that is offered.
         */
        "EndpointChanged.EndpointContent": {
            description: string | null;
            event_types: string[];
            url: string;
        };
        /**
         * EndpointCreated
         * @description The account's events of these types are sent to the address.
         */
        EndpointCreated: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
            endpoint: components["schemas"]["EndpointCreated.EndpointContent"];
        };
        /**
         * EndpointContent
         * @description Where events go, and which; no types: every type that is offered.
         */
        "EndpointCreated.EndpointContent": {
            description: string | null;
            event_types: string[];
            url: string;
        };
        /**
         * EndpointDisabled
         * @description Nothing is sent any more. `by` is None where deliveries failed for days, or the endpoint said that it is gone.
         */
        EndpointDisabled: {
            /** Format: date-time */
            at: string;
            by: string | null;
            /** @enum {string} */
            reason: "failing" | "gone" | "asked";
        };
        /**
         * EndpointEnabled
         * @description Events are sent again, from now on.
         */
        EndpointEnabled: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
        };
        /**
         * EndpointRemoved
         * @description The subscription is gone, its secret with it.
         */
        EndpointRemoved: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
        };
        /**
         * EscalationInsightGained
         * @description What the record of the session suggests to whoever picks it up; belongs to the closing `outcome`.
         */
        EscalationInsightGained: {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            engine: "playbook" | "claude";
            outcome: number;
            prompt_blob: string | null;
            prompt_version: string | null;
            remaining_hypotheses: string[];
            steps_ruled_out: string[];
            suggested_next_steps: string[];
            usage: components["schemas"]["EscalationInsightGained.Usage"] | null;
        };
        /**
         * Usage
         * @description What the model calls of one step cost, failed tries included.
         */
        "EscalationInsightGained.Usage": {
            cache_read_tokens: number;
            cache_write_tokens: number;
            calls: number;
            cost_usd: string;
            input_tokens: number;
            latency_ms: number;
            model: string;
            output_tokens: number;
        };
        /**
         * EscalationPickedUp
         * @description Another engineer owns the session now and goes on with a further allowance of steps.
         */
        EscalationPickedUp: {
            additional_context: string | null;
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
            by_name: string;
            /** Format: uuid */
            from_id: string;
            /** @enum {string} */
            mode: "continue" | "fresh";
            outcome: number;
            team_id: string | null;
        };
        /**
         * EscalationRequested
         * @description The engineer asks for another one. `outcome` counts the session's closings, this is one of them.
         */
        EscalationRequested: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
            by_name: string;
            confidence: number;
            outcome: number;
            reason: string;
            team_id: string | null;
            to_id: string | null;
            to_name: string | null;
        };
        /**
         * EscalationTakenBack
         * @description Who escalated goes on alone. `by`: the owner, or a lead; the owner stays.
         */
        EscalationTakenBack: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
        };
        /**
         * FactRecorded
         * @description Something is known. `step_id` is the step it came from; `by` is None where FlowPilot recorded it.
         */
        FactRecorded: {
            /** Format: date-time */
            at: string;
            by: string | null;
            /** Format: uuid */
            fact_id: string;
            source_summary: string | null;
            /** @enum {string} */
            source_type: "diagnostic_check" | "engineer" | "ticket" | "script_output" | "ai";
            step_id: string | null;
            text: string;
        };
        /**
         * FactRetracted
         * @description The fact does not hold; it stays in the history.
         */
        FactRetracted: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
            /** Format: uuid */
            fact_id: string;
        };
        /**
         * FactRevised
         * @description The fact says something else now.
         */
        FactRevised: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
            /** Format: uuid */
            fact_id: string;
            text: string;
        };
        /**
         * FixOutcomeRecorded
         * @description How the fix turned out. `notes`: what is open, what is waited for, or why it failed, by the outcome.
         */
        FixOutcomeRecorded: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
            /** Format: uuid */
            fix_id: string;
            notes: string | null;
            /** @enum {string} */
            outcome: "applied_success" | "applied_failed" | "applied_partial" | "applied_pending" | "dismissed";
        };
        /**
         * FixReminderSent
         * @description The fix has been waiting for its verification for too long.
         */
        FixReminderSent: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            fix_id: string;
            /** Format: date-time */
            pending_since: string;
        };
        /**
         * FixSuggested
         * @description A fix is the active one now, and supersedes the one before. `by` is None where FlowPilot suggested it.
         */
        FixSuggested: {
            /** Format: date-time */
            at: string;
            by: string | null;
            confidence_pct: number;
            description: string;
            /** Format: uuid */
            fix_id: string;
            script: components["schemas"]["FixSuggested.FixScript"] | null;
            step_id: string | null;
            supersedes: string | null;
            title: string;
        };
        /**
         * FixScript
         * @description The template that carries a fix out, with what is known of its parameters; never a password.
         */
        "FixSuggested.FixScript": {
            pre_filled_params: {
                [key: string]: string;
            };
            /** Format: uuid */
            template_id: string;
        };
        /**
         * FlowAdopted
         * @description The engineer chose one of the nearest flows; from here on it guides the session.
         */
        FlowAdopted: {
            /** Format: date-time */
            at: string;
            flow: components["schemas"]["FlowAdopted.FlowGuide"];
        };
        /**
         * FlowGuide
         * @description A published flow in the version that the session keeps. `score` is its match score, 0-1.
         */
        "FlowAdopted.FlowGuide": {
            /** Format: uuid */
            id: string;
            name: string;
            score: number;
            tree: {
                [key: string]: unknown;
            };
            version: number;
        };
        /**
         * FlowArchived
         * @description The flow is matched no more; sessions that run keep it.
         */
        FlowArchived: Record<string, never>;
        /**
         * FlowDrafted
         * @description A new flow was written; nobody is led by it yet.
         */
        FlowDrafted: {
            category: string | null;
            description: string;
            match_keywords: string[];
            name: string;
            /** @enum {string} */
            origin: "manual" | "ai_generated" | "ai_enhanced";
            /** @enum {string} */
            problem_domain: "active_directory" | "networking" | "m365" | "hardware" | "endpoint" | "virtualization" | "security" | "backup" | "email" | "printing" | "cloud" | "other";
            source_session_id: string | null;
            tags: string[];
            tree_structure: components["schemas"]["FlowDrafted.Node"];
        };
        /**
         * Node
         * @description A node and, nested in it, others; only options and `next_node_id` link nodes, nesting does not.
         *
         *     Lenient, so that a draft can be kept while it is written; what a newer editor adds is kept too.
         */
        "FlowDrafted.Node": {
            children: components["schemas"]["FlowDrafted.Node"][];
            description: string | null;
            help_text: string | null;
            id: string;
            next_node_id: string | null;
            options: components["schemas"]["FlowDrafted.Option"][];
            question: string | null;
            title: string | null;
            /** @enum {string} */
            type: "decision" | "action" | "solution";
        } & {
            [key: string]: unknown;
        };
        /**
         * Option
         * @description An answer of a decision and the node it leads to.
         */
        "FlowDrafted.Option": {
            id: string | null;
            label: string;
            next_node_id: string | null;
        } & {
            [key: string]: unknown;
        };
        /**
         * FlowDraftedForGap
         * @description A flow for it is in the library, as a draft: publishing it closes the gap.
         *
         *     `by`: somebody named it, with a `note` for when it closes; otherwise it was made of `session_ids`, by `engine`.
         */
        FlowDraftedForGap: {
            /** Format: date-time */
            at: string;
            by: string | null;
            engine: ("playbook" | "claude") | null;
            /** Format: uuid */
            flow_id: string;
            note: string | null;
            prompt_blob: string | null;
            prompt_version: string | null;
            round: number;
            session_ids: string[];
            usage: components["schemas"]["FlowDraftedForGap.Usage"] | null;
        };
        /**
         * Usage
         * @description What the model calls of one draft cost, failed tries included.
         */
        "FlowDraftedForGap.Usage": {
            cache_read_tokens: number;
            cache_write_tokens: number;
            calls: number;
            cost_usd: string;
            input_tokens: number;
            latency_ms: number;
            model: string;
            output_tokens: number;
        };
        /**
         * FlowOutcomeCounted
         * @description A flow led a session and it worked, or it did not.
         */
        FlowOutcomeCounted: {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            cause: "followed" | "reopened" | "abandoned" | "handed_over";
            /** Format: uuid */
            flow_id: string;
            outcome: number;
            /** Format: uuid */
            session_id: string;
            worked: boolean;
        };
        /**
         * FlowPublished
         * @description This text is what cases are matched with and led by from now on. `flow_version` counts from 1.
         */
        FlowPublished: {
            category: string | null;
            description: string;
            flow_version: number;
            match_keywords: string[];
            name: string;
            /** @enum {string} */
            origin: "manual" | "ai_generated" | "ai_enhanced";
            /** @enum {string} */
            problem_domain: "active_directory" | "networking" | "m365" | "hardware" | "endpoint" | "virtualization" | "security" | "backup" | "email" | "printing" | "cloud" | "other";
            source_session_id: string | null;
            tags: string[];
            tree_structure: components["schemas"]["FlowPublished.Node"];
        };
        /**
         * Node
         * @description A node and, nested in it, others; only options and `next_node_id` link nodes, nesting does not.
         *
         *     Lenient, so that a draft can be kept while it is written; what a newer editor adds is kept too.
         */
        "FlowPublished.Node": {
            children: components["schemas"]["FlowPublished.Node"][];
            description: string | null;
            help_text: string | null;
            id: string;
            next_node_id: string | null;
            options: components["schemas"]["FlowPublished.Option"][];
            question: string | null;
            title: string | null;
            /** @enum {string} */
            type: "decision" | "action" | "solution";
        } & {
            [key: string]: unknown;
        };
        /**
         * Option
         * @description An answer of a decision and the node it leads to.
         */
        "FlowPublished.Option": {
            id: string | null;
            label: string;
            next_node_id: string | null;
        } & {
            [key: string]: unknown;
        };
        /**
         * FlowRevised
         * @description The flow was rewritten; the published version stays in use until the next publication.
         */
        FlowRevised: {
            category: string | null;
            description: string;
            match_keywords: string[];
            name: string;
            /** @enum {string} */
            origin: "manual" | "ai_generated" | "ai_enhanced";
            /** @enum {string} */
            problem_domain: "active_directory" | "networking" | "m365" | "hardware" | "endpoint" | "virtualization" | "security" | "backup" | "email" | "printing" | "cloud" | "other";
            source_session_id: string | null;
            tags: string[];
            tree_structure: components["schemas"]["FlowRevised.Node"];
        };
        /**
         * Node
         * @description A node and, nested in it, others; only options and `next_node_id` link nodes, nesting does not.
         *
         *     Lenient, so that a draft can be kept while it is written; what a newer editor adds is kept too.
         */
        "FlowRevised.Node": {
            children: components["schemas"]["FlowRevised.Node"][];
            description: string | null;
            help_text: string | null;
            id: string;
            next_node_id: string | null;
            options: components["schemas"]["FlowRevised.Option"][];
            question: string | null;
            title: string | null;
            /** @enum {string} */
            type: "decision" | "action" | "solution";
        } & {
            [key: string]: unknown;
        };
        /**
         * Option
         * @description An answer of a decision and the node it leads to.
         */
        "FlowRevised.Option": {
            id: string | null;
            label: string;
            next_node_id: string | null;
        } & {
            [key: string]: unknown;
        };
        /**
         * FlowsMatched
         * @description The case was compared with the account's published flows; the whole trace of it.
         */
        FlowsMatched: {
            calibration: string;
            candidates: components["schemas"]["FlowsMatched.Candidate"][];
            /** @enum {string} */
            decision: "none" | "guide" | "guided";
            embedder: string;
            flow: components["schemas"]["FlowsMatched.MatchedFlow"] | null;
            score: number | null;
            thresholds: components["schemas"]["FlowsMatched.Thresholds"];
            weights: components["schemas"]["FlowsMatched.Weights"];
        };
        /**
         * Candidate
         * @description A flow that was looked at, and how its place came about.
         *
         *     `similarity`, a cosine, and `coverage`, the share of the text's words that the flow holds (about 0-1, rare ones
         *     weigh more), are what `score` (0-1, the probability that the flow fits) is calibrated on; `semantic`, `keyword`
         *     and `recency` (0-1) are what `composite`, the order, is made of. `words` and `exact` name the words and error
         *     codes that the text and the flow share.
         */
        "FlowsMatched.Candidate": {
            composite: number;
            coverage: number;
            domain: string;
            exact: string[];
            /** Format: uuid */
            flow_id: string;
            flow_version: number;
            keyword: number;
            name: string;
            recency: number;
            score: number;
            semantic: number;
            similarity: number;
            words: string[];
        };
        /**
         * MatchedFlow
         * @description The flow that fits best, with the tree that the session keeps.
         */
        "FlowsMatched.MatchedFlow": {
            /** Format: uuid */
            id: string;
            name: string;
            tree: components["schemas"]["FlowsMatched.Node"];
            version: number;
        };
        /**
         * Node
         * @description A node and, nested in it, others; only options and `next_node_id` link nodes, nesting does not.
         *
         *     Lenient, so that a draft can be kept while it is written; what a newer editor adds is kept too.
         */
        "FlowsMatched.Node": {
            children: components["schemas"]["FlowsMatched.Node"][];
            description: string | null;
            help_text: string | null;
            id: string;
            next_node_id: string | null;
            options: components["schemas"]["FlowsMatched.Option"][];
            question: string | null;
            title: string | null;
            /** @enum {string} */
            type: "decision" | "action" | "solution";
        } & {
            [key: string]: unknown;
        };
        /**
         * Option
         * @description An answer of a decision and the node it leads to.
         */
        "FlowsMatched.Option": {
            id: string | null;
            label: string;
            next_node_id: string | null;
        } & {
            [key: string]: unknown;
        };
        /**
         * Thresholds
         * @description From `guide` a flow is given to FlowPilot as a guide, from `guided` it leads.
         */
        "FlowsMatched.Thresholds": {
            guide: number;
            guided: number;
        };
        /**
         * Weights
         * @description The parts of the composite; `domain` is what agreement of the problem domain adds.
         */
        "FlowsMatched.Weights": {
            domain: number;
            keyword: number;
            recency: number;
            semantic: number;
        };
        /**
         * GapAssigned
         * @description Somebody takes it on; with None nobody does any more.
         */
        GapAssigned: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
            user_id: string | null;
        };
        /**
         * GapChanged
         * @description The evidence is notably another.
         */
        GapChanged: {
            /** Format: date-time */
            at: string;
            evidence: components["schemas"]["GapChanged.Evidence"];
            example_session_ids: string[];
            flow_name: string | null;
            flow_version: number | null;
            keywords: string[];
            problem_domain: string | null;
            /** @enum {string} */
            severity: "low" | "medium" | "high";
            title: string;
        };
        /**
         * Evidence
         * @description What speaks for a gap: of `sessions` in the last `period_days`, `affected` show it; `share` is 0-1.
         *
         *     `details` are further figures of the kind; `session_ids` the affected sessions, the newest of them.
         */
        "GapChanged.Evidence": {
            affected: number;
            details: {
                [key: string]: number;
            };
            period_days: number;
            session_ids: string[];
            sessions: number;
            share: number;
        };
        /**
         * GapClosed
         * @description It is one no more. `by` is None where the flywheel closed it; `flow_id` the flow that closes it.
         */
        GapClosed: {
            /** Format: date-time */
            at: string;
            by: string | null;
            flow_id: string | null;
            note: string | null;
            /** @enum {string} */
            reason: "flow_published" | "by_hand" | "gone";
        };
        /**
         * GapDraftAsked
         * @description Somebody wants a flow made of its sessions. `round` counts the drafts from 1.
         */
        GapDraftAsked: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
            round: number;
        };
        /**
         * GapDraftDropped
         * @description The flow that was to close it is archived; another one can be made.
         */
        GapDraftDropped: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            flow_id: string;
        };
        /**
         * GapDraftRefused
         * @description No flow came of it; `code` says why.
         */
        GapDraftRefused: {
            /** Format: date-time */
            at: string;
            code: string;
            round: number;
        };
        /**
         * GapFound
         * @description Sessions show that something is missing: a flow, or something in one.
         *
         *     `flow_version` is the version that the evidence is of; `node_id` the node, where the gap is about one.
         */
        GapFound: {
            /** Format: date-time */
            at: string;
            evidence: components["schemas"]["GapFound.Evidence"];
            example_session_ids: string[];
            flow_id: string | null;
            flow_name: string | null;
            flow_version: number | null;
            keywords: string[];
            /** @enum {string} */
            kind: "uncovered" | "weak_options" | "high_escalation" | "falling_success" | "many_skips";
            node_id: string | null;
            problem_domain: string | null;
            /** @enum {string} */
            severity: "low" | "medium" | "high";
            title: string;
        };
        /**
         * Evidence
         * @description What speaks for a gap: of `sessions` in the last `period_days`, `affected` show it; `share` is 0-1.
         *
         *     `details` are further figures of the kind; `session_ids` the affected sessions, the newest of them.
         */
        "GapFound.Evidence": {
            affected: number;
            details: {
                [key: string]: number;
            };
            period_days: number;
            session_ids: string[];
            sessions: number;
            share: number;
        };
        /**
         * GapRelabelled
         * @description A session that it was named after was erased: until its evidence is told anew it is called neutrally, and has no
         *     keywords.
         */
        GapRelabelled: {
            /** Format: date-time */
            at: string;
            title: string;
        };
        /**
         * GapReopened
         * @description It is one again. `by` is None where the flywheel says so.
         */
        GapReopened: {
            /** Format: date-time */
            at: string;
            by: string | null;
            /** @enum {string} */
            reason: "by_hand" | "snooze_over" | "worse" | "new_sessions";
        };
        /**
         * GapSnoozed
         * @description It shall not be shown until then, unless it gets worse.
         */
        GapSnoozed: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
            /** Format: date-time */
            until: string;
        };
        /**
         * HandedOver
         * @description The case left the product: a vendor, a visit on site. `outcome` counts the session's closings.
         */
        HandedOver: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
            notes: string | null;
            outcome: number;
            recipient: string;
        };
        /**
         * MembersMapped
         * @description Who of ours is whom in the PSA, as a whole.
         */
        MembersMapped: {
            /** Format: date-time */
            at: string;
            by: string | null;
            members: components["schemas"]["MembersMapped.Member"][];
        };
        /**
         * Member
         * @description One of ours, as the PSA knows them. `how`: matched by e-mail, or set by hand.
         */
        "MembersMapped.Member": {
            /** @enum {string} */
            how: "email" | "manual";
            member_id: string;
            member_name: string;
            /** Format: uuid */
            user_id: string;
        };
        /**
         * NoteDrafted
         * @description A closing document was drafted from the session's state `state_version`; whoever asks again gets this one.
         */
        NoteDrafted: {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            engine: "playbook" | "claude";
            /** @enum {string} */
            kind: "resolution_note" | "escalation_package";
            markdown: string;
            prompt_blob: string | null;
            prompt_version: string | null;
            state_version: number;
            usage: components["schemas"]["NoteDrafted.Usage"] | null;
        };
        /**
         * Usage
         * @description What the model calls of one document cost, failed tries included.
         */
        "NoteDrafted.Usage": {
            cache_read_tokens: number;
            cache_write_tokens: number;
            calls: number;
            cost_usd: string;
            input_tokens: number;
            latency_ms: number;
            model: string;
            output_tokens: number;
        };
        /**
         * NoteEdited
         * @description An engineer wrote the document anew, as of the session's state `state_version`.
         */
        NoteEdited: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
            /** @enum {string} */
            kind: "resolution_note" | "escalation_package";
            markdown: string;
            state_version: number;
        };
        /**
         * NoteWritten
         * @description The document that belongs to a closing, as it leaves the product. `edited`: an engineer's own words.
         */
        NoteWritten: {
            /** Format: date-time */
            at: string;
            edited: boolean;
            /** @enum {string} */
            engine: "playbook" | "claude";
            /** @enum {string} */
            kind: "resolution_note" | "escalation_package";
            markdown: string;
            outcome: number;
            prompt_blob: string | null;
            prompt_version: string | null;
            state_version: number;
            usage: components["schemas"]["NoteWritten.Usage"] | null;
        };
        /**
         * Usage
         * @description What the model calls of one document cost, failed tries included.
         */
        "NoteWritten.Usage": {
            cache_read_tokens: number;
            cache_write_tokens: number;
            calls: number;
            cost_usd: string;
            input_tokens: number;
            latency_ms: number;
            model: string;
            output_tokens: number;
        };
        /**
         * NotificationClosed
         * @description What it tells of is over: it waits for nobody, and counts as read.
         */
        NotificationClosed: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            user_id: string;
        };
        /**
         * NotificationRaised
         * @description Somebody is told of something. Not `in_app`: by e-mail alone, as they wish it.
         */
        NotificationRaised: {
            about: components["schemas"]["NotificationRaised.EscalationAbout"] | components["schemas"]["NotificationRaised.ProposalAbout"] | components["schemas"]["NotificationRaised.FixAbout"] | components["schemas"]["NotificationRaised.PushAbout"] | components["schemas"]["NotificationRaised.ConnectionAbout"] | components["schemas"]["NotificationRaised.GapAbout"];
            /** Format: date-time */
            at: string;
            in_app: boolean;
            /** @enum {string} */
            kind: "escalation_to_me" | "escalation_to_team" | "proposal_pending" | "fix_waiting" | "push_failed" | "gap_found";
            /** Format: uuid */
            user_id: string;
        };
        /**
         * ConnectionAbout
         * @description A connection over which documents do not get into tickets.
         */
        "NotificationRaised.ConnectionAbout": {
            /** Format: uuid */
            connection_id: string;
            name: string;
            /** @constant */
            type: "connection";
        };
        /**
         * EscalationAbout
         * @description A session for which another engineer is asked. `team_id`: whose it is, where nobody is named.
         */
        "NotificationRaised.EscalationAbout": {
            by_name: string;
            case_title: string;
            reason: string;
            /** Format: uuid */
            session_id: string;
            team_id: string | null;
            /** @constant */
            type: "escalation";
        };
        /**
         * FixAbout
         * @description A fix that waits for its verification since `pending_since`.
         */
        "NotificationRaised.FixAbout": {
            case_title: string;
            /** Format: uuid */
            fix_id: string;
            fix_title: string;
            /** Format: date-time */
            pending_since: string;
            /** Format: uuid */
            session_id: string;
            /** @constant */
            type: "fix";
        };
        /**
         * GapAbout
         * @description A gap in what the flow library covers.
         */
        "NotificationRaised.GapAbout": {
            /** Format: uuid */
            gap_id: string;
            problem_domain: string | null;
            severity: string;
            title: string;
            /** @constant */
            type: "gap";
        };
        /**
         * ProposalAbout
         * @description A proposal that waits for a reviewer.
         */
        "NotificationRaised.ProposalAbout": {
            problem_domain: string | null;
            /** Format: uuid */
            proposal_id: string;
            /** @enum {string} */
            proposal_type: "new_flow" | "enhancement";
            title: string;
            /** @constant */
            type: "proposal";
        };
        /**
         * PushAbout
         * @description A document that did not get into its ticket.
         */
        "NotificationRaised.PushAbout": {
            case_title: string;
            error: string;
            outcome: number;
            /** Format: uuid */
            session_id: string;
            ticket_id: string;
            /** @constant */
            type: "push";
        };
        /**
         * NotificationRead
         * @description It was seen.
         */
        NotificationRead: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            user_id: string;
        };
        /**
         * NotificationShown
         * @description It was for e-mail alone, and no e-mail will tell it: it is in the app, as of then.
         */
        NotificationShown: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            user_id: string;
        };
        /**
         * NotificationsRead
         * @description All that the person was told of up to `upto` was seen.
         */
        NotificationsRead: {
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            upto: string;
            /** Format: uuid */
            user_id: string;
        };
        /**
         * OutcomeReverted
         * @description The session was reopened: that resolution did not hold. `flow_id` is the flow that it was matched with.
         */
        OutcomeReverted: {
            /** Format: date-time */
            at: string;
            flow_id: string | null;
            outcome: number;
        };
        /**
         * PreferencesChanged
         * @description The person wants to be told otherwise; how, they may change again.
         */
        PreferencesChanged: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            user_id: string;
        };
        /**
         * ProposalApproved
         * @description A reviewer wants it published, as `flow` reads. `round` counts the approvals from 1.
         *
         *     `flow_stream_version`: the version of the flow's stream that an enhancement was edited on.
         */
        ProposalApproved: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
            flow: components["schemas"]["ProposalApproved.FlowText"];
            flow_stream_version: number | null;
            round: number;
        };
        /**
         * FlowText
         * @description A flow as it is published from a proposal.
         */
        "ProposalApproved.FlowText": {
            category: string | null;
            description: string;
            match_keywords: string[];
            name: string;
            problem_domain: string;
            tags: string[];
            tree_structure: {
                [key: string]: unknown;
            };
        };
        /**
         * ProposalDismissed
         * @description A reviewer has no use for it.
         */
        ProposalDismissed: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
        };
        /**
         * ProposalForgotten
         * @description The proposal is gone with the case that alone led to it: its key is destroyed; one from before proposals had keys
         *     of their own is shown and published no more. In a stream of its own, sealed by the account's key.
         */
        ProposalForgotten: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            proposal_id: string;
        };
        /**
         * ProposalMade
         * @description A session suggests a flow, a change to one, or confirms one. `confidence` is 0-1.
         */
        ProposalMade: {
            /** Format: date-time */
            at: string;
            confidence: number;
            description: string;
            engine: ("playbook" | "claude") | null;
            enhancement: components["schemas"]["ProposalMade.Enhancement"] | null;
            flow: components["schemas"]["ProposalMade.FlowDraft"] | null;
            problem_domain: string | null;
            prompt_blob: string | null;
            prompt_version: string | null;
            /** @enum {string} */
            proposal_type: "new_flow" | "enhancement" | "auto_reinforced";
            source: components["schemas"]["ProposalMade.Source"];
            target_flow_id: string | null;
            target_flow_version: number | null;
            title: string;
            usage: components["schemas"]["ProposalMade.Usage"] | null;
        };
        /**
         * AddedOption
         * @description An answer to add, and the node it leads to.
         */
        "ProposalMade.AddedOption": {
            id: string;
            label: string;
            next_node_id: string;
        };
        /**
         * Enhancement
         * @description What is added to a flow; the first of the new nodes says where it is attached, and by which answer.
         */
        "ProposalMade.Enhancement": {
            diff_description: string;
            modified_options: components["schemas"]["ProposalMade.ModifiedOption"][];
            new_nodes: {
                [key: string]: unknown;
            }[];
        };
        /**
         * FlowDraft
         * @description A flow that is not there yet.
         */
        "ProposalMade.FlowDraft": {
            match_keywords: string[];
            tree_structure: {
                [key: string]: unknown;
            };
        };
        /**
         * ModifiedOption
         * @description The decision that gets one more answer.
         */
        "ProposalMade.ModifiedOption": {
            add_option: components["schemas"]["ProposalMade.AddedOption"];
            node_id: string;
        };
        /**
         * Source
         * @description An end of a session that speaks for a proposal, or against it.
         */
        "ProposalMade.Source": {
            outcome: number;
            /** Format: uuid */
            session_id: string;
        };
        /**
         * Usage
         * @description What the model calls of one draft cost, failed tries included.
         */
        "ProposalMade.Usage": {
            cache_read_tokens: number;
            cache_write_tokens: number;
            calls: number;
            cost_usd: string;
            input_tokens: number;
            latency_ms: number;
            model: string;
            output_tokens: number;
        };
        /**
         * ProposalPublished
         * @description The flow is published.
         */
        ProposalPublished: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            flow_id: string;
            flow_version: number;
            round: number;
        };
        /**
         * ProposalRejected
         * @description A reviewer holds it to be wrong.
         */
        ProposalRejected: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
            reason: string;
        };
        /**
         * ProposalReopened
         * @description It was dismissed or rejected and is pending again. `by` is None where sessions enough spoke for it since.
         */
        ProposalReopened: {
            /** Format: date-time */
            at: string;
            by: string | null;
        };
        /**
         * PublicationRefused
         * @description The flow library did not take it; the proposal is pending again. `code` is the refusal's.
         */
        PublicationRefused: {
            /** Format: date-time */
            at: string;
            code: string;
            round: number;
        };
        /**
         * PublicationWithdrawn
         * @description What the approval had published is as it was before; the proposal is pending again.
         */
        PublicationWithdrawn: {
            /** Format: date-time */
            at: string;
            round: number;
        };
        /**
         * PushAbandoned
         * @description Nobody tries any more, until somebody asks for it.
         */
        PushAbandoned: {
            /** Format: date-time */
            at: string;
            code: string;
            error: string;
        };
        /**
         * PushAttempted
         * @description The PSA is about to be asked for the n-th time, counted from 1.
         */
        PushAttempted: {
            /** Format: date-time */
            at: string;
            attempt: number;
        };
        /**
         * PushAttemptFailed
         * @description An attempt came to nothing, or it is `unclear` what it came to. `error` has at most 200 characters.
         *
         *     `note_id`: the note stood in the ticket by then, and what failed is the rest. Without `retry_at` the push waits for
         *     its connection, or is abandoned by the next event.
         */
        PushAttemptFailed: {
            /** Format: date-time */
            at: string;
            attempt: number;
            code: string;
            error: string;
            note_id: string | null;
            retry_at: string | null;
            unclear: boolean;
        };
        /**
         * PushDuplicated
         * @description Read back later, the note stands in the ticket more than once: the PSA committed later than it ever should.
         */
        PushDuplicated: {
            /** Format: date-time */
            at: string;
            note_ids: string[];
        };
        /**
         * PushRequested
         * @description The document shall stand in the ticket, once. `marker` is in its text and tells it from any other.
         *
         *     `member_id` is None, with a warning for people, where the PSA does not know the engineer.
         */
        PushRequested: {
            /** Format: date-time */
            at: string;
            by: string | null;
            /** Format: uuid */
            connection_id: string;
            /** @enum {string} */
            kind: "resolution_note" | "escalation_package";
            marker: string;
            member_id: string | null;
            member_warning: string | null;
            /** @enum {string} */
            note_kind: "internal" | "resolution" | "discussion";
            outcome: number;
            status: string | null;
            text: string;
            ticket_id: string;
            time: components["schemas"]["PushRequested.WorkTime"] | null;
        };
        /**
         * WorkTime
         * @description What a time entry says: from when to when, and the hours that count.
         */
        "PushRequested.WorkTime": {
            /** Format: date-time */
            end: string;
            hours: number;
            /** Format: date-time */
            start: string;
        };
        /**
         * PushRetried
         * @description Somebody asked for another try.
         */
        PushRetried: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
        };
        /**
         * PushSucceeded
         * @description The note stands in the ticket. `found`: it stood there already, written by an attempt that did not hear so.
         *
         *     `status_set`: the ticket has the status that was asked for, whoever gave it that; `ticket_closed` is whether it is
         *     closed with that, None where the PSA did not say. `warning` tells what of the time and the status is not done, or
         *     not known; at most 200 characters.
         */
        PushSucceeded: {
            /** Format: date-time */
            at: string;
            attempt: number;
            found: boolean;
            note_id: string;
            status_set: boolean;
            ticket_closed: boolean | null;
            time_entry_id: string | null;
            warning: string | null;
        };
        /**
         * ScriptGenerated
         * @description A script was made from a template and handed out. Passwords among its parameters are redacted.
         */
        ScriptGenerated: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
            fix_id: string | null;
            /** Format: uuid */
            generation_id: string;
            parameters_used: {
                [key: string]: string;
            };
            /** @enum {string} */
            shell: "powershell" | "bash";
            step_id: string | null;
            /** Format: uuid */
            template_id: string;
            template_name: string;
            template_slug: string;
            template_version: number;
        };
        /**
         * ScriptResultRecorded
         * @description What running the generated script gave.
         */
        ScriptResultRecorded: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
            details: string | null;
            /** Format: uuid */
            generation_id: string;
            success: boolean;
        };
        /**
         * SecretRotated
         * @description Deliveries are signed with another secret; for a while with the old one as well.
         */
        SecretRotated: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
        };
        /**
         * SessionAbandoned
         * @description The session ended without a result; `by` is None when inactivity ended it.
         */
        SessionAbandoned: {
            /** Format: date-time */
            at: string;
            by: string | null;
            outcome: number;
            /** @enum {string} */
            reason: "owner" | "inactivity";
        };
        /**
         * SessionAnalysed
         * @description A resolved session was analysed, once and for all.
         *
         *     `proposal_id` is None where a flow that is published already says as much: `flow_id` then, which is otherwise the
         *     flow that the session was matched with. `merged`: the proposal was there before. `engine` wrote the draft.
         */
        SessionAnalysed: {
            /** Format: date-time */
            at: string;
            divergences: number;
            engine: ("playbook" | "claude") | null;
            flow_id: string | null;
            merged: boolean;
            outcome: number;
            proposal_id: string | null;
            /** @enum {string} */
            verdict: "enhancement" | "auto_reinforced" | "new_flow";
        };
        /**
         * SessionContradicted
         * @description A session that spoke for the proposal was reopened: what it says did not hold there.
         */
        SessionContradicted: {
            /** Format: date-time */
            at: string;
            confidence: number;
            source: components["schemas"]["SessionContradicted.Source"];
        };
        /**
         * Source
         * @description An end of a session that speaks for a proposal, or against it.
         */
        "SessionContradicted.Source": {
            outcome: number;
            /** Format: uuid */
            session_id: string;
        };
        /**
         * SessionPaused
         * @description The engineer put the case aside.
         */
        SessionPaused: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
        };
        /**
         * SessionRated
         * @description The closed session got a rating, or another one.
         */
        SessionRated: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
            feedback: string | null;
            rating: number;
        };
        /**
         * SessionReassigned
         * @description Another engineer owns the session now.
         */
        SessionReassigned: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
            /** Format: uuid */
            from_id: string;
            /** Format: uuid */
            to_id: string;
            to_name: string;
            to_team_id: string | null;
        };
        /**
         * SessionReopened
         * @description The end did not hold.
         */
        SessionReopened: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
        };
        /**
         * SessionResolved
         * @description The problem is solved. `outcome` counts the session's closings from 1.
         */
        SessionResolved: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
            feedback: string | null;
            outcome: number;
            rating: number | null;
            resolution_action: string | null;
            resolution_summary: string;
        };
        /**
         * SessionResumed
         * @description The engineer took the case up again.
         */
        SessionResumed: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
        };
        /**
         * SessionStarted
         * @description The diagnosis began, with all that intake and matching found.
         */
        SessionStarted: {
            /** Format: uuid */
            account_id: string;
            confidence: number;
            domain: string;
            flow: components["schemas"]["SessionStarted.FlowGuide"] | null;
            intake: components["schemas"]["SessionStarted.Intake"];
            max_steps: number;
            nearest: components["schemas"]["SessionStarted.NearFlow"][];
            no_model: boolean;
            /** Format: uuid */
            owner_id: string;
            owner_name: string;
            redactions: string[];
            /** Format: date-time */
            started_at: string;
            summary: string;
            symptoms: string[];
            team_id: string | null;
            ticket_context: {
                [key: string]: unknown;
            } | null;
            /** @enum {string} */
            tier: "guided" | "exploring" | "discovery";
            urgency: string;
        };
        /**
         * FlowGuide
         * @description A published flow in the version that the session keeps. `score` is its match score, 0-1.
         */
        "SessionStarted.FlowGuide": {
            /** Format: uuid */
            id: string;
            name: string;
            score: number;
            tree: {
                [key: string]: unknown;
            };
            version: number;
        };
        /**
         * Intake
         * @description What the engineer gave at the start.
         */
        "SessionStarted.Intake": {
            log_excerpt: string | null;
            screenshots: components["schemas"]["SessionStarted.Screenshot"][];
            text: string | null;
        };
        /**
         * NearFlow
         * @description A flow that was a candidate.
         */
        "SessionStarted.NearFlow": {
            /** Format: uuid */
            flow_id: string;
            flow_version: number;
            name: string;
            score: number;
        };
        /**
         * Screenshot
         * @description A picture of the intake, by its blob.
         */
        "SessionStarted.Screenshot": {
            blob: string;
            media_type: string;
        };
        /**
         * SessionSupported
         * @description Another session came to the same. `confidence` is the proposal's from now on.
         */
        SessionSupported: {
            /** Format: date-time */
            at: string;
            confidence: number;
            source: components["schemas"]["SessionSupported.Source"];
        };
        /**
         * Source
         * @description An end of a session that speaks for a proposal, or against it.
         */
        "SessionSupported.Source": {
            outcome: number;
            /** Format: uuid */
            session_id: string;
        };
        /**
         * SignInLocked
         * @description Too many wrong passwords in a row: sign-in is refused for a while.
         */
        SignInLocked: {
            /** Format: uuid */
            user_id: string;
        };
        /**
         * StepAnswered
         * @description The engineer answered the open step.
         */
        StepAnswered: {
            action_result: components["schemas"]["StepAnswered.ActionResult"] | null;
            /** Format: date-time */
            answered_at: string;
            /** Format: uuid */
            answered_by: string;
            free_text: string | null;
            order: number;
            selected_label: string | null;
            selected_option: string | null;
            /** Format: uuid */
            step_id: string;
            was_free_text: boolean;
            was_skipped: boolean;
        };
        /**
         * ActionResult
         * @description How an action, or a suggested resolution, turned out.
         */
        "StepAnswered.ActionResult": {
            details: string | null;
            next_hint: string | null;
            success: boolean;
        };
        /**
         * StepFailed
         * @description The engine gave no usable step; the engineer may retry.
         */
        StepFailed: {
            attempt: number;
            code: string;
            detail: string;
            /** @enum {string} */
            engine: "playbook" | "claude";
            /** Format: date-time */
            failed_at: string;
            order: number;
            retriable: boolean;
            usage: components["schemas"]["StepFailed.Usage"] | null;
        };
        /**
         * Usage
         * @description What the model calls of one step cost, failed tries included.
         */
        "StepFailed.Usage": {
            cache_read_tokens: number;
            cache_write_tokens: number;
            calls: number;
            cost_usd: string;
            input_tokens: number;
            latency_ms: number;
            model: string;
            output_tokens: number;
        };
        /**
         * StepProposed
         * @description FlowPilot put something to the engineer; it is the open step. `order` counts from 0, `attempt` from 1.
         */
        StepProposed: {
            allow_free_text: boolean;
            allow_skip: boolean;
            attempt: number;
            confidence: number;
            content: components["schemas"]["StepProposed.QuestionContent"] | components["schemas"]["StepProposed.ActionContent"] | components["schemas"]["StepProposed.SuggestionContent"];
            context_message: string | null;
            /** @enum {string} */
            engine: "playbook" | "claude";
            node_id: string | null;
            options: components["schemas"]["StepProposed.Option"][];
            order: number;
            prompt_blob: string | null;
            prompt_version: string | null;
            /** Format: date-time */
            proposed_at: string;
            reasoning: string | null;
            /** @enum {string} */
            shape: "question" | "action" | "resolution_suggestion";
            /** Format: uuid */
            step_id: string;
            /** @enum {string} */
            step_type: "question" | "action";
            /** @enum {string} */
            tier: "guided" | "exploring" | "discovery";
            usage: components["schemas"]["StepProposed.Usage"] | null;
        };
        /**
         * ActionContent
         * @description What an action shows.
         */
        "StepProposed.ActionContent": {
            /** @enum {string} */
            action_type: "instruction" | "script_generation" | "verification" | "info_request";
            expected_outcome: string | null;
            instructions: string | null;
            pre_filled_params: {
                [key: string]: string;
            } | null;
            template_id: string | null;
            text: string;
            /** @constant */
            type: "action";
        };
        /**
         * Option
         * @description One offered answer.
         */
        "StepProposed.Option": {
            followup_hint: string | null;
            label: string;
            value: string;
        };
        /**
         * QuestionContent
         * @description What a question shows.
         */
        "StepProposed.QuestionContent": {
            text: string;
            /** @constant */
            type: "question";
        };
        /**
         * SuggestionContent
         * @description What a resolution suggestion shows.
         */
        "StepProposed.SuggestionContent": {
            follow_up_recommendations: string[];
            resolution_summary: string;
            text: string;
            /** @constant */
            type: "resolution_suggestion";
        };
        /**
         * Usage
         * @description What the model calls of one step cost, failed tries included.
         */
        "StepProposed.Usage": {
            cache_read_tokens: number;
            cache_write_tokens: number;
            calls: number;
            cost_usd: string;
            input_tokens: number;
            latency_ms: number;
            model: string;
            output_tokens: number;
        };
        /**
         * StepRetried
         * @description The engineer asked for a failed step again; `attempt` is the new one.
         */
        StepRetried: {
            /** Format: date-time */
            at: string;
            attempt: number;
            /** Format: uuid */
            by: string;
            order: number;
        };
        /**
         * TeamChanged
         * @description The team has another name.
         */
        TeamChanged: {
            /** Format: uuid */
            team_id: string;
        };
        /**
         * TeamCreated
         * @description A new team of engineers.
         */
        TeamCreated: {
            /** Format: uuid */
            team_id: string;
        };
        /**
         * TemplateActivated
         * @description The template is offered again.
         */
        TemplateActivated: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
        };
        /**
         * TemplateCreated
         * @description There is a new template; it is active, its version 1.
         */
        TemplateCreated: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
            template: components["schemas"]["TemplateCreated.TemplateContent"];
        };
        /**
         * Parameter
         * @description One placeholder `{{ key }}` of the body. A password has no default.
         */
        "TemplateCreated.Parameter": {
            default: string | number | boolean | null;
            /** @enum {string} */
            field_type: "text" | "multiline" | "number" | "select" | "boolean" | "password";
            help_text: string | null;
            key: string;
            label: string;
            options: string[];
            required: boolean;
            validation: components["schemas"]["TemplateCreated.Validation"] | null;
        };
        /**
         * TemplateContent
         * @description A whole template. `team_id` is None where all of the account may use it.
         */
        "TemplateCreated.TemplateContent": {
            body: string;
            category: string;
            description: string;
            name: string;
            parameters: components["schemas"]["TemplateCreated.Parameter"][];
            /** @enum {string} */
            shell: "powershell" | "bash";
            slug: string;
            team_id: string | null;
        };
        /**
         * Validation
         * @description What a value must be; what is null is not asked. Lengths are in characters.
         */
        "TemplateCreated.Validation": {
            max_length: number | null;
            maximum: number | null;
            min_length: number | null;
            minimum: number | null;
            pattern: string | null;
        };
        /**
         * TemplateDeactivated
         * @description The template is offered no more.
         */
        TemplateDeactivated: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
        };
        /**
         * TemplateRevised
         * @description The template reads otherwise now; `template_version` counts from 1, scripts made before keep theirs.
         */
        TemplateRevised: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
            template: components["schemas"]["TemplateRevised.TemplateContent"];
            template_version: number;
        };
        /**
         * Parameter
         * @description One placeholder `{{ key }}` of the body. A password has no default.
         */
        "TemplateRevised.Parameter": {
            default: string | number | boolean | null;
            /** @enum {string} */
            field_type: "text" | "multiline" | "number" | "select" | "boolean" | "password";
            help_text: string | null;
            key: string;
            label: string;
            options: string[];
            required: boolean;
            validation: components["schemas"]["TemplateRevised.Validation"] | null;
        };
        /**
         * TemplateContent
         * @description A whole template. `team_id` is None where all of the account may use it.
         */
        "TemplateRevised.TemplateContent": {
            body: string;
            category: string;
            description: string;
            name: string;
            parameters: components["schemas"]["TemplateRevised.Parameter"][];
            /** @enum {string} */
            shell: "powershell" | "bash";
            slug: string;
            team_id: string | null;
        };
        /**
         * Validation
         * @description What a value must be; what is null is not asked. Lengths are in characters.
         */
        "TemplateRevised.Validation": {
            max_length: number | null;
            maximum: number | null;
            min_length: number | null;
            minimum: number | null;
            pattern: string | null;
        };
        /**
         * TicketChanged
         * @description The ticket reads otherwise in the PSA, or has a new note, and not by our own writing.
         */
        TicketChanged: {
            /** Format: date-time */
            at: string;
            changes: components["schemas"]["TicketChanged.FieldChange"][];
            /** Format: uuid */
            connection_id: string;
            new_notes: components["schemas"]["TicketChanged.NoteSeen"][];
            ticket: components["schemas"]["TicketChanged.TicketSeen"];
        };
        /**
         * FieldChange
         * @description One thing that reads otherwise in the ticket now.
         */
        "TicketChanged.FieldChange": {
            after: string | null;
            before: string | null;
            field: string;
        };
        /**
         * NoteSeen
         * @description What was written in the ticket, the newest first. `internal`: the customer does not see it.
         */
        "TicketChanged.NoteSeen": {
            at: string | null;
            by: string | null;
            internal: boolean;
            text: string;
        };
        /**
         * TicketSeen
         * @description A ticket as the PSA told it at `last_updated`. `ref` is how people call it ("CW #123").
         */
        "TicketChanged.TicketSeen": {
            board: string | null;
            closed: boolean;
            company: string | null;
            contact: string | null;
            entered_at: string | null;
            id: string;
            last_updated: string | null;
            owner: string | null;
            priority: string | null;
            ref: string;
            status: string | null;
            summary: string;
            type: string | null;
            url: string | null;
        };
        /**
         * TicketClosed
         * @description The ticket was closed in the PSA, and not by us.
         */
        TicketClosed: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            connection_id: string;
            ticket: components["schemas"]["TicketClosed.TicketSeen"];
        };
        /**
         * TicketSeen
         * @description A ticket as the PSA told it at `last_updated`. `ref` is how people call it ("CW #123").
         */
        "TicketClosed.TicketSeen": {
            board: string | null;
            closed: boolean;
            company: string | null;
            contact: string | null;
            entered_at: string | null;
            id: string;
            last_updated: string | null;
            owner: string | null;
            priority: string | null;
            ref: string;
            status: string | null;
            summary: string;
            type: string | null;
            url: string | null;
        };
        /**
         * TicketContextLoaded
         * @description The PSA told what it knows of the case's ticket.
         */
        TicketContextLoaded: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            connection_id: string;
            context: components["schemas"]["TicketContextLoaded.TicketContext"];
            ticket_id: string;
        };
        /**
         * CompanySeen
         * @description Whose ticket it is.
         */
        "TicketContextLoaded.CompanySeen": {
            address: string | null;
            name: string;
            phone: string | null;
        };
        /**
         * ConfigurationSeen
         * @description A device or an agreement that the ticket is about.
         */
        "TicketContextLoaded.ConfigurationSeen": {
            details: string | null;
            name: string;
            type: string | null;
        };
        /**
         * ContactSeen
         * @description Who reported it.
         */
        "TicketContextLoaded.ContactSeen": {
            email: string | null;
            name: string;
            phone: string | null;
        };
        /**
         * NoteSeen
         * @description What was written in the ticket, the newest first. `internal`: the customer does not see it.
         */
        "TicketContextLoaded.NoteSeen": {
            at: string | null;
            by: string | null;
            internal: boolean;
            text: string;
        };
        /**
         * TicketContext
         * @description All of a ticket that helps a diagnosis.
         */
        "TicketContextLoaded.TicketContext": {
            company: components["schemas"]["TicketContextLoaded.CompanySeen"] | null;
            configurations: components["schemas"]["TicketContextLoaded.ConfigurationSeen"][];
            contact: components["schemas"]["TicketContextLoaded.ContactSeen"] | null;
            description: string | null;
            notes: components["schemas"]["TicketContextLoaded.NoteSeen"][];
            ticket: components["schemas"]["TicketContextLoaded.TicketSeen"];
        };
        /**
         * TicketSeen
         * @description A ticket as the PSA told it at `last_updated`. `ref` is how people call it ("CW #123").
         */
        "TicketContextLoaded.TicketSeen": {
            board: string | null;
            closed: boolean;
            company: string | null;
            contact: string | null;
            entered_at: string | null;
            id: string;
            last_updated: string | null;
            owner: string | null;
            priority: string | null;
            ref: string;
            status: string | null;
            summary: string;
            type: string | null;
            url: string | null;
        };
        /**
         * TicketContextUnavailable
         * @description The PSA did not tell; the case goes on without.
         */
        TicketContextUnavailable: {
            /** Format: date-time */
            at: string;
            connection_id: string | null;
            /** @enum {string} */
            reason: "away" | "unauthorized" | "not_found" | "no_connection" | "paused" | "refused";
            ticket_id: string;
        };
        /**
         * TicketDrafted
         * @description A new ticket of a watched board is offered as a case.
         */
        TicketDrafted: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            connection_id: string;
            ticket: components["schemas"]["TicketDrafted.TicketSeen"];
        };
        /**
         * TicketSeen
         * @description A ticket as the PSA told it at `last_updated`. `ref` is how people call it ("CW #123").
         */
        "TicketDrafted.TicketSeen": {
            board: string | null;
            closed: boolean;
            company: string | null;
            contact: string | null;
            entered_at: string | null;
            id: string;
            last_updated: string | null;
            owner: string | null;
            priority: string | null;
            ref: string;
            status: string | null;
            summary: string;
            type: string | null;
            url: string | null;
        };
        /**
         * TicketLinked
         * @description The session belongs to a ticket of the PSA.
         */
        TicketLinked: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            by: string;
            psa_connection_id: string;
            psa_ticket_id: string;
        };
        /**
         * TicketWaitEnded
         * @description The ticket's context did not come in time; the case goes on without it.
         */
        TicketWaitEnded: Record<string, never>;
        /**
         * TokenReused
         * @description A refresh token was shown a second time: it was stolen, and everything that followed from it is void.
         */
        TokenReused: {
            /** Format: uuid */
            sign_in_id: string;
            /** Format: uuid */
            user_id: string;
        };
        /**
         * UserChanged
         * @description Name, e-mail, team or password became another; `fields` says which, not what.
         */
        UserChanged: {
            fields: string[];
            /** Format: uuid */
            user_id: string;
        };
        /**
         * UserCreated
         * @description Somebody may sign in from now on.
         */
        UserCreated: {
            role: string;
            team_id: string | null;
            /** Format: uuid */
            user_id: string;
        };
        /**
         * UserDeactivated
         * @description Somebody lost access at once.
         */
        UserDeactivated: {
            /** Format: uuid */
            user_id: string;
        };
        /**
         * UserReactivated
         * @description Somebody may sign in again.
         */
        UserReactivated: {
            /** Format: uuid */
            user_id: string;
        };
        /**
         * UserRoleChanged
         * @description What somebody may do became more or less.
         */
        UserRoleChanged: {
            from_role: string;
            to_role: string;
            /** Format: uuid */
            user_id: string;
        };
        /**
         * WithdrawalRefused
         * @description The flow library did not go back; the approval stands. `code` is the refusal's.
         */
        WithdrawalRefused: {
            /** Format: date-time */
            at: string;
            code: string;
            round: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
