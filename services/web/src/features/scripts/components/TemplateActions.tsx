import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck, CircleOff, CopyPlus, Pencil } from "lucide-react";
import { useRef } from "react";
import { useMe } from "@/app/shell/session";
import { Button } from "@/components/ui/button";
import { CommandTip } from "@/components/ui/tooltip";
import { mayAct } from "@/features/auth/api";
import { send, type Template } from "@/features/scripts/api";
import "@/features/scripts/commands";
import { mayEdit } from "@/features/scripts/rights";
import { scriptStrings as text } from "@/features/scripts/strings";
import { newKey } from "@/lib/api";
import { problemWords } from "@/lib/problem-words";
import { keys } from "@/lib/queries";
import { toast } from "@/lib/toast";

/** What can be done with a template, by whom. */
export function TemplateActions({ template }: { template: Template }) {
	const me = useMe();
	return (
		<div className="flex flex-wrap gap-2">
			{mayAct(me.role, "team_admin") && (
				<Button asChild variant="ghost">
					<Link to="/script-templates/new" search={{ copy: template.id }}>
						<CopyPlus aria-hidden="true" />
						{text.copyTemplate}
					</Link>
				</Button>
			)}
			{mayEdit(me, template) && (
				<>
					<Offering template={template} />
					<CommandTip id="scripts.edit">
						<Button asChild variant="primary">
							<Link to="/script-templates/$templateId/edit" params={{ templateId: template.id }}>
								<Pencil aria-hidden="true" />
								{text.editShort}
							</Link>
						</Button>
					</CommandTip>
				</>
			)}
		</div>
	);
}

function Offering({ template }: { template: Template }) {
	const client = useQueryClient();
	const key = useRef(newKey());
	const change = useMutation({
		mutationFn: (offer: boolean) => (offer ? send.offer : send.withdraw)(template.id, key.current),
		onSuccess: async (changed) => {
			key.current = newKey();
			toast.success(changed.active ? text.done.offered : text.done.withdrawn);
			await client.invalidateQueries({ queryKey: keys.templates });
		},
		onError: (error) => toast.error(problemWords(error)),
	});
	const Icon = template.active ? CircleOff : CircleCheck;
	return (
		<Button aria-disabled={change.isPending} onClick={() => change.isPending || change.mutate(!template.active)}>
			<Icon aria-hidden="true" />
			{template.active ? text.withdraw : text.offer}
		</Button>
	);
}
