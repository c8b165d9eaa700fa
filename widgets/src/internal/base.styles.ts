import { css } from 'lit';

/**
 * Tokens and the parts both widgets share.
 *
 * Readable partners of a brand color are worked out here, so they hold for any color from anywhere (the host page, a tracking
 * payload) and follow it at once. In CIE XYZ, Y is the luminance that WCAG's contrast is made of:
 * - `--_on-brand`, on top of the brand color: black or white, whichever is over 4.5:1 (one always is, they meet at Y = 0.179);
 * - `--_ink`, brand-colored text and icons: on light surfaces darkened until Y ≤ 0.13, on dark ones lightened to an OKLCH
 *   lightness of at least 0.8, which keeps it colorful.
 */
export const baseStyles = css`
  :host {
    --_brand: var(--doorstep-brand, var(--_payload-brand, #14624c));
    --_accent: var(--doorstep-accent, var(--_payload-accent, var(--_brand)));
    --_surface: var(--doorstep-surface, light-dark(#fff, #181a1f));
    --_text: var(--doorstep-text, light-dark(#17191d, #f2f3f5));
    --_muted: color-mix(in srgb, var(--_text) 70%, var(--_surface));
    --_line: var(--doorstep-border, color-mix(in srgb, var(--_text) 13%, var(--_surface)));
    --_sunken: color-mix(in srgb, var(--_text) 4%, var(--_surface));
    --_tint: light-dark(color-mix(in srgb, var(--_brand) 7%, var(--_surface)), color-mix(in srgb, var(--_brand) 18%, var(--_surface)));
    --_warn: light-dark(#8a4b00, #ffc46b);
    --_bad: light-dark(#a8201a, #ff9d94);
    --_radius: var(--doorstep-radius, 14px);
    --_k: clamp(0, (0.179 - y) * 1e6, 1);
    --_dark: min(1, 0.13 / max(y, 0.001));
    --_on-brand: color(from var(--_brand) xyz-d65 calc(0.9505 * var(--_k)) calc(var(--_k)) calc(1.089 * var(--_k)));
    --_ink: light-dark(
      color(from var(--_brand) xyz-d65 calc(x * var(--_dark)) calc(y * var(--_dark)) calc(z * var(--_dark))),
      oklch(from var(--_brand) max(l, 0.8) c h)
    );
    display: block;
    container-type: inline-size;
    color-scheme: light dark;
    color: var(--_text);
    font: inherit;
    line-height: 1.45;
    text-align: start;
  }
  :host(:dir(rtl)) {
    text-align: right;
  }
  /* Times and words of a left-to-right language stay in order in a page that goes the other way. */
  :is(p, b, dt, dd, span, button, legend, label, time, .title, .says, .scale) {
    unicode-bidi: plaintext;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  p,
  ol,
  ul,
  dl,
  dd,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
    list-style: none;
  }
  .card {
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) + 6px);
    box-shadow: var(--doorstep-shadow, 0 1px 2px rgb(0 0 0 / 4%), 0 12px 32px -16px rgb(0 0 0 / 14%));
    padding: clamp(1rem, 4cqi, 1.75rem);
  }
  .title {
    font-weight: 650;
    font-size: 1.125em;
    letter-spacing: -0.01em;
  }
  .muted {
    color: var(--_muted);
  }
  .small {
    font-size: 0.875em;
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  :focus-visible,
  .row:has(:focus-visible) {
    outline: 2px solid var(--_ink);
    outline-offset: 2px;
  }
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
    transition: filter 0.15s;
  }
  .action:hover {
    filter: brightness(1.08);
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
    transition: border-color 0.15s, background-color 0.15s;
  }
  .row:hover {
    border-color: color-mix(in srgb, var(--_text) 40%, var(--_surface));
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
    border: 1.5px solid color-mix(in srgb, var(--_text) 60%, var(--_surface));
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
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .refused .time {
    font-weight: 400;
    color: var(--_muted);
    text-decoration: line-through;
  }
  .price {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .why {
    grid-column: 3;
    text-align: end;
  }
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
  svg {
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .skeleton {
    display: grid;
    gap: 0.5rem;
  }
  .bone {
    min-block-size: 3.5rem;
    border-radius: var(--_radius);
    background: color-mix(in srgb, var(--_text) 8%, var(--_surface));
    animation: breathe 1.4s ease-in-out infinite alternate;
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      animation: none !important;
      transition: none !important;
    }
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
