import { css } from '../internal/render/css.ts';

export const slotPickerStyles = css`
  /* What is hidden inside for readers stays inside of what scrolls. */
  .days {
    position: relative;
    display: flex;
    gap: 0.5rem;
    margin-block: 1rem;
    margin-inline: calc(-1 * clamp(1rem, 4cqi, 1.75rem));
    padding: 4px clamp(1rem, 4cqi, 1.75rem);
    overflow-x: auto;
    scroll-padding-inline: 1.75rem;
    scrollbar-width: none;
  }
  .day {
    flex: 1 0 4.75rem;
    max-inline-size: 9rem;
    display: grid;
    justify-items: center;
    gap: 0.125rem;
    padding: 0.625rem 0.375rem;
    border: 1px solid var(--_line);
    background: none;
  }
  .day[aria-selected='true'] {
    background: var(--_brand);
    border-color: var(--_brand);
    color: var(--_on-brand);
  }
  .day b,
  .held time {
    font-size: 1.25em;
    font-weight: 650;
    line-height: 1.2;
  }
  .day .small {
    white-space: nowrap;
  }
  .day[aria-selected='false'] .count {
    color: var(--_muted);
  }
  .day[aria-selected='false'].has-room .count,
  .held svg,
  .held time {
    color: var(--_ink);
  }
  .green {
    color: var(--_ink);
  }
  legend {
    padding: 0;
    margin-block-end: 0.625rem;
    font-weight: 600;
  }
  legend + p {
    margin-block-end: 0.75rem;
  }
  .level {
    margin-block: 0.875rem 0.375rem;
    font-weight: 500;
  }
  details {
    margin-block-start: 1rem;
  }
  summary {
    inline-size: fit-content;
    padding-block: 0.25rem;
    color: var(--_ink);
  }
  details .rows {
    margin-block-start: 0.5rem;
  }
  .busy {
    opacity: 0.6;
  }
  /* In sight while a long day is looked through; what has the focus never hides behind it. */
  .held {
    position: sticky;
    inset-block-end: 0.5rem;
    box-shadow: 0 0 0 0.5rem var(--_surface);
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 0.75rem;
    margin-block-start: auto;
    padding: 0.75rem 1rem;
    border-radius: var(--_radius);
    background: var(--_tint);
  }
  .row input {
    scroll-margin-block: 2rem 7rem;
  }
  .held svg {
    inline-size: 1.5rem;
    block-size: 1.5rem;
  }
  .held div {
    flex: 1 1 9rem;
  }
  .held.soon time {
    color: var(--_warn);
  }
  .foot,
  .wrong {
    margin-block-start: 0.75rem;
  }
  .wrong {
    color: var(--_bad);
    font-weight: 500;
  }
`;
