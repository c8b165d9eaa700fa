import type { DoorstepSlotPicker } from '../src/slot-picker/slot-picker.ts';
import { playPicker, type Played } from './play.ts';
import { settled } from './settled.ts';

/** A picker on the page with the eyes and hands that its tests need. */
export class PickerProbe {
  #played: Played<DoorstepSlotPicker> | undefined;

  /** Leads a new picker into a scene's state; ends the one before. */
  async play(scene: string): Promise<Played<DoorstepSlotPicker>> {
    this.end();
    return (this.#played = await playPicker(scene));
  }

  end(): void {
    this.#played?.end();
    this.#played = undefined;
  }

  get element(): DoorstepSlotPicker {
    return this.#played!.element;
  }

  within(selector: string): HTMLElement | null {
    return this.element.shadowRoot!.querySelector<HTMLElement>(selector);
  }

  /** Text of the first match as a reader sees it; empty without one. */
  text(selector: string): string {
    return this.within(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  }

  /** Text of each match. */
  texts(selector: string): string[] {
    return this.#all(selector).map(({ textContent }) => textContent.trim());
  }

  radios(): HTMLInputElement[] {
    return this.#all('input[type=radio]');
  }

  /** Those that can be chosen. */
  open(): HTMLInputElement[] {
    return this.#all('input:enabled:not([aria-disabled])');
  }

  tabs(): HTMLElement[] {
    return this.#all('[role=tab]');
  }

  /** A click as people make it: the pointer goes down first. */
  async choose(control: HTMLElement): Promise<void> {
    this.element.dispatchEvent(new PointerEvent('pointerdown'));
    control.click();
    await settled(this.element);
  }

  /** The `detail` of every event of a type from now on. */
  heard(type: string): any[] {
    const details: any[] = [];
    this.element.addEventListener(type, (event) => details.push((event as CustomEvent).detail));
    return details;
  }

  #all<Kind extends HTMLElement>(selector: string): Kind[] {
    return [...this.element.shadowRoot!.querySelectorAll<Kind>(selector)];
  }
}
