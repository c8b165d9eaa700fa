import { readFileSync } from 'node:fs';
import { Kind, parse, print, visit, type FragmentDefinitionNode } from 'graphql';

const OPERATIONS = new URL('../../../sdk/operations/', import.meta.url);
const OPTIONS = { days: 7 };
export const BASKET = { parcels: [{ weightGrams: 4_000, lengthMillimeters: 400, widthMillimeters: 300, heightMillimeters: 250 }] };
/** The simplest question that needs a key. */
export const VIEWER = 'query Viewer { viewer { kind scopes organization { id name } } }';

/** An operation of the SDK with the fragments it spreads: what a checkout really sends. */
function sdkOperation(file: string, name: string): string {
  const { definitions } = parse(readFileSync(new URL(file, OPERATIONS), 'utf8'));
  const fragments = new Map(parse(readFileSync(new URL('fragments.graphql', OPERATIONS), 'utf8')).definitions.map((each) => [(each as FragmentDefinitionNode).name.value, each as FragmentDefinitionNode]));
  const operation = definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION && each.name?.value === name);
  if (!operation) throw new Error(`${file} has no operation ${name}.`);
  const needed = new Set<FragmentDefinitionNode>();
  const collect = (node: typeof operation | FragmentDefinitionNode) => {
    visit(node, {
      FragmentSpread({ name: { value } }) {
        const fragment = fragments.get(value)!;
        if (needed.has(fragment)) return;
        needed.add(fragment);
        collect(fragment);
      },
    });
  };
  collect(operation);
  return [operation, ...needed].map(print).join('\n');
}

export const DELIVERY_OPTIONS = sdkOperation('checkout.graphql', 'DeliveryOptions');
export const HOLD_OPTION = sdkOperation('checkout.graphql', 'HoldDeliveryOption');

/** The question of a shopper who lives at a position. */
export function optionsFor(position: { latitude: number; longitude: number }, more: { readonly from?: string; readonly days?: number } = {}): object {
  const address = { line1: '1 Street', city: 'Town', region: 'CA', postalCode: '94607', country: 'US', position };
  return { input: { address, basket: BASKET, ...OPTIONS, ...more } };
}
