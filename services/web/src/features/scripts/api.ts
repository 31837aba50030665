import { queryOptions } from "@tanstack/react-query";
import type { TemplatesSearch } from "@/features/scripts/filters";
import { answer, api, idempotent, type Schema } from "@/lib/api";
import { keys } from "@/lib/queries";

export type TemplateItem = Schema["TemplateItem"];
export type Template = Schema["Template"];
export type TemplateVersion = Schema["TemplateVersion"];
export type TemplateBody = Schema["NewTemplate"];
export type Parameter = Schema["Parameter"];
export type FieldType = Parameter["field_type"];
export type Shell = Template["shell"];
export type Fault = Schema["Fault"];
export type Rendered = Schema["Rendered"];
export type Generated = Schema["Generated"];
/** What is given to a script, by key. */
export type Values = Readonly<Record<string, string | boolean>>;

/** How many templates the page shows at most. */
export const PAGE = 200;
/** What holds a password, or did, is not kept a moment longer than it is shown. */
export const FORGET = { gcTime: 0 } as const;

const VERSIONS = 100;

export const templatesQuery = (search: TemplatesSearch) =>
	queryOptions({
		queryKey: [...keys.templates, "list", search],
		queryFn: () => {
			const { state = "offered", order: sort, ...rest } = search;
			const query = { ...rest, sort, ...(state !== "all" && { active: state === "offered" }), limit: PAGE };
			return answer(api.GET("/api/v1/script-templates", { params: { query } }));
		},
		placeholderData: (before) => before,
	});

/** Those that I may make scripts from, the most used first. */
export const usableQuery = queryOptions({
	queryKey: [...keys.templates, "usable"],
	queryFn: () => {
		const query = { usable: true, active: true, sort: "used", limit: PAGE } as const;
		return answer(api.GET("/api/v1/script-templates", { params: { query } }));
	},
});

export const categoriesQuery = queryOptions({
	queryKey: [...keys.templates, "categories"],
	queryFn: () => answer(api.GET("/api/v1/script-templates/categories")),
});

export const templateQuery = (id: string) =>
	queryOptions({
		queryKey: [...keys.templates, id],
		queryFn: () => answer(api.GET("/api/v1/script-templates/{template}", { params: { path: { template: id } } })),
	});

export const versionsQuery = (id: string) =>
	queryOptions({
		queryKey: [...keys.templates, id, "versions"],
		queryFn: () => {
			const params = { path: { template: id }, query: { limit: VERSIONS } };
			return answer(api.GET("/api/v1/script-templates/{template}/versions", { params }));
		},
	});

/** Everything that is wrong with a template; changes nothing. */
export function validate(body: TemplateBody, signal: AbortSignal): Promise<readonly Fault[]> {
	return answer(api.POST("/api/v1/script-templates/validate", { body, signal })).then(({ faults }) => faults);
}

/** Each takes the key of its intention: sent again with it, it is not done twice. */
export const send = {
	create: (body: TemplateBody, key: string) =>
		answer(api.POST("/api/v1/script-templates", { headers: idempotent(key), body })),
	/** `version` is the one that was read; without it the text goes over whatever is there. */
	revise: (id: string, body: TemplateBody, version: number | null, key: string) =>
		answer(
			api.PATCH("/api/v1/script-templates/{template}", {
				params: { path: { template: id } },
				headers: { ...idempotent(key), ...(version !== null && { "if-match": `"${version}"` }) },
				body: withoutEmptySlug(body),
			}),
		),
	offer: (id: string, key: string) => answer(api.POST("/api/v1/script-templates/{template}/activate", to(id, key))),
	withdraw: (id: string, key: string) =>
		answer(api.POST("/api/v1/script-templates/{template}/deactivate", to(id, key))),
	starterSet: (key: string) => answer(api.POST("/api/v1/script-templates/starter-set", { headers: idempotent(key) })),
	/** The script, to look at; nothing is recorded. */
	render: (id: string, parameters: Values, version: number | null) =>
		answer(
			api.POST("/api/v1/script-templates/{template}/render", {
				params: { path: { template: id } },
				body: { parameters, version },
			}),
		),
	/** The script, told of in the case with its passwords redacted. */
	generate: (session: string, template: string, parameters: Values, fix: string | null, key: string) =>
		answer(
			api.POST("/api/v1/ai-sessions/{session}/scripts", {
				params: { path: { session } },
				headers: idempotent(key),
				body: { template_id: template, parameters, fix_id: fix },
			}),
		),
};

/** A slug that is left empty stays as it is. */
function withoutEmptySlug({ slug, ...body }: TemplateBody): Schema["TemplateChanges"] {
	return { ...body, ...(slug && { slug }) } as Schema["TemplateChanges"];
}

function to(template: string, key: string) {
	return { params: { path: { template } }, headers: idempotent(key) };
}
