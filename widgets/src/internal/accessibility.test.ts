import axe from 'axe-core';
import { afterEach, expect, test } from 'vitest';
import { playPicker, playTracking, type Played } from '../../demo/play.ts';
import { pickerScenes, trackingScenes } from '../../demo/scenes.ts';

let played: Played<HTMLElement> | undefined;

afterEach(() => played?.end());

const scenes = [
  ...Object.keys(pickerScenes).map((name) => ['picker', name] as const),
  ...Object.keys(trackingScenes).map((name) => ['tracking', name] as const),
];

for (const theme of ['light', 'dark']) {
  test.for(scenes)(`axe finds nothing, ${theme}: %s %s`, async ([kind, name]) => {
    played = kind === 'picker' ? await playPicker(name) : await playTracking(name);
    played.element.setAttribute('theme', theme);
    // A card fades from theme to theme; contrast is measured when it has.
    await Promise.all(played.element.shadowRoot!.getAnimations().filter((it) => it instanceof CSSTransition).map(({ finished }) => finished));
    const { violations, passes } = await axe.run(played.element, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html, failureSummary }) => [html, failureSummary])])).toEqual([]);
    expect(passes.length).toBeGreaterThan(3);
  });
}
