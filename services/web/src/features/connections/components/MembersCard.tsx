import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { UserRoundSearch } from "lucide-react";
import { useRef, useState } from "react";
import { MineOrAll } from "@/components/mine-or-all";
import { SearchField } from "@/components/search-field";
import { Button } from "@/components/ui/button";
import { Card, CardTitle } from "@/components/ui/card";
import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";
import { CommandTip } from "@/components/ui/tooltip";
import { type Connection, type Mapped, type Members, membersKey, membersQuery, send } from "@/features/connections/api";
import "@/features/connections/commands";
import { MemberDialog } from "@/features/connections/components/MemberDialog";
import { MemberTable } from "@/features/connections/components/MemberTable";
import { countMatched, shownPeople } from "@/features/connections/members";
import { connectionRoute } from "@/features/connections/route";
import { connectionStrings as text } from "@/features/connections/strings";
import { useCommand } from "@/lib/commands/react";
import { keys } from "@/lib/queries";
import { useSend } from "@/lib/use-send";

/** Who of ours is whom in the PSA; the narrowing is in the address. */
export function MembersCard({ connection }: { connection: Connection }) {
	const { people = "", who } = connectionRoute.useSearch();
	const navigate = useNavigate({ from: "/settings/psa/$connectionId" });
	return (
		<MembersView
			id={connection.id}
			typed={people}
			unmatchedOnly={who !== "all"}
			onType={(next) =>
				void navigate({ search: (old) => ({ ...old, people: next }), replace: true, resetScroll: false })
			}
			onScope={(unmatched) =>
				void navigate({
					search: (old) => ({ ...old, who: unmatched ? undefined : ("all" as const) }),
					replace: true,
					resetScroll: false,
				})
			}
		/>
	);
}

/** The people of the account, found, matched and corrected. */
export function MembersView(props: {
	id: string;
	typed: string;
	unmatchedOnly: boolean;
	onType: (typed: string | undefined) => void;
	onScope: (unmatchedOnly: boolean) => void;
}) {
	const { id, typed, unmatchedOnly } = props;
	const found = useQuery(membersQuery(id));
	const [choosing, setChoosing] = useState<Mapped | null>(null);
	const input = useRef<HTMLInputElement>(null);
	const match = useSend((key) => send.matchMembers(id, key), {
		old: [membersKey(id), keys.connections],
		done: (_, { mapping }) => text.matched(countMatched(mapping)),
	});
	const run = () => match.isPending || match.mutate();
	useCommand("connections.match", run, { enabled: found.isSuccess });
	useCommand("connections.people", () => input.current?.select(), { enabled: found.isSuccess });
	return (
		<Card className="grid gap-4">
			<div className="flex flex-wrap items-start gap-3">
				<div className="mr-auto grid gap-1">
					<CardTitle>{text.members}</CardTitle>
					<p className="text-muted-foreground text-sm">{text.membersHint}</p>
				</div>
				<CommandTip id="connections.match">
					<Button aria-disabled={match.isPending || !found.isSuccess} onClick={found.isSuccess ? run : undefined}>
						{match.isPending ? <Spinner /> : <UserRoundSearch aria-hidden="true" />}
						{text.match}
					</Button>
				</CommandTip>
			</div>
			{found.isPending && <Skeleton className="h-48" />}
			{found.isError && <ProblemNote error={found.error} onRetry={() => void found.refetch()} />}
			{found.data && (
				<>
					<div className="flex flex-wrap items-center gap-3">
						<SearchField
							ref={input}
							command="connections.people"
							label={text.membersSearch}
							hint={text.membersSearchHint}
							value={typed}
							onChange={props.onType}
						/>
						<MineOrAll
							label={text.membersShown}
							names={{ mine: text.membersScopes.unmatched, all: text.membersScopes.all }}
							mine={unmatchedOnly}
							onChange={props.onScope}
						/>
						<p role="status" className="text-muted-foreground text-sm tabular-nums">
							{text.membersCount(countMatched(found.data.mapping), found.data.mapping.length)}
						</p>
					</div>
					<People found={found.data} typed={typed} unmatchedOnly={unmatchedOnly} onChoose={setChoosing} />
				</>
			)}
			{choosing && found.data && (
				<MemberDialog id={id} person={choosing} members={found.data.members} onClose={() => setChoosing(null)} />
			)}
		</Card>
	);
}

function People(props: { found: Members; typed: string; unmatchedOnly: boolean; onChoose: (person: Mapped) => void }) {
	const { found, typed, unmatchedOnly } = props;
	const people = shownPeople(found.mapping, typed, unmatchedOnly);
	if (people.length > 0) return <MemberTable people={people} onChoose={props.onChoose} />;
	return (
		<p className="text-muted-foreground text-sm">{unmatchedOnly && !typed ? text.membersNobody : text.membersNone}</p>
	);
}
