import { LIMITS } from "@/features/pilot/intake";
import { strings } from "@/lib/strings";

const THUMB_PIXELS = 240;
const text = strings.pilot;

/** Why a picture is not taken. */
export class BadPicture extends Error {}

/** A small copy of the picture as a data URL. Throws BadPicture where the server would refuse it. */
export async function thumbOf(file: File): Promise<string> {
	if (file.size > LIMITS.pictureBytes) throw new BadPicture(text.pictureTooLarge);
	if (!isPicture(new Uint8Array(await file.slice(0, 16).arrayBuffer()))) throw new BadPicture(text.pictureType);
	const bitmap = await createImageBitmap(file).catch(() => {
		throw new BadPicture(text.pictureDamaged);
	});
	if (bitmap.width * bitmap.height > LIMITS.picturePixels) throw new BadPicture(text.pictureTooManyPixels);
	return drawn(bitmap);
}

/** Whether these are the first bytes of a PNG, JPEG, WebP or GIF; what a file is called says nothing. */
export function isPicture(head: Uint8Array): boolean {
	const ascii = String.fromCharCode(...head);
	return (
		ascii.startsWith("\x89PNG\r\n\x1a\n") ||
		ascii.startsWith("\xff\xd8\xff") ||
		ascii.startsWith("GIF8") ||
		(ascii.startsWith("RIFF") && ascii.slice(8, 12) === "WEBP")
	);
}

function drawn(bitmap: ImageBitmap): string {
	const scale = Math.min(1, THUMB_PIXELS / Math.max(bitmap.width, bitmap.height));
	const canvas = document.createElement("canvas");
	canvas.width = Math.max(1, Math.round(bitmap.width * scale));
	canvas.height = Math.max(1, Math.round(bitmap.height * scale));
	canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
	bitmap.close();
	return canvas.toDataURL("image/webp", 0.7);
}
