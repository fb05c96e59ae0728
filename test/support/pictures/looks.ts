import type { Page } from 'playwright-core';

export interface Difference {
  /** Whether both are of the same width. */
  sameWidth: boolean;
  /** The greater height divided by the smaller one. */
  heights: number;
  /** Share of the area whose color the other one does not have, of 0 to 1. */
  colors: number;
}

/**
 * Returns how two pictures (PNG) differ in what another machine's fonts leave as it is: width, about the height, and how
 * much of the area has which color. Where words are is left out: letters of another width move everything below them, so no comparison
 * by place fits. What the words are is compared exactly (`words.ts`).
 * @param page any page that lets its scripts draw; the browser reads PNG, so no library has to.
 */
export function compareLooks(page: Page, first: Buffer, second: Buffer): Promise<Difference> {
  return page.evaluate(
    async (pictures) => {
      /** Of every color, in 16 steps of red, green and blue, the share of the area. */
      const read = async (picture: string) => {
        const bytes = Uint8Array.from(atob(picture), (character) => character.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const { width, height } = image;
        const drawing = new OffscreenCanvas(width, height).getContext('2d');
        if (!drawing) throw new Error('This browser draws no picture.');
        drawing.drawImage(image, 0, 0);
        const { data } = drawing.getImageData(0, 0, width, height);
        const shares = new Float64Array(16 ** 3);
        for (let at = 0; at < data.length; at += 4) {
          const [red = 0, green = 0, blue = 0] = [data[at], data[at + 1], data[at + 2]];
          const color = ((red >> 4) << 8) | (green & 0xf0) | (blue >> 4);
          shares[color] = (shares[color] ?? 0) + 1 / (width * height);
        }
        return { width, height, shares };
      };
      const [one, other] = await Promise.all([read(pictures[0]), read(pictures[1])]);
      const colors =
        one.shares.reduce((sum, share, color) => sum + Math.abs(share - (other.shares[color] ?? 0)), 0) / 2;
      const heights = Math.max(one.height, other.height) / Math.min(one.height, other.height);
      return { sameWidth: one.width === other.width, heights, colors };
    },
    [first.toString('base64'), second.toString('base64')] as const,
  );
}

/** About twice what a monospaced font for everything does: heights × 1.063, colors 0.020. */
const MOST = { heights: 1.12, colors: 0.04 };

export function looksLike({ sameWidth, heights, colors }: Difference): boolean {
  return sameWidth && heights <= MOST.heights && colors <= MOST.colors;
}
