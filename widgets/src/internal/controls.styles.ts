import { css } from './render/css.ts';

/** Windows as rows. */
export const controlsStyles = css`
  .rows {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 14rem), 1fr));
    gap: 0.5rem;
  }
  summary {
    border-radius: 4px;
    cursor: pointer;
  }
  .row {
    display: grid;
    grid-template-columns: auto 1fr auto;
    align-items: center;
    gap: 0 0.875rem;
    min-block-size: 3.25rem;
    padding: 0.5rem 1rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    cursor: pointer;
  }
  .row:hover {
    border-color: var(--_muted);
  }
  .row:has(:checked) {
    border-color: var(--_ink);
    background: var(--_tint);
    box-shadow: inset 0 0 0 1px var(--_ink);
  }
  .row:has(:disabled, [aria-disabled]) {
    cursor: not-allowed;
    color: var(--_muted);
    background: var(--_sunken);
    border-color: transparent;
  }
  .row input {
    appearance: none;
    inline-size: 1.25rem;
    block-size: 1.25rem;
    margin: 0;
    border: 1.5px solid var(--_muted);
    border-radius: 50%;
    background: var(--_surface);
    cursor: inherit;
    outline: 0;
  }
  .row input:checked {
    border: 6px solid var(--_ink);
  }
  .row input:is(:disabled, [aria-disabled]) {
    border-style: dashed;
  }
  .when {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.75rem;
  }
  .time {
    white-space: nowrap;
  }
  .time,
  .price {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .refused .time {
    font-weight: 400;
    color: var(--_muted);
    text-decoration: line-through;
  }
  .price,
  .why {
    grid-column: 3;
    text-align: end;
  }
  @media (forced-colors: active) {
    .row input {
      appearance: auto;
    }
    .row:has(:checked) {
      outline: 2px solid Highlight;
    }
  }
`;
