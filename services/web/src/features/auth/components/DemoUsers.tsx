import { useMutation, useQuery } from "@tanstack/react-query";
import { ProblemNote } from "@/components/ui/problem-note";
import { demoQuery, type Me, signIn } from "@/features/auth/api";
import type { Schema } from "@/lib/api";
import { initialsOf } from "@/lib/names";
import { strings } from "@/lib/strings";

type DemoUser = Schema["DemoUser"];

/** In a demo: everybody who can sign in, one click away. `only` leaves one of them. */
export function DemoUsers({ only, onSignedIn }: { only?: string; onSignedIn: (me: Me) => void }) {
	const { data } = useQuery(demoQuery);
	const attempt = useMutation({
		mutationFn: (email: string) => signIn(email, data?.password ?? ""),
		onSuccess: onSignedIn,
	});
	if (!data?.demo) return null;
	const users = data.users.filter((user) => only === undefined || user.email === only);
	return (
		<section aria-labelledby="demo-users" className="grid gap-4">
			<div>
				<h2 id="demo-users" className="font-semibold">
					{strings.auth.demoTitle}
				</h2>
				<p className="text-muted-foreground text-sm">{strings.auth.demoHint}</p>
			</div>
			{byAccount(users).map(([account, people]) => (
				<div key={account} className="grid gap-2">
					<h3 className="text-muted-foreground text-sm">{account}</h3>
					<ul className="grid gap-2 sm:grid-cols-2">
						{people.map((user) => (
							<li key={user.email}>
								<DemoButton user={user} busy={attempt.isPending} onClick={() => attempt.mutate(user.email)} />
							</li>
						))}
					</ul>
				</div>
			))}
			{attempt.isError && <ProblemNote error={attempt.error} />}
		</section>
	);
}

function DemoButton({ user, busy, onClick }: { user: DemoUser; busy: boolean; onClick: () => void }) {
	const role = strings.shell.roles[user.role];
	return (
		<button
			type="button"
			aria-disabled={busy}
			onClick={busy ? undefined : onClick}
			className="flex w-full items-center gap-3 rounded-xl border border-border bg-accent/40 p-2.5 text-left text-sm hover:border-primary hover:bg-accent"
		>
			<span
				aria-hidden="true"
				className="grid size-9 shrink-0 place-items-center rounded-full bg-primary/15 font-semibold text-primary"
			>
				{initialsOf(user.name)}
			</span>
			<span className="min-w-0">
				<span className="block truncate font-medium">
					<span className="sr-only">{strings.auth.signInAs} </span>
					{user.name}
				</span>
				<span className="block truncate text-muted-foreground text-xs">{role}</span>
			</span>
		</button>
	);
}

function byAccount(users: readonly DemoUser[]): [string, DemoUser[]][] {
	const accounts = new Map<string, DemoUser[]>();
	for (const user of users) accounts.set(user.account_name, [...(accounts.get(user.account_name) ?? []), user]);
	return [...accounts];
}
