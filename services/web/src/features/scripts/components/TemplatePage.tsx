import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ArrowLeft, CircleOff, History, Users } from "lucide-react";
import { useState } from "react";
import { useMe } from "@/app/shell/session";
import { Page } from "@/components/page";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardTitle } from "@/components/ui/card";
import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";
import { type Template, type TemplateVersion, templateQuery, versionsQuery } from "@/features/scripts/api";
import "@/features/scripts/commands";
import { BodyView } from "@/features/scripts/components/BodyView";
import { ParameterList } from "@/features/scripts/components/ParameterList";
import { ShellBadge } from "@/features/scripts/components/ShellBadge";
import { TemplateActions } from "@/features/scripts/components/TemplateActions";
import { TryTemplate } from "@/features/scripts/components/TryTemplate";
import { Versions } from "@/features/scripts/components/Versions";
import { mayEdit } from "@/features/scripts/rights";
import { templateRoute } from "@/features/scripts/route";
import { scriptStrings as text } from "@/features/scripts/strings";
import { useCommand } from "@/lib/commands/react";
import { formatAgo } from "@/lib/dates";

/** One template: what it does, what it asks for, what it said before. */
export function TemplatePage() {
	const { templateId } = templateRoute.useParams();
	const template = useQuery(templateQuery(templateId));
	return (
		<Page
			title={template.data?.name ?? text.title}
			className="max-w-[88rem] content-start"
			actions={template.data && <TemplateActions template={template.data} />}
		>
			<Link
				to="/script-templates"
				className="-mt-4 inline-flex items-center gap-1.5 justify-self-start text-muted-foreground text-sm hover:text-foreground"
			>
				<ArrowLeft aria-hidden="true" className="size-4" />
				{text.back}
			</Link>
			{template.isPending && <Skeleton className="h-96" />}
			{template.isError && <ProblemNote error={template.error} onRetry={() => void template.refetch()} />}
			{template.data && <Content template={template.data} />}
		</Page>
	);
}

function Content({ template }: { template: Template }) {
	const me = useMe();
	const navigate = useNavigate();
	const { version } = templateRoute.useSearch();
	const versions = useQuery(versionsQuery(template.id)).data ?? [];
	const [trying, setTrying] = useState(false);
	const older = versions.find(({ template_version }) => template_version === version);
	const shown = older ?? template;
	useCommand(
		"scripts.edit",
		() => void navigate({ to: "/script-templates/$templateId/edit", params: { templateId: template.id } }),
		{ enabled: mayEdit(me, template) },
	);
	return (
		<div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
			<div className="grid min-w-0 gap-6">
				{shown.template_version !== template.template_version && (
					<Older shown={shown.template_version} present={template} />
				)}
				<Card className="grid gap-4">
					<div className="flex flex-wrap items-center gap-2">
						<ShellBadge shell={shown.shell} />
						{template.team_id && (
							<Badge>
								<Users aria-hidden="true" />
								{template.team_id === me.team_id ? text.teamOnly : text.team}
							</Badge>
						)}
						{!template.active && (
							<Badge tone="warning">
								<CircleOff aria-hidden="true" />
								{text.withdrawn}
							</Badge>
						)}
					</div>
					<p className="whitespace-pre-wrap break-words">{shown.description}</p>
					<BodyView body={shown.body} label={text.body} className="max-h-[60vh]" />
				</Card>
			</div>
			<div className="grid gap-6">
				<Card className="grid gap-3">
					<CardTitle>{text.parameters}</CardTitle>
					<ParameterList parameters={shown.parameters_schema.parameters} />
					<Button className="justify-self-start" onClick={() => setTrying(true)}>
						{text.tryIt}
					</Button>
				</Card>
				<About template={template} shown={shown} />
				<Versions template={template} versions={versions} shown={shown.template_version} />
			</div>
			{trying && <TryTemplate template={template} shown={shown} onClose={() => setTrying(false)} />}
		</div>
	);
}

function Older({ shown, present }: { shown: number; present: Template }) {
	return (
		<p role="status" className="flex flex-wrap items-center gap-3 rounded-xl border border-warning/40 p-4 text-sm">
			<History aria-hidden="true" className="size-4 text-warning" />
			{text.olderVersion(shown, present.template_version)}
			<Link
				to="/script-templates/$templateId"
				params={{ templateId: present.id }}
				className="text-primary underline underline-offset-4"
			>
				{text.showPresent}
			</Link>
		</p>
	);
}

function About({ template, shown }: { template: Template; shown: Template | TemplateVersion }) {
	const facts: readonly [string, string][] = [
		[text.facts.category, shown.category],
		[text.facts.whose, template.team_id ? text.team : text.everybody],
		[text.facts.slug, shown.slug],
		[text.facts.used, template.usage_count > 0 ? text.used(template.usage_count) : text.unused],
		[text.facts.changed, formatAgo(shown.updated_at)],
	];
	return (
		<Card>
			<dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2 text-sm">
				{facts.map(([name, value]) => (
					<div key={name} className="contents">
						<dt className="text-muted-foreground">{name}</dt>
						<dd className="break-words">{value}</dd>
					</div>
				))}
			</dl>
		</Card>
	);
}
