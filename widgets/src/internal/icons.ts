import { svg, type TemplateResult } from './render/template.ts';

/** Line icons on a 24 × 24 grid, drawn for Doorstep; decorative, so hidden from screen readers. */
const icon = (shape: TemplateResult): TemplateResult => svg`<svg viewBox="0 0 24 24" aria-hidden="true">${shape}</svg>`;

export const checkIcon = icon(svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`);
export const clockIcon = icon(svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>`);
export const pinIcon = icon(svg`<path d="M12 21s-7-6.2-7-11a7 7 0 0 1 14 0c0 4.8-7 11-7 11Z"/><circle cx="12" cy="10" r="2.5"/>`);
export const alertIcon = icon(svg`<path d="M12 8v5m0 3.2v.1"/><circle cx="12" cy="12" r="8.5"/>`);
export const vanIcon = icon(
  svg`<path d="M3 6.5h11V17H3zM14 10h4l3 3.5V17h-7z"/><circle cx="7.5" cy="17.5" r="1.8"/><circle cx="17" cy="17.5" r="1.8"/>`,
);
export const bikeIcon = icon(
  svg`<circle cx="6" cy="16.5" r="3.5"/><circle cx="18" cy="16.5" r="3.5"/><path d="M6 16.5 9.5 9H15l3 7.5M9.5 9 13 16.5M8 6.5h3M15 9V6h2"/>`,
);
