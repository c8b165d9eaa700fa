import { css } from '../internal/render/css.ts';
import { html, nothing, type TemplateResult } from '../internal/render/template.ts';

/** As high as the usual offer, so that nothing below moves when it comes. */
export const skeletonStyles = css`
  :host {
    min-block-size: var(--doorstep-min-height, 27rem);
  }
  .card {
    min-block-size: inherit;
  }
  @container (max-width: 30rem) {
    .skeleton {
      min-block-size: 24rem;
    }
  }
  .skeleton .strip {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(4.25rem, 1fr));
    grid-template-rows: 5.25rem;
    grid-auto-rows: 0;
    gap: 0 0.5rem;
    overflow: hidden;
    margin-block: 1rem 0.5rem;
  }
`;

/** What stands where windows will be. */
export function skeletonTemplate(loading: string | undefined): TemplateResult {
  return html`<div part="loading" class="skeleton" role="status">
    ${loading ? html`<span class="unseen">${loading}</span>` : nothing}
    <div class="strip">${[1, 2, 3, 4, 5].map(() => html`<div class="bone"></div>`)}</div>
    ${[1, 2, 3].map(() => html`<div class="bone"></div>`)}
  </div>`;
}
