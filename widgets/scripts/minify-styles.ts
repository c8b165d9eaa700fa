import type { Plugin } from 'vite';

/** Takes comments, and white space that means nothing, out of what stands in a `css` template. */
export function minifyStyles(): Plugin {
  return {
    name: 'doorstep:minify-styles',
    enforce: 'pre',
    transform: (code, id) => (/\.(styles|template)\.ts$/.test(id) ? code.replace(/css`([^`]*)`/g, (_, sheet: string) => `css\`${minified(sheet)}\``) : undefined),
  };
}

/** `+` and `-` keep their white space: inside `calc()` they need it. */
export function minified(sheet: string): string {
  return sheet
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .replace(/(?<=[\s:,(-])0\.(?=\d)/g, '.')
    .trim();
}
