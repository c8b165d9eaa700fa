import { css } from '../../internal/render/css.ts';

export const mapStyles = css`
  .map {
    position: relative;
    overflow: hidden;
    aspect-ratio: 16 / 9;
    border-radius: var(--_radius);
    background: var(--doorstep-map-land, light-dark(#f1efe9, #22262c));
  }
  .map > svg {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
  }
  .map path {
    vector-effect: non-scaling-stroke;
  }
  .map .polygon {
    stroke: none;
    fill: light-dark(#e9e6df, #262b31);
  }
  .map .line {
    stroke: var(--doorstep-map-street, light-dark(#fff, #343a42));
    stroke-width: 2.5;
  }
  .map .water,
  .map .lake {
    fill: var(--doorstep-map-water, light-dark(#c8dfe9, #1a3440));
  }
  .map .island {
    fill: var(--doorstep-map-land, light-dark(#f1efe9, #22262c));
  }
  .map .park,
  .map .marsh,
  .map .hills {
    fill: var(--doorstep-map-park, light-dark(#dbe8d2, #24332a));
  }
  .map .collector {
    stroke-width: 4;
  }
  .map .arterial {
    stroke-width: 6;
  }
  .map .ramp,
  .map .freeway {
    stroke: light-dark(#f6d9a6, #5a4c33);
  }
  .map .freeway {
    stroke-width: 8;
  }
  .map.wide .line {
    stroke-width: 1;
  }
  .map.wide .collector {
    stroke-width: 2;
  }
  .map.wide .arterial {
    stroke-width: 3.5;
  }
  .map.wide .freeway {
    stroke-width: 5;
  }
  .map text {
    fill: light-dark(#6a665d, #a9aeb6);
    stroke: light-dark(#fff, #2b3037);
    stroke-width: 0.3em;
    paint-order: stroke;
    text-anchor: middle;
    font-weight: 500;
  }
  .pin,
  .van {
    position: absolute;
    display: grid;
    place-items: center;
    inline-size: 2.25rem;
    block-size: 2.25rem;
    border-radius: 50%;
    translate: -50% -50%;
  }
  .pin {
    color: var(--_text);
    translate: -50% -88%;
  }
  .pin svg {
    inline-size: 2.25rem;
    block-size: 2.25rem;
    fill: var(--_surface);
  }
  .van {
    background: var(--_brand);
    color: var(--_on-brand);
    box-shadow: 0 0 0 3px var(--_surface), 0 2px 10px rgb(0 0 0 / 35%);
    transition: left 2.5s linear, top 2.5s linear;
  }
  .van svg {
    inline-size: 1.375rem;
    block-size: 1.375rem;
  }
  .tiles img {
    position: absolute;
    display: block;
  }
  .attribution {
    position: absolute;
    inset: auto 0 0 auto;
    padding-inline: 0.375rem;
    background: color-mix(in srgb, var(--_surface) 80%, transparent);
    font-size: 0.625em;
  }
  .scale {
    position: absolute;
    left: 0.75rem;
    bottom: 0.5rem;
    padding-inline-start: 0.25rem;
    border: 1.5px solid currentcolor;
    border-block-start: 0;
    line-height: 1.3;
    white-space: nowrap;
    color: var(--_text);
    font-size: 0.6875em;
  }
`;
