import { screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { SearchField } from "@/components/search-field";
import { MAYA, renderAs } from "@/test/render";

function Field({ onChange }: { onChange: (value: string | undefined) => void }) {
	return (
		<SearchField ref={{ current: null }} command="cases.search" label="Search" hint="" value="" onChange={onChange} />
	);
}

test("given typing that rests, when another filter was chosen meanwhile, then the search goes with it", async () => {
	const before = vi.fn();
	const after = vi.fn();
	const { user, show } = await renderAs(MAYA, <Field onChange={before} />);
	await user.type(screen.getByRole("searchbox"), "scan");
	await show(<Field onChange={after} />);

	await vi.waitFor(() => expect(after).toHaveBeenCalledExactlyOnceWith("scan"));
	expect(before).not.toHaveBeenCalled();
});
