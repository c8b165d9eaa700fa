import { expect, test } from 'vitest';
import { playPicker } from '../../demo/play.ts';

const AA = 4.5;

/** What a CSS color looks like on the screen, as linear luminance. */
function luminance(color: string): number {
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = [...context.getImageData(0, 0, 1, 1).data].map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(a: string, b: string): number {
  const [darker, lighter] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (lighter! + 0.05) / (darker! + 0.05);
}

test('any brand color gets readable text on it and beside it, light and dark', async () => {
  const { element, end } = await playPicker('held');
  const brands = ['#000', '#fff', '#f4c531', '#a020f0', '#808080', '#777'];
  for (let hue = 0; hue < 360; hue += 20) for (const light of [15, 35, 50, 65, 85]) brands.push(`hsl(${hue} 100% ${light}%)`);
  const style = (selector: string) => getComputedStyle(element.shadowRoot!.querySelector(selector)!);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { transition: none !important }');
  element.shadowRoot!.adoptedStyleSheets.push(sheet);
  for (const theme of ['light', 'dark']) {
    element.setAttribute('theme', theme);
    for (const brand of brands) {
      element.style.setProperty('--doorstep-brand', brand);
      const selected = style('[aria-selected=true]');
      expect(contrast(selected.color, selected.backgroundColor), `text on ${brand}`).toBeGreaterThanOrEqual(AA);
      const ink = style('time').color;
      expect(contrast(ink, style('.card').backgroundColor), `${brand} on the ${theme} card`).toBeGreaterThanOrEqual(AA);
      expect(contrast(ink, style('.held').backgroundColor), `${brand} on its ${theme} tint`).toBeGreaterThanOrEqual(AA);
    }
  }
  end();
});
