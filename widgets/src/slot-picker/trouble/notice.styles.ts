import { css } from '../../internal/render/css.ts';

export const noticeStyles = css`
  .notice {
    display: grid;
    gap: 0.25rem;
    margin-block-end: 1rem;
    padding: 0.875rem 1rem;
    border-radius: var(--_radius);
    background: color-mix(in srgb, var(--_warn) 9%, var(--_surface));
    border-inline-start: 3px solid var(--_warn);
  }
  .notice b {
    font-weight: 600;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-block-start: 0.5rem;
  }
  .choices .action {
    min-block-size: 2.5rem;
    padding: 0.375em 0.875em;
    background: var(--_surface);
    text-align: start;
  }
`;
