import { css } from './render/css.ts';

export const buttonStyles = css`
  button {
    font: inherit;
    color: inherit;
    cursor: pointer;
    border-radius: var(--_radius);
  }
  .action {
    min-block-size: 2.75rem;
    padding: 0.5em 1.25em;
    border: 1px solid transparent;
    background: var(--_brand);
    color: var(--_on-brand);
    font-weight: 600;
  }
  .action[aria-disabled='true'] {
    opacity: 0.7;
    cursor: progress;
  }
  .plain {
    background: none;
    border-color: var(--_line);
    color: var(--_ink);
  }
`;
