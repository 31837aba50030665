import type { ReactFlowInstance } from "@xyflow/react";
import { NODE_WIDTH, type Placed } from "@/features/flow-canvas/layout";
import type { CardNode } from "@/features/flow-canvas/NodeCard";

const MARGIN = 24;
/** Smaller than this nothing can be read. */
const READABLE = 0.5;
const MOVE_MS = 160;

/** All of the flow; where that would be too small to read, its beginning. */
export function showAll(flow: ReactFlowInstance<CardNode>, box: HTMLElement | null, placed: readonly Placed[]): void {
	const root = placed[0];
	if (!box || !root) return;
	const width = Math.max(...placed.map(({ x }) => x + NODE_WIDTH)) + 2 * MARGIN;
	const height = Math.max(...placed.map((one) => one.y + one.height)) + 2 * MARGIN;
	const { clientWidth, clientHeight } = box;
	const fits = Math.min(1, clientWidth / width, clientHeight / height);
	if (fits >= READABLE) return void flow.fitView({ maxZoom: 1, padding: 0.04 });
	const zoom = Math.max(0.7, Math.min(0.85, clientHeight / height));
	void flow.setViewport({
		x: MARGIN - root.x * zoom,
		y: clientHeight / 2 - (root.y + root.height / 2) * zoom,
		zoom,
	});
}

/** Bring a node into sight where it is not, or not whole; the rest stays where it is. */
export function showNode(flow: ReactFlowInstance<CardNode>, box: HTMLElement | null, placed: Placed): void {
	if (!box) return;
	const { x, y, zoom } = flow.getViewport();
	const dx = shift(placed.x * zoom + x, NODE_WIDTH * zoom, box.clientWidth);
	const dy = shift(placed.y * zoom + y, placed.height * zoom, box.clientHeight);
	if (dx === 0 && dy === 0) return;
	void flow.setViewport({ x: x + dx, y: y + dy, zoom }, { duration: isCalm() ? 0 : MOVE_MS });
}

/** How far to move what begins at `start` and is `size` long, so that it lies between 0 and `room`. */
function shift(start: number, size: number, room: number): number {
	if (start < MARGIN) return MARGIN - start;
	return Math.min(0, room - MARGIN - size - start);
}

function isCalm(): boolean {
	return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
