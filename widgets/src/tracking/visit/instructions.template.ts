import { html, nothing, type TemplateResult } from '../../internal/render/template.ts';
import type { visit } from '../../translations/en/visit.ts';

const MOST_INSTRUCTIONS = 1000;
const MOST_SAFE_PLACE = 140;

/** What the driver should know, and where to leave it; `result` is what came of sending it. */
export function instructionsTemplate(
  words: typeof visit, result: 'sent' | 'notSent' | undefined, send: (instructions: string, safePlace: string) => void,
): TemplateResult {
  const submit = (event: Event) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    send(String(data.get('instructions')), String(data.get('safePlace')));
  };
  return html`<form part="instructions" class="reattempt" @submit=${submit}>
    <label>${words.instructions} <textarea name="instructions" rows="3" maxlength=${MOST_INSTRUCTIONS}></textarea></label>
    <label>${words.safePlace} <input name="safePlace" maxlength=${MOST_SAFE_PLACE} /></label>
    ${result ? html`<p role="status" class=${result === 'sent' ? 'muted' : 'wrong'}>${words[result]}</p>` : nothing}
    <button class="action">${words.send}</button>
  </form>`;
}
