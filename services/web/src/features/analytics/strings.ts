/** Loaded with the page. */
export const analyticsStrings = {
	title: "Analytics",
	hint: "How cases are solved, and whether it gets better. Every number leads to the sessions that it is made of.",
	asOf: (when: string) => `As of ${when}`,
	stale: (when: string) => `These figures are behind: as of ${when}.`,
	refreshFailed: "The figures could not be brought up to date. What is shown is from before.",
	rebuilding: "The figures are being built anew from the event log. What is shown is from before.",
	rebuildingShare: (share: string) => `${share} done`,

	buildingTitle: "The figures are being counted for the first time",
	buildingHint: "This takes a minute or so; they are shown as soon as they are there.",

	// Filters
	period: "Period",
	periods: {
		"7d": "Last 7 days",
		"30d": "Last 30 days",
		"90d": "Last 90 days",
		quarter: "This quarter",
		year: "This year",
	},
	ownPeriod: "From … to …",
	from: "From",
	to: "To",
	team: "Team",
	anyTeam: "Any team",
	client: "Client company",
	anyClient: "Any company",
	searchClient: "Search companies…",
	noSuchClient: "No company of that name.",
	domain: "Domain",
	anyDomain: "Any domain",
	clear: "Clear the filters",
	held: "What counts as resolved",
	heldDays: { 1: "not reopened for 1 day", 7: "not reopened for 7 days", 30: "not reopened for 30 days" },
	heldShort: (words: string) => `Resolved: ${words}`,
	heldMeans: (words: string) => `A case counts as resolved when it was ${words}.`,
	heldHistory: "Changing that changes all of history at once.",
	range: (range: string) => `${range} (UTC).`,
	compared: (range: string, before: string) => `${range} (UTC), compared with ${before}.`,

	// Values
	instant: "under 1 s",
	seconds: (count: number) => `${count} s`,
	minutes: (count: number) => `${count} min`,
	hours: (count: number) => `${count} h`,
	days: (count: number) => `${count} d`,
	ofFive: (value: string) => `${value} of 5`,
	between: (low: string, high: string) => `${low} to ${high}`,
	points: (shown: string, isOne: boolean) => `${shown} ${isOne ? "point" : "points"}`,
	noValue: "Nothing to count",

	// Changes
	nothingBefore: "No comparison: nothing before",
	tooFew: "No comparison: too few",
	asBefore: (before: string) => `As before (${before})`,
	changed: (direction: "up" | "down", distance: string, before: string, isChance: boolean) =>
		`${direction === "up" ? "Up" : "Down"} ${distance} from ${before}${isChance ? ", may be chance" : ""}`,
	better: "better",
	worse: "worse",

	// Summary
	summary: "Summary",
	figures: {
		sessions: "Sessions",
		resolved_rate: "Resolved",
		escalation_rate: "Escalated",
		median_time_to_resolution: "Time to resolution",
		median_steps_to_resolution: "Steps to resolution",
		match_rate: "Matched to a flow",
		match_precision: "Right matches",
		rating: "Rating",
		reopened_rate: "Reopened",
		cost_per_resolved: "Model cost per resolved case",
	},
	ofSessions: (count: number, shown: string) => (count === 1 ? "of 1 session" : `of ${shown} sessions`),
	rangeOf: (words: string) => `95% interval ${words}`,
	definition: (figure: string) => `What “${figure}” means`,
	showBehind: (figure: string, value: string) => `${figure}: ${value}. Show the sessions`,

	// Tables
	download: "CSV",
	downloadOf: (what: string) => `Download ${what} as CSV`,
	table: "Table",
	tableOf: (what: string) => `${what} as a table`,
	sessions: "Sessions",
	resolved: "Resolved",
	escalated: "Escalated",
	notResolved: "Not resolved",
	share: "Share",
	before: "Before",
	count: "Count",

	// Over time
	trend: "Over time",
	interval: "By",
	intervals: { day: "Day", week: "Week", month: "Month" },
	trendSteps: "Median steps to resolution",
	trendTime: "Median time to resolution",
	trendSlider: "Sessions over time",
	trendKeys: "Arrow keys go through the chart, Enter shows the sessions.",
	trendShow: "Show these",
	trendPick: "Point at a bar, or go there with the arrow keys.",
	trendWords: (when: string, parts: readonly string[]) => `${when}: ${parts.join(", ")}`,
	sessionsCount: (count: number, shown: string) => (count === 1 ? "1 session" : `${shown} sessions`),
	resolvedCount: (shown: string) => `${shown} resolved`,
	escalatedCount: (shown: string) => `${shown} escalated`,
	matchedShare: (shown: string) => `${shown} matched`,
	stepsCount: (shown: string) => `${shown} steps`,

	// Guided
	guided: "Is guided better?",
	tier: "Tier",
	ended: "Ended",
	rate: "Rate, 95% interval",
	medianTime: "Median time",
	medianSteps: "Median steps",
	verdict: {
		better: (first: string, second: string, by: string, range: string) =>
			`Yes: ${first} cases are resolved more often than ${second} ones, by ${by} (95% interval ${range}).`,
		worse: (first: string, second: string, by: string, range: string) =>
			`No: ${first} cases are resolved less often than ${second} ones, by ${by} (95% interval ${range}).`,
		no_difference_shown: (first: string, second: string, _: string, range: string) =>
			`No difference is shown between ${first} and ${second} cases: the 95% interval of the difference, ${range}, includes none.`,
	},
	verdictFew: (first: string, second: string, least: string) =>
		`Too few to say: ${first} and ${second} cases ended; at least ${least} of each are needed.`,
	verdictCaution:
		"Cases are not dealt out by chance: an easy problem is more often guided. This shows a difference, not its cause.",
	tierCount: (count: string, tier: string) => `${count} ${tier}`,

	// Breakdown
	breakdown: "Where they come from",
	breakdownBy: "By",
	breakdowns: { status: "Status", tier: "Confidence", domain: "Domain", team: "Team", client: "Client" },
	unknown: "Not known",

	// Pushes
	pushes: "Notes to the PSA",
	pushClasses: {
		first_try: "Got through at once",
		after_retries: "Got through after retries",
		failed: "Failed",
		waiting: "Waits",
	},
	noPushes: "No note was sent in this period.",

	outcome: "Outcome",

	// Models
	models: "Model use",
	noModels: "No model was called in this period.",
	model: "Model",
	calls: "Calls",
	tokensIn: "Tokens in",
	tokensOut: "Tokens out",
	cost: "Cost",

	// Flywheel
	flywheel: "The flywheel",
	proposals: "Proposals",
	proposalOutcomes: {
		pending: "Waits for review",
		approved: "Approved",
		dismissed: "Dismissed",
		rejected: "Rejected",
		auto_reinforced: "Reinforced a flow by itself",
	},
	noProposals: "No proposal was made in this period.",
	coverage: "Coverage",
	coverageFlows: "Published flows",
	coverageMatched: "Sessions matched to one",

	// Gaps
	gaps: "Knowledge gaps",
	gapsOpen: (count: number) => (count === 1 ? "1 open gap" : `${count} open gaps`),
	gapsNone: "No gap is open.",
	gapsLink: "Look at the gaps",
	severity: "Severity",
	kind: "Kind",

	// Empty
	emptyTitle: "No session in this period",
	emptyHint: (range: string) => `Nothing began between ${range}.`,
	emptyFiltered: "Nothing fits these filters in that time.",
	wider: "Last 90 days",

	// Behind a number
	behind: "Sessions behind a number",
	back: "Back to analytics",
	behindList: "Sessions behind the number",
	behindNone: "There is none",
	behindNoneHint: "The number that you came from has changed since, or the address was written by hand.",
	untitled: "No description yet",
	stepsOf: (count: number, shown: string) => (count === 1 ? "1 step" : `${shown} steps`),
	rated: (stars: number) => `Rated ${stars} of 5`,
	hits: {
		match_rate: "Matched to a flow",
		match_precision: "Matched, and followed to the resolution",
		reopened_rate: "Reopened",
		cost_per_resolved: "Resolved",
	},
	allOf: {
		sessions: "All sessions",
		resolved_rate: "Ended",
		escalation_rate: "All sessions",
		median_time_to_resolution: "Resolved",
		median_steps_to_resolution: "Resolved",
		match_rate: "Compared with the library",
		match_precision: "Matched and ended",
		rating: "Rated",
		reopened_rate: "Resolved at least once",
		cost_per_resolved: "All sessions",
	},
} as const;
