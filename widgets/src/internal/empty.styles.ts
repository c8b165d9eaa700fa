import { css } from './render/css.ts';

export const emptyStyles = css`
  .empty {
    display: grid;
    justify-items: center;
    gap: 0.375rem;
    padding: 2rem 1rem;
    text-align: center;
    text-wrap: balance;
  }
  .empty .action {
    margin-block-start: 0.75rem;
  }
  .empty svg {
    inline-size: 2.5rem;
    block-size: 2.5rem;
    margin-block-end: 0.5rem;
    padding: 0.5rem;
    border-radius: 50%;
    background: var(--_tint);
    color: var(--_ink);
  }
`;
