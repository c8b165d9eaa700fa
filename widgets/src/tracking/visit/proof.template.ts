import { checkIcon } from '../../internal/icons.ts';
import { html, nothing, type TemplateResult } from '../../internal/render/template.ts';
import type { Proof } from '../../internal/types.ts';
import type { visit } from '../../translations/en/visit.ts';

/** Evidence of the hand-over. */
export function proofTemplate(words: typeof visit, { photoUrls, signatureUrl, pinVerified, note }: Proof): TemplateResult {
  return html`<div part="proof" class="proof" role="group" aria-label=${words.proof}>
    ${photoUrls.map((url, index) => html`<img part="photo" src=${url} alt=${words.photo(index + 1)} loading="lazy" />`)}
    ${signatureUrl ? html`<img part="signature" class="signature" src=${signatureUrl} alt=${words.signature} loading="lazy" />` : nothing}
    ${pinVerified ? html`<p class="driver">${checkIcon}${words.pinVerified}</p>` : nothing} ${note ? html`<p class="muted">${note}</p>` : nothing}
  </div>`;
}
