import { Segments } from "@/components/ui/segments";
import { flowStrings as text } from "@/features/flows/strings";

export type Panel = keyof typeof text.panels;
const PANELS = Object.keys(text.panels) as Panel[];

/** What stands beside the flow. */
export function PanelChoice({ panel, onShow }: { panel: Panel; onShow: (panel: Panel) => void }) {
	return (
		<Segments
			label={text.panelChoice}
			values={PANELS}
			nameOf={(name) => text.panels[name]}
			value={panel}
			onChange={onShow}
			className="grid grid-cols-4"
		/>
	);
}
