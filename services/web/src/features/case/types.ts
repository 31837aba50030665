import type { components } from "@/api/events";
import type { Schema } from "@/lib/api";

type Payload = components["schemas"];

export type Tier = "guided" | "exploring" | "discovery";
export type Content = Payload["StepProposed"]["content"];
export type Candidate = Payload["FlowsMatched.Candidate"];
export type Match = Pick<
	Payload["FlowsMatched"],
	"decision" | "candidates" | "thresholds" | "weights" | "embedder" | "calibration"
>;

/** A step; its content in full. */
export type Step = Omit<Schema["Step"], "content" | "action_result"> & {
	content: Content;
	action_result: { success: boolean; details?: string | null } | null;
};

export interface Intake {
	text: string | null;
	log_content: string | null;
	log_lines: number | null;
	log_bytes: number | null;
	image_urls: string[];
}

/** The members that a schema names, without those that it merely allows. */
type Named<T> = { [K in keyof T as string extends K ? never : K]: T[K] };

/** A case as the API answers it, with the members that its schema leaves open. */
export type CaseDetail = Named<Schema["CaseItem"]> & {
	resolution_summary: string | null;
	resolution_action: string | null;
	session_feedback: string | null;
	match_score: number | null;
	psa_context_status: string | null;
	intake_content: Intake | null;
	steps: Step[];
	symptoms: string[];
	stage: "received" | "classified" | "matched" | "diagnosing";
	awaiting_step: boolean;
	failure: Schema["Failure"] | null;
	match: Match | null;
	max_steps?: number;
};
export type HistoryEntry = Schema["HistoryEntry"];
export type Documentation = Schema["Documentation"];
