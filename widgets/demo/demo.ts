import { playPicker, playTracking } from './play.ts';
import { pickerScenes, trackingScenes } from './scenes.ts';

// `?picker=held`, `?tracking=late`; `&theme=dark`, `&dir=rtl`, `&brand=%23c02942`, `&map=<address of a base map>`.
const wishes = new URLSearchParams(location.search);
const main = document.querySelector('main')!;
const theme = wishes.get('theme');
const pickerScene = wishes.get('picker');
const trackingScene = wishes.get('tracking');

if (theme) document.documentElement.dataset.theme = theme;
document.documentElement.dir = wishes.get('dir') ?? 'ltr';

if (pickerScene || trackingScene) {
  const { element } = pickerScene ? await playPicker(pickerScene, main) : await playTracking(trackingScene!, main);
  if (theme) element.setAttribute('theme', theme);
  const brand = wishes.get('brand');
  if (brand) element.style.setProperty('--doorstep-brand', brand);
  const map = wishes.get('map');
  if (map) element.setAttribute('base-map-url', map);
  document.body.dataset.ready = '';
} else {
  for (const [kind, scenes] of Object.entries({ picker: pickerScenes, tracking: trackingScenes })) {
    const links = Object.entries(scenes).map(([name, { title }]) => `<li><a href="?${kind}=${name}">${title}</a></li>`);
    main.insertAdjacentHTML('beforeend', `<h1>${kind === 'picker' ? 'Slot picker' : 'Tracking'}</h1><ul>${links.join('')}</ul>`);
  }
}
