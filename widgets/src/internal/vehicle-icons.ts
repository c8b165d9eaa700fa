import { icon } from './icons.ts';
import { svg } from './render/template.ts';

export const vanIcon = icon(
  svg`<path d="M3 6.5h11V17H3zM14 10h4l3 3.5V17h-7z"/><circle cx="7.5" cy="17.5" r="1.8"/><circle cx="17" cy="17.5" r="1.8"/>`,
);
export const bikeIcon = icon(
  svg`<circle cx="6" cy="16.5" r="3.5"/><circle cx="18" cy="16.5" r="3.5"/><path d="M6 16.5 9.5 9H15l3 7.5M9.5 9 13 16.5M8 6.5h3M15 9V6h2"/>`,
);
