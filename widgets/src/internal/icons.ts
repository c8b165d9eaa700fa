import { svg, type TemplateResult } from './render/template.ts';

/** Line icons on a 24 × 24 grid, drawn for Doorstep; decorative, so hidden from screen readers. */
export const icon = (shape: TemplateResult): TemplateResult => svg`<svg viewBox="0 0 24 24" aria-hidden="true">${shape}</svg>`;

export const checkIcon = icon(svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`);
