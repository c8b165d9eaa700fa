import { css } from '../../internal/render/css.ts';

export const visitStyles = css`
  .proof,
  .reattempt {
    display: grid;
    gap: 0.75rem;
  }
  .reattempt label:has(textarea, [name='safePlace']) {
    display: grid;
    gap: 0.25rem;
  }
  .reattempt :is(textarea, [name='safePlace']) {
    font: inherit;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--_muted);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
  }
  legend {
    padding: 0;
    margin-block-end: 0.5rem;
  }
  .reattempt details + details {
    border-block-start: 1px solid var(--_line);
  }
  .reattempt summary {
    padding-block: 0.75rem;
    font-weight: 600;
  }
  .reattempt .rows {
    padding-block-end: 1rem;
  }
  .proof img {
    inline-size: 100%;
    max-block-size: 22rem;
    object-fit: cover;
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .proof .signature {
    max-block-size: 7rem;
    object-fit: contain;
    background: #fff;
  }
  .wrong {
    color: var(--_bad);
    font-weight: 500;
  }
`;
