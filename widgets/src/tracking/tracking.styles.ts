import { css } from '../internal/render/css.ts';

export const trackingStyles = css`
  .card {
    display: grid;
    gap: 1.25rem;
  }
  .card > * {
    min-inline-size: 0;
  }
  .brand,
  .brand div,
  .driver {
    display: flex;
    align-items: center;
    gap: 0.75rem;
  }
  .brand {
    justify-content: space-between;
    flex-wrap: wrap;
    gap: 0.25rem 0.75rem;
  }
  .brand b {
    white-space: nowrap;
  }
  .brand img {
    display: block;
    max-block-size: 2.25rem;
    max-inline-size: 12rem;
    border-radius: 4px;
  }
  .says {
    font-size: clamp(1.5em, 6.5cqi, 2em);
    font-weight: 680;
    line-height: 1.15;
    letter-spacing: -0.022em;
    text-wrap: balance;
    color: var(--_ink);
  }
  .headline.bad .says {
    color: var(--_text);
  }
  .headline p {
    display: flex;
    align-items: center;
    gap: 0.375rem;
    margin-block-start: 0.375rem;
    color: var(--_muted);
  }
  .headline.late p,
  .headline.bad p {
    color: var(--_warn);
    font-weight: 500;
  }
  .headline svg,
  .driver > svg {
    flex: none;
    inline-size: 1.25rem;
    block-size: 1.25rem;
  }
  .pin-code {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 1rem;
    padding: 0.75rem 1rem;
    border: 1px dashed var(--_ink);
    border-radius: var(--_radius);
  }
  .pin-code b {
    font-size: 1.5em;
    font-weight: 680;
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.16em;
    color: var(--_ink);
  }
  .clocks {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 8.75rem), 1fr));
    gap: 0.75rem;
  }
  .clocks > div {
    display: grid;
    grid-template-columns: auto 1fr;
    column-gap: 0.75rem;
    align-content: start;
    align-items: center;
    padding: 0.75rem 0.875rem;
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .clocks .estimate {
    background: var(--_tint);
  }
  .dial {
    grid-row: span 2;
    inline-size: 2.5rem;
    block-size: 2.5rem;
    stroke: color-mix(in srgb, var(--_text) 16%, var(--_surface));
    stroke-width: 4;
  }
  .dial .ticks {
    stroke-width: 1.5;
  }
  .dial .arc {
    stroke: color-mix(in srgb, var(--_text) 55%, var(--_surface));
  }
  .estimate .arc,
  .dial .hand {
    stroke: var(--_ink);
  }
  .dial .hand {
    stroke-width: 2.5;
  }
  @container (max-width: 30rem) {
    .clocks > div {
      grid-template-columns: 1fr;
    }
    .dial {
      margin-block-end: 0.5rem;
    }
  }
  dt {
    align-self: end;
  }
  dd {
    align-self: start;
  }
  dd b {
    font-size: 1.125em;
    font-variant-numeric: tabular-nums;
  }
  dd span {
    display: block;
  }
  .driver > svg {
    inline-size: 2.75rem;
    block-size: 2.75rem;
    padding: 0.625rem;
    border-radius: 50%;
    background: var(--_tint);
    color: var(--_ink);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  a.action {
    display: grid;
    place-items: center;
    border-radius: var(--_radius);
    text-decoration: none;
  }
  .steps {
    display: grid;
  }
  .steps li {
    position: relative;
    display: grid;
    grid-template-columns: 1.375rem 1fr auto;
    gap: 0.75rem;
    align-items: baseline;
    padding-block: 0.375rem;
    color: var(--_muted);
  }
  .steps li:not(:last-child)::after {
    content: '';
    position: absolute;
    inset-inline-start: calc(0.6875rem - 1px);
    inset-block: 1.875rem -0.375rem;
    inline-size: 2px;
    background: var(--_line);
  }
  .steps .done,
  .steps .current,
  .steps .failed {
    color: var(--_text);
  }
  .steps .current,
  .steps .failed {
    font-weight: 600;
  }
  .steps time {
    font-weight: 400;
  }
  .dot {
    display: grid;
    place-items: center;
    align-self: center;
    inline-size: 1.375rem;
    block-size: 1.375rem;
    border: 2px solid color-mix(in srgb, var(--_text) 30%, var(--_surface));
    border-radius: 50%;
    background: var(--_surface);
  }
  .done .dot {
    border-color: var(--_brand);
    background: var(--_brand);
    color: var(--_on-brand);
  }
  .dot svg {
    inline-size: 0.875rem;
    block-size: 0.875rem;
    stroke-width: 3;
  }
  .current .dot {
    border: 6px solid var(--_ink);
  }
  .failed .dot {
    border: 6px solid var(--_bad);
  }
  .connection::before {
    content: '';
    display: inline-block;
    inline-size: 0.5rem;
    block-size: 0.5rem;
    margin-inline-end: 0.5rem;
    border-radius: 50%;
    background: var(--_warn);
  }
  .connection.live::before {
    background: light-dark(#14804a, #4ad08a);
    animation: breathe 1.2s ease-in-out infinite alternate;
  }
`;
