import { QueryClient } from "@tanstack/react-query";
import { act, screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { notificationsQuery, shownOf, showRead } from "@/features/notifications/api";
import Bell from "@/features/notifications/components/Bell";
import { NotificationsView } from "@/features/notifications/components/NotificationsPage";
import { PreferencesPage } from "@/features/notifications/components/PreferencesPage";
import { claimTelling, kindsFor, timeZones } from "@/features/notifications/model";
import { notificationStrings as text } from "@/features/notifications/strings";
import { makeNotification, makePreferences } from "@/features/notifications/test-kit";
import { keys } from "@/lib/queries";
import { type Answers, json, MAYA, makeServer, problem, renderAs } from "@/test/render";

const OLDER = makeNotification(1);
const NEWER = makeNotification(2);
const READ = makeNotification(1, { read_at: "2026-11-20T09:05:00Z" });

const told = ({ title, body }: typeof NEWER) => text.told(title, body);

const PATIENT = { timeout: 4000 };

afterEach(() => {
	vi.unstubAllGlobals();
	vi.restoreAllMocks();
});

function serve(answers: Answers) {
	const server = makeServer(answers);
	vi.stubGlobal("fetch", server.fetch);
	return server;
}

/** Once its menu is there: the button that stands in for it is another one. */
async function openBell(user: UserEvent, name: string): Promise<void> {
	await waitFor(() => expect(screen.getByRole("button", { name })).toHaveAttribute("data-state", "closed"), PATIENT);
	await user.click(screen.getByRole("button", { name }));
}

test("given unread ones, when the bell is opened, then the newest is read and what it is about opens", async () => {
	const server = serve({
		"GET /notifications/unread": { count: 2 },
		"GET /notifications": [NEWER, READ],
		"POST /notifications/notification-2/read": NEWER,
	});
	const { user, router } = await renderAs(MAYA, <Bell align="start" />);
	await openBell(user, "Notifications, 2 unread");
	const items = await screen.findAllByRole("menuitem", { name: /escalates case/ });
	expect(items.map((item) => item.textContent?.includes("unread"))).toEqual([true, false]);
	await user.click(items[0] as HTMLElement);

	await waitFor(() => expect(router.state.location.pathname).toBe("/pilot/session-2"));
	expect(server.sent).toEqual([expect.objectContaining({ path: "/notifications/notification-2/read" })]);
});

test("given one that was read, when it is followed, then it is not marked again", async () => {
	const server = serve({ "GET /notifications/unread": { count: 0 }, "GET /notifications": [READ] });
	const { user, router } = await renderAs(MAYA, <Bell align="start" />);
	await openBell(user, "Notifications");
	await user.click(await screen.findByRole("menuitem", { name: /escalates case/ }));

	await waitFor(() => expect(router.state.location.pathname).toBe("/pilot/session-1"));
	expect(server.sent).toEqual([]);
});

test("given one that is opened in another tab by the middle button, when it is pressed, then it is read and nothing opens here", async () => {
	const server = serve({
		"GET /notifications/unread": { count: 1 },
		"GET /notifications": [NEWER],
		"POST /notifications/notification-2/read": NEWER,
	});
	const { user, router } = await renderAs(MAYA, <NotificationsView unread={false} onUnread={vi.fn()} />);
	await user.pointer({ keys: "[MouseMiddle]", target: await screen.findByRole("link", { name: /case 2/ }) });

	await waitFor(() => expect(server.sent).toHaveLength(1));
	expect(router.state.location.pathname).toBe("/");
});

test("given the bell, when all are marked as read, then it is up to the newest that was shown", async () => {
	const server = serve({
		"GET /notifications/unread": { count: 2 },
		"GET /notifications": [NEWER, OLDER],
		"POST /notifications/read-all": { count: 0 },
	});
	const { user } = await renderAs(MAYA, <Bell align="start" />);
	await openBell(user, "Notifications, 2 unread");
	await user.click(await screen.findByRole("menuitem", { name: text.readAll }));

	await waitFor(() => expect(server.sent).toHaveLength(1));
	expect(server.sent[0]?.body).toEqual({ until: "notification-2" });
});

test("given a page that was opened, when another one comes, then it is said once; what was there before is not", async () => {
	let unread = [OLDER];
	serve({
		"GET /notifications/unread": () => Response.json({ count: unread.length }),
		"GET /notifications": () => Response.json(unread),
	});
	const { client } = await renderAs(MAYA, <Bell align="start" speaks />);
	await screen.findByRole("button", { name: "Notifications, 1 unread" });
	expect(screen.getByRole("status")).toBeEmptyDOMElement();
	unread = [NEWER, OLDER];
	await act(() => client.invalidateQueries({ queryKey: keys.notifications }));

	await waitFor(() => expect(screen.getByRole("status")).toHaveTextContent(told(NEWER)));
	expect(claimTelling([NEWER], OLDER.created_at, MAYA.id)).toEqual([]);
});

test("given several that come at once, some of the same title, when they are heard of, then each is said, the oldest first", async () => {
	let unread = [OLDER];
	serve({
		"GET /notifications/unread": () => Response.json({ count: unread.length }),
		"GET /notifications": () => Response.json(unread),
	});
	const { client } = await renderAs(MAYA, <Bell align="start" speaks />);
	await screen.findByRole("button", { name: "Notifications, 1 unread" });
	const [second, third, fourth] = [2, 3, 4].map((number) =>
		makeNotification(number, { title: "Maya asks for your help" }),
	);
	const come = (...newest: (typeof NEWER | undefined)[]) => {
		unread = newest as (typeof NEWER)[];
		return act(() => client.invalidateQueries({ queryKey: keys.notifications }));
	};
	await come(third, second, OLDER);
	const said = () => [...screen.getByRole("status").children];
	await waitFor(() => expect(said()).toHaveLength(2));
	expect(said().map((each) => each.textContent)).toEqual([second, third].map((each) => each && told(each)));
	const before = said();

	await come(fourth, third, second, OLDER);

	await waitFor(() => expect(said()).toHaveLength(1));
	expect(before).not.toContain(said()[0]);
});

test("given no unread one at first, when the first comes, then it is said", async () => {
	let unread: (typeof NEWER)[] = [];
	serve({
		"GET /notifications/unread": () => Response.json({ count: unread.length }),
		"GET /notifications": () => Response.json(unread),
	});
	const { client } = await renderAs(MAYA, <Bell align="start" speaks />);
	await screen.findByRole("button", { name: "Notifications" });
	await waitFor(() => expect(client.isFetching()).toBe(0));
	unread = [NEWER];
	await act(() => client.invalidateQueries({ queryKey: keys.notifications }));

	await waitFor(() => expect(screen.getByRole("status")).toHaveTextContent(told(NEWER)));
});

test("given the list, when j, m and a are pressed, then one is marked as read and then all", async () => {
	const server = serve({
		"GET /notifications/unread": { count: 2 },
		"GET /notifications": [NEWER, OLDER],
		"POST /notifications/notification-1/read": READ,
		"POST /notifications/read-all": { count: 0 },
	});
	const { user } = await renderAs(MAYA, <NotificationsView unread={false} onUnread={vi.fn()} />);
	await screen.findByRole("link", { name: /case 1/ });
	await user.keyboard("jjm");
	await waitFor(() => expect(server.sent).toHaveLength(1));
	await user.keyboard("a");

	await waitFor(() => expect(server.sent).toHaveLength(2));
	expect(server.sent.map(({ path }) => path)).toEqual([
		"/notifications/notification-1/read",
		"/notifications/read-all",
	]);
});

test.each([
	["full", ["setItem"]],
	["forbidden", ["getItem", "setItem"]],
] as const)(
	"given a browser's storage that is %s, when one is said, then it is said once all the same",
	(what, methods) => {
		for (const method of methods)
			vi.spyOn(Storage.prototype, method).mockImplementation(() => {
				throw new DOMException("denied", "SecurityError");
			});

		const said = [1, 2].map(() => claimTelling([NEWER, OLDER], OLDER.created_at, what));

		expect(said).toEqual([[NEWER], []]);
	},
);

test("given the unread alone, when the focused one is marked as read, then the next in its place has the focus", async () => {
	const now = { unread: [3, 2, 1].map((number) => makeNotification(number)) };
	const answers: Answers = {
		"GET /notifications/unread": () => json({ count: now.unread.length }),
		"GET /notifications": () => json(now.unread),
		"POST /notifications/read-all": () => read(() => false),
	};
	const read = (stays: (id: string) => boolean) => {
		now.unread = now.unread.filter(({ id }) => stays(id));
		return json({});
	};
	for (const { id } of now.unread) answers[`POST /notifications/${id}/read`] = () => read((other) => other !== id);
	serve(answers);
	const list = (
		<main tabIndex={-1}>
			<NotificationsView unread onUnread={vi.fn()} />
		</main>
	);
	const { user } = await renderAs(MAYA, list);
	await screen.findByRole("link", { name: /case 3/ });
	await user.keyboard("jjm");
	await waitFor(() => expect(screen.queryByRole("link", { name: /case 2/ })).toBeNull());
	expect(screen.getByRole("link", { name: /case 1/ })).toHaveFocus();

	await user.click(screen.getByRole("button", { name: /case 1/ }));
	await waitFor(() => expect(screen.queryByRole("link", { name: /case 1/ })).toBeNull());
	expect(screen.getByRole("link", { name: /case 3/ })).toHaveFocus();

	await user.click(screen.getByRole("button", { name: text.readAll }));
	await screen.findByRole("heading", { name: text.emptyUnreadTitle });
	await waitFor(() => expect(screen.getByRole("main")).toHaveFocus());
});

test("given one far down, when it is marked as read, then that is shown there, and it is none of the unread ones", () => {
	const client = new QueryClient();
	const { queryKey } = notificationsQuery(true);
	client.setQueryData(queryKey, { pages: [[NEWER], [OLDER]], pageParams: [0, 1] });
	showRead(client, ({ id }) => id === OLDER.id);

	const pages = client.getQueryData(queryKey)?.pages;
	expect(shownOf(pages, true)).toEqual([NEWER]);
	expect(shownOf(pages, false).map(({ read_at }) => read_at === null)).toEqual([true, false]);
});

test("given nothing unread, when only unread ones are shown, then it says so and shows all", async () => {
	serve({ "GET /notifications/unread": { count: 0 }, "GET /notifications": [] });
	const onUnread = vi.fn();
	const { user } = await renderAs(MAYA, <NotificationsView unread onUnread={onUnread} />);
	await screen.findByRole("heading", { name: text.emptyUnreadTitle });
	await user.click(screen.getByRole("button", { name: text.showAll }));

	expect(onUnread).toHaveBeenCalledWith(false);
	expect(screen.queryByRole("button", { name: text.readAll })).toBeNull();
});

test("given roles, when asked what each is told of, then nobody is offered what never comes", () => {
	expect(kindsFor({ role: "viewer" })).toEqual([]);
	expect(kindsFor(MAYA)).toEqual(["escalation_to_me", "escalation_to_team", "fix_waiting", "push_failed"]);
	expect(kindsFor({ role: "team_admin" })).toContain("gap_found");
	expect(kindsFor({ role: "operator" })).toEqual([]);
});

test("given a time zone that the browser does not know, when zones are offered, then it is among them", () => {
	expect(timeZones("Mars/Olympus")[0]).toBe("Mars/Olympus");
	expect(timeZones("Europe/Berlin").filter((zone) => zone === "Europe/Berlin")).toHaveLength(1);
});

test("given preferences, when one is changed and saved, then all are sent and it says that they hold", async () => {
	const wanted = makePreferences({ digest_hour: 16 });
	const server = serve({
		"GET /notifications/preferences": makePreferences(),
		"PUT /notifications/preferences": {
			...wanted,
			kinds: { ...wanted.kinds, push_failed: { in_app: false, email: "off" } },
		},
	});
	const { user } = await renderAs(MAYA, <PreferencesPage />);
	const row = within(
		(await screen.findByRole("rowheader", { name: /^Ticket not written/ })).closest("tr") as HTMLElement,
	);
	await user.click(row.getByRole("checkbox"));
	await user.selectOptions(row.getByRole("combobox"), "off");
	await user.selectOptions(screen.getByLabelText(text.digestHour), "16");
	expect(screen.getByText(text.unsaved)).toBeVisible();
	expect(screen.queryByRole("rowheader", { name: /Knowledge gap/ })).toBeNull();
	await user.click(screen.getByRole("button", { name: text.save }));

	expect(await screen.findByText(text.savedNow)).toBeVisible();
	expect(server.sent[0]?.body).toEqual({
		kinds: { ...makePreferences().kinds, push_failed: { in_app: false, email: "off" } },
		digest_hour: 16,
		time_zone: "Europe/Berlin",
	});
});

test("given preferences that another tab has changed, when one is changed here and saved, then both hold", async () => {
	let kept = makePreferences();
	const server = serve({
		"GET /notifications/preferences": () => json(kept),
		"PUT /notifications/preferences": () => json(kept),
	});
	const { user, client } = await renderAs(MAYA, <PreferencesPage />);
	await user.selectOptions(await screen.findByLabelText(text.digestHour), "16");
	kept = makePreferences({ time_zone: "Asia/Tokyo" });
	await act(() => client.invalidateQueries());
	await waitFor(() => expect(screen.getByLabelText(text.timeZone)).toHaveValue("Asia/Tokyo"));
	expect(screen.getByLabelText(text.digestHour)).toHaveValue("16");
	const kinds = { ...kept.kinds, gap_found: { in_app: false, email: "off" as const } };
	kept = { ...kept, kinds };
	await user.click(screen.getByRole("button", { name: text.save }));

	await waitFor(() => expect(server.sent).toHaveLength(1));
	expect(server.sent[0]?.body).toEqual({ kinds, digest_hour: 16, time_zone: "Asia/Tokyo" });
});

test("given an installation without e-mail, when the preferences are not saved, then both is said and nothing is lost", async () => {
	serve({
		"GET /notifications/preferences": makePreferences({ email_available: false }),
		"PUT /notifications/preferences": () => problem(503, "unavailable", "Not now."),
	});
	const { user } = await renderAs(MAYA, <PreferencesPage />);
	expect(await screen.findByText(text.noEmailTitle)).toBeVisible();
	await user.selectOptions(screen.getByLabelText(text.timeZone), "Asia/Tokyo");
	await user.click(screen.getByRole("button", { name: text.save }));

	expect(await screen.findByText("Not now.")).toBeVisible();
	expect(screen.getByLabelText(text.timeZone)).toHaveValue("Asia/Tokyo");
	expect(screen.getByText(text.unsaved)).toBeVisible();
});
