import type { Schema } from "@/lib/api";

export type CaseDetail = Schema["Case"];
export type Step = Schema["Step"];
export type Content = Step["content"];
export type BriefingContent = Schema["BriefingContent"];
export type Intake = Schema["Intake"];
export type Match = Schema["Match"];
export type Candidate = Schema["MatchCandidate"];
export type Tier = Step["confidence_tier"];

export type Fact = Schema["Fact"];
export type FactSource = Fact["source_type"];
export type Fix = Schema["Fix"];
export type FixStatus = Fix["status"];
export type ScriptGeneration = Schema["ScriptGeneration"];
export type EscalationPackage = Schema["EscalationPackage"];

export type HistoryEntry = Schema["HistoryEntry"];
export type Documentation = Schema["Documentation"];
