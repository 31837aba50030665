import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { Compass, FileText, Keyboard } from "lucide-react";
import { homeOf } from "@/app/root";
import { type Me, meQuery } from "@/features/auth/api";
import { DemoUsers } from "@/features/auth/components/DemoUsers";
import { SignInForm } from "@/features/auth/components/SignInForm";
import { signInRoute } from "@/features/auth/route";
import { strings } from "@/lib/strings";

const text = strings.auth;
const POINTS = [
	{ icon: Compass, words: text.pointFlow },
	{ icon: Keyboard, words: text.pointKeys },
	{ icon: FileText, words: text.pointDocs },
];

/** The way in. */
export function SignInPage() {
	const client = useQueryClient();
	const router = useRouter();
	const { next } = signInRoute.useSearch();
	const enter = (me: Me) => {
		client.setQueryData(meQuery.queryKey, me);
		void router.navigate({ href: next ?? homeOf(me.role), replace: true });
	};
	return (
		<main className="mx-auto grid min-h-dvh max-w-5xl content-center gap-10 p-6 lg:grid-cols-2 lg:gap-16">
			<title>{`${text.title} · ${strings.common.productName}`}</title>
			<div className="grid content-center gap-6">
				<div className="flex items-center gap-3 font-display font-semibold text-xl">
					<img src="/mark.svg" alt="" width={34} height={34} />
					{strings.common.productName}
				</div>
				<p className="font-display text-2xl text-balance leading-snug sm:text-4xl">{text.tagline}</p>
				<ul className="hidden gap-3 text-muted-foreground sm:grid">
					{POINTS.map(({ icon: Icon, words }) => (
						<li key={words} className="flex items-center gap-3">
							<Icon aria-hidden="true" className="size-4 text-primary" />
							{words}
						</li>
					))}
				</ul>
			</div>
			<div className="glass grid gap-8 p-6 sm:p-8">
				<div className="grid gap-4">
					<h1 className="font-semibold text-2xl">{text.title}</h1>
					<SignInForm onSignedIn={enter} />
				</div>
				<DemoUsers onSignedIn={enter} />
			</div>
		</main>
	);
}
