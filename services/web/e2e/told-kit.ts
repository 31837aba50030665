import type { Page } from "@playwright/test";

const id = (number: number) => `0193f2a0-0000-7000-8000-${String(number).padStart(12, "0")}`;
const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

const NO_DECISION = {
	status: "open",
	assigned_to: null,
	snoozed_until: null,
	closed_reason: null,
	closed_by_flow_id: null,
	closed_note: null,
	drafted_flow_id: null,
	drafting: false,
	draft_error: null,
};
const OF_NO_FLOW = { flow_id: null, flow_name: null, node_id: null };

function evidence(affected: number, sessions: number, details: Record<string, number> = {}) {
	return { sessions, affected, share: affected / sessions, period_days: 90, details };
}

/** A gap of each kind, as a month of work leaves them. `cases` are examples that can be opened. */
export function sampleGaps(cases: readonly string[] = []) {
	const gap = (number: number, rest: object) => ({
		id: id(number),
		account_id: id(0),
		keywords: [],
		...NO_DECISION,
		...OF_NO_FLOW,
		example_session_ids: cases.slice(0, 5),
		found_at: ago(30 * number),
		updated_at: ago(2),
		version: 3,
		...rest,
	});
	return [
		gap(1, {
			kind: "uncovered",
			title: "Scanner sends no mail: error 5.7.57, client not authenticated",
			problem_domain: "email",
			keywords: ["scanner", "5.7.57", "smtp", "relay", "copier"],
			severity: "high",
			evidence: evidence(34, 96, { unsolved: 9, escalated: 7, steps: 6.4 }),
		}),
		gap(2, {
			kind: "high_escalation",
			title: "Many escalations: VPN breaks off after some minutes",
			problem_domain: "networking",
			flow_id: id(102),
			flow_name: "VPN breaks off after some minutes",
			severity: "high",
			evidence: evidence(18, 41, { unsolved: 11, low: 0.3, high: 0.59 }),
		}),
		gap(3, {
			kind: "weak_options",
			title: "Own words instead of the answers: “Which of these does the lock-out come from?”",
			problem_domain: "active_directory",
			flow_id: id(103),
			flow_name: "Account locks out again and again",
			node_id: "source",
			severity: "medium",
			evidence: evidence(11, 29, { unsolved: 2, own_words: 11, never_taken: 1, low: 0.23, high: 0.56 }),
		}),
		gap(4, {
			kind: "falling_success",
			title: "Succeeds less than before: Outlook asks for the password again and again",
			problem_domain: "m365",
			flow_id: id(104),
			flow_name: "Outlook asks for the password again and again",
			severity: "medium",
			evidence: evidence(9, 22, { unsolved: 9, success_before: 0.84, success_now: 0.59, sessions_before: 62 }),
		}),
		gap(5, {
			kind: "many_skips",
			title: "Often skipped: “Read the firmware version on the switch”",
			problem_domain: "networking",
			flow_id: id(105),
			flow_name: "Two ports of the switch are dead",
			node_id: "firmware",
			severity: "low",
			evidence: evidence(7, 16, { unsolved: 1, low: 0.23, high: 0.67 }),
		}),
	];
}

/** Notifications of each kind; `case` is what they are about. */
export function sampleNotifications(session: string) {
	const told = (number: number, rest: object) => ({
		id: id(200 + number),
		session_id: session,
		link: `/pilot/${session}`,
		created_at: ago(number * number * 0.7),
		read_at: number > 3 ? ago(0.5) : null,
		email_status: null,
		email_error: null,
		version: 1,
		...rest,
	});
	return [
		told(1, {
			kind: "escalation_to_me",
			title: "Maya Osei asks for your help",
			body: "Account locks out again and again: I have no rights on the domain controller",
		}),
		told(2, {
			kind: "push_failed",
			title: "A document did not get into ticket 48213",
			body: "Scanner sends no mail: the PSA refused it, 403",
			email_status: "failed",
			email_error: "refused",
		}),
		told(3, {
			kind: "gap_found",
			title: "Knowledge gap: Scanner sends no mail",
			body: "Domain: email. Severity: high.",
			link: `/knowledge-gaps/${id(1)}`,
			session_id: null,
		}),
		told(4, {
			kind: "proposal_pending",
			title: "New flow proposed: Guest network asks for the password twice",
			body: "Domain: networking. It waits for your review.",
			link: "/review-queue",
			session_id: null,
		}),
		told(5, {
			kind: "fix_waiting",
			title: "A fix waits for its verification: Clear the stored credentials on NB-042",
			body: "Account locks out again and again: say whether it holds.",
		}),
		told(6, {
			kind: "escalation_to_team",
			title: "Tomasz Zielinski asks your team for help",
			body: "VPN breaks off after some minutes: the firewall is not ours",
		}),
	];
}

/** Lets the page read these gaps; filters are not looked at. */
export async function showGaps(page: Page, gaps: readonly { id: string }[]): Promise<void> {
	await page.route(/\/api\/v1\/knowledge-gaps(\?|$)/, (route) => route.fulfill({ json: gaps }));
	for (const gap of gaps)
		await page.route(`**/api/v1/knowledge-gaps/${gap.id}`, (route) => route.fulfill({ json: gap }));
}

export async function showNotifications(page: Page, told: readonly { read_at: string | null }[]): Promise<void> {
	const unread = told.filter(({ read_at }) => read_at === null);
	await page.route("**/api/v1/notifications/unread", (route) => route.fulfill({ json: { count: unread.length } }));
	await page.route(/\/api\/v1\/notifications\?/, (route) =>
		route.fulfill({ json: route.request().url().includes("unread=true") ? unread : told }),
	);
}
