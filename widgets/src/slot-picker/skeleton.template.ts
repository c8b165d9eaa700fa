import { css } from '../internal/render/css.ts';
import { html, nothing, type TemplateResult } from '../internal/render/template.ts';

/** As high as the usual offer, so that nothing below moves when it comes. */
export const skeletonStyles = css`
  .card {
    display: flex;
    flex-direction: column;
    min-block-size: var(--doorstep-min-height, 36rem);
  }
  @container (max-width: 30rem) {
    .card {
      min-block-size: var(--doorstep-min-height, 43rem);
    }
  }
  .skeleton {
    margin-block-start: 1rem;
  }
`;

/** What stands where windows will be. */
export function skeletonTemplate(loading: string | undefined): TemplateResult {
  return html`<div part="loading" class="skeleton" role="status">
    ${loading ? html`<span class="unseen">${loading}</span>` : nothing}
    ${[1, 2, 3, 4].map(() => html`<div class="bone"></div>`)}
  </div>`;
}
