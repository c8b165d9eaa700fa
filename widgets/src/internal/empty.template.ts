import { html, nothing, type TemplateResult } from './render/template.ts';

/** Nothing to show, with why and what helps. */
export function emptyTemplate(part: string, icon: TemplateResult, title: string, hint?: string, action?: unknown): TemplateResult {
  return html`<div part=${part} class="empty">
    ${icon}
    <p class="title" id=${part}>${title}</p>
    ${hint ? html`<p class="muted">${hint}</p>` : nothing}${action}
  </div>`;
}
