import { Link } from "@tanstack/react-router";
import { Card, CardTitle } from "@/components/ui/card";
import type { Template, TemplateVersion } from "@/features/scripts/api";
import { scriptStrings as text } from "@/features/scripts/strings";
import { formatDateTime } from "@/lib/dates";

/** What the template said before; each can be looked at. */
export function Versions(props: { template: Template; versions: readonly TemplateVersion[]; shown: number }) {
	const { template } = props;
	return (
		<Card className="grid gap-2">
			<CardTitle>{text.versions}</CardTitle>
			<ol className="grid max-h-72 gap-0.5 overflow-y-auto">
				{props.versions.map(({ template_version: number, updated_at }) => {
					const present = number === template.template_version;
					return (
						<li key={number}>
							<Link
								to="/script-templates/$templateId"
								params={{ templateId: template.id }}
								search={present ? {} : { version: number }}
								replace
								resetScroll={false}
								aria-current={number === props.shown ? "true" : undefined}
								className="flex items-baseline gap-2 rounded-lg px-2 py-1.5 text-sm hover:bg-accent aria-[current=true]:bg-accent"
							>
								<span className="font-medium">{text.version(number)}</span>
								{present && <span className="text-primary text-xs">{text.present}</span>}
								<time dateTime={updated_at} className="ml-auto text-muted-foreground text-xs">
									{formatDateTime(updated_at)}
								</time>
							</Link>
						</li>
					);
				})}
			</ol>
		</Card>
	);
}
