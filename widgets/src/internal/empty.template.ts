import { html, nothing, type TemplateResult } from 'lit';
import { alertIcon, clockIcon, pinIcon } from './icons.ts';

const icons = { pin: pinIcon, clock: clockIcon, alert: alertIcon };

/** Nothing to show, with why and what helps. */
export function emptyTemplate(part: string, icon: keyof typeof icons, title: string, hint?: string, action?: unknown): TemplateResult {
  return html`<div part=${part} class="empty">
    ${icons[icon]}
    <p class="title" id=${part}>${title}</p>
    ${hint ? html`<p class="muted">${hint}</p>` : nothing}${action}
  </div>`;
}
