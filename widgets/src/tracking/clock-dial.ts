import { svg, type TemplateResult } from '../internal/render/template.ts';

const RADIUS = 19;

/** A twelve-hour clock face with a span of time as an arc, and optionally a hand. Decorative: the times stand beside it as text. */
export function clockDial(start: string, end: string, timeZone: string, hand?: string): TemplateResult {
  const from = turnOf(start, timeZone);
  const to = turnOf(end, timeZone);
  const isLong = (to - from + 1) % 1 > 0.5 ? 1 : 0;
  const point = (turn: number, radius: number) =>
    `${(24 + radius * Math.sin(turn * 2 * Math.PI)).toFixed(2)} ${(24 - radius * Math.cos(turn * 2 * Math.PI)).toFixed(2)}`;
  return svg`<svg class="dial" viewBox="0 0 48 48" aria-hidden="true">
    <circle cx="24" cy="24" r=${RADIUS} />
    <path class="ticks" d=${[0, 1, 2, 3].map((quarter) => `M${point(quarter / 4, 12)}L${point(quarter / 4, 13.5)}`).join('')} />
    <path class="arc" d="M${point(from, RADIUS)}A${RADIUS} ${RADIUS} 0 ${isLong} 1 ${point(to, RADIUS)}" />
    ${hand ? svg`<path class="hand" d="M24 24L${point(turnOf(hand, timeZone), 12)}" />` : ''}
  </svg>`;
}

/** How far round a twelve-hour face an instant's local time is, 0 to 1. */
function turnOf(instant: string, timeZone: string): number {
  const local = new Intl.DateTimeFormat('sv', { timeZone, timeStyle: 'short' }).format(Date.parse(instant));
  const [hours, minutes] = local.split(':').map(Number);
  return ((hours! % 12) + minutes! / 60) / 12;
}
