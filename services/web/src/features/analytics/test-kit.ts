import type { CountedSession, Figure, TierComparison, TierRow, TrendPoint } from "@/features/analytics/api";
import type { View } from "@/features/analytics/hooks/useView";
import { type AnalyticsSearch, scopeOf } from "@/features/analytics/model/search";

export const TODAY = "2026-11-20";

/** A share of 40 sessions beside one of 38, for tests. */
export function makeFigure(changes: Partial<Figure> = {}): Figure {
	return {
		key: "resolved_rate",
		unit: "share",
		value: 0.75,
		count: 40,
		hits: 30,
		previous: 0.5,
		previous_count: 38,
		low: 0.6,
		high: 0.86,
		definition: "The share of ended sessions that count as resolved.",
		...changes,
	};
}

export function makePoint(start: string, changes: Partial<TrendPoint> = {}): TrendPoint {
	return {
		start,
		end: start,
		sessions: 4,
		resolved: 3,
		escalated: 1,
		match_rate: 0.5,
		median_steps: 4.5,
		median_seconds: 720,
		...changes,
	};
}

export function makeTier(tier: string, changes: Partial<TierRow> = {}): TierRow {
	return {
		tier,
		sessions: 45,
		ended: 40,
		resolved: 36,
		rate: 0.9,
		low: 0.77,
		high: 0.96,
		median_seconds: 600,
		median_steps: 5,
		escalated: 2,
		...changes,
	};
}

export function makeComparison(changes: Partial<TierComparison> = {}): TierComparison {
	return {
		first: "guided",
		second: "discovery",
		difference: 0.15,
		low: 0.02,
		high: 0.29,
		verdict: "better",
		least_ended: 30,
		...changes,
	};
}

export function makeSession(id: string, changes: Partial<CountedSession> = {}): CountedSession {
	return {
		id,
		problem_summary: "Outlook asks for the password",
		problem_domain: "m365",
		status: "resolved",
		confidence_tier: "guided",
		last_tier: "guided",
		created_at: "2026-11-20T09:00:00Z",
		resolved_at: "2026-11-20T09:10:00Z",
		step_count: 5,
		session_rating: 4,
		matched_flow_id: null,
		matched_flow_name: null,
		match_score: null,
		user_id: null,
		user_name: "Maya Osei",
		team_id: null,
		client_id: null,
		counts_as_resolved: true,
		escalated: false,
		followed_flow: null,
		seconds_to_resolution: 600,
		steps_to_resolution: 4,
		cost_usd: 0,
		push_id: null,
		...changes,
	};
}

/** What an address shows on TODAY. */
export function makeView(search: AnalyticsSearch, change: View["change"]): View {
	return { search, scope: scopeOf(search, TODAY), change };
}
