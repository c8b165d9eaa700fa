import { css } from './render/css.ts';

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
`;
