import type { Generated, Parameter, Template } from "@/features/scripts/api";

const AT = "2026-11-20T09:00:00Z";

/** A line that must be given, for tests. */
export function makeParameter(key: string, changes: Partial<Parameter> = {}): Parameter {
	return {
		key,
		label: key.charAt(0).toUpperCase() + key.slice(1),
		field_type: "text",
		required: true,
		default: null,
		options: [],
		help_text: null,
		validation: null,
		...changes,
	};
}

/** A template that asks for a user and a password, for tests. */
export function makeTemplate(changes: Partial<Template> = {}): Template {
	return {
		id: "template-1",
		account_id: "account-1",
		name: "Reset a password",
		slug: "reset-a-password",
		category: "Active Directory",
		description: "Gives somebody a new password.",
		shell: "powershell",
		body: "Set-It {{ user }} {{ secret }}\n",
		parameters_schema: { parameters: [makeParameter("user"), makeParameter("secret", { field_type: "password" })] },
		team_id: null,
		active: true,
		usage_count: 3,
		version: 1,
		template_version: 1,
		created_at: AT,
		created_by: "lead",
		updated_at: AT,
		updated_by: "lead",
		...changes,
	};
}

/** What is answered when a script was made, for tests. */
export function makeGenerated(template: Template, script: string): Generated {
	return {
		generation: {
			id: "generation-1",
			template_id: template.id,
			template_version: template.template_version,
			template_name: template.name,
			template_slug: template.slug,
			shell: template.shell,
			parameters_used: { user: "anna", secret: "[redacted]" },
			step_id: null,
			fix_id: null,
			created_at: AT,
			created_by: "maya",
			result: null,
		},
		script,
		filename: `${template.slug}.ps1`,
	};
}
