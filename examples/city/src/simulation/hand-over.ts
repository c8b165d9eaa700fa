import { MINUTE, SECOND } from '@doorstep/api';
import type { FailureReason, ProofInput, ProofPlace, Stop } from '@doorstep/sdk';
import type { Random } from '../random.ts';
import { sendPings, type Shift } from './driver.ts';
import { drawDoorPhoto, drawSignature } from './proof-picture.ts';
import { rebookLater } from './rebooking.ts';
import { trackingLinkOf, type World } from './world.ts';

type StopDelivery = Stop['deliveries'][number];

/** What comes of ringing the bell, and how often. */
const OUTCOMES: readonly (readonly [FailureReason | 'DELIVERED', number])[] = [
  ['DELIVERED', 930], ['NOBODY_HOME', 52], ['NO_ACCESS', 9], ['REFUSED', 6], ['WRONG_ADDRESS', 3],
];
const PLACES: readonly (readonly [ProofPlace, number])[] = [['IN_PERSON', 62], ['FRONT_DOOR', 25], ['NEIGHBOR', 6], ['MAILBOX', 3], ['RECEPTION', 4]];
/** These are handed to a person or not at all. */
const NEEDS_PERSON = ['SIGNATURE', 'PIN', 'AGE_CHECK', 'TWO_PERSON', 'KEEP_COLD'];
const NOTES: Readonly<Partial<Record<FailureReason, string>>> = {
  NOBODY_HOME: 'Rang twice, nobody answered.',
  NO_ACCESS: 'The gate was locked.',
  REFUSED: 'The recipient did not want it any more.',
  WRONG_ADDRESS: 'Nobody of that name lives here.',
};
const SERVICE_MINUTES = { median: 3, spread: 0.4 };
const HEAVY_FACTOR = 2.5;
/** The device says now and then that the vehicle stands there. */
const PING_AT_DOOR = 90 * SECOND;

/** Done before the demo was stopped in between. */
const ENDED = ['DELIVERED', 'ATTEMPT_FAILED', 'CANCELED'];

/** Serves all deliveries of a stop, one after the other. Gives when the driver leaves. */
export async function* handOver(shift: Shift, stop: Stop, arrived: Date): AsyncGenerator<Date, Date, void> {
  const { world, routeId } = shift;
  let now = arrived;
  for (const delivery of stop.deliveries) {
    if (ENDED.includes(delivery.state)) continue;
    const random = world.random.fork(`door ${delivery.order.reference} ${now.toISOString().slice(0, 10)}`);
    const minutes = SERVICE_MINUTES.median * Math.exp(random.normal(0, SERVICE_MINUTES.spread)) * (delivery.handlingNeeds.includes('TWO_PERSON') ? HEAVY_FACTOR : 1);
    const isDone = now.getTime() + Math.round(minutes * 60) * SECOND;
    for (let time = now.getTime() + PING_AT_DOOR; time < isDone; time += PING_AT_DOOR) {
      yield new Date(time);
      const { position } = stop.address;
      if (position) await sendPings(shift, [{ ...position, speed: 0, at: new Date(time).toISOString() }]);
    }
    yield (now = new Date(isDone));
    const outcome = random.weighted(OUTCOMES);
    if (outcome === 'DELIVERED') await complete(shift, stop, delivery, now, random);
    else await fail(shift, stop, delivery, now, outcome, random);
    world.tally.served(routeId, delivery.id);
  }
  return new Date(now.getTime() + MINUTE / 2);
}

async function complete({ world, device }: Shift, stop: Stop, delivery: StopDelivery, at: Date, door: Random): Promise<void> {
  const { handlingNeeds } = delivery;
  const place = handlingNeeds.some((need) => NEEDS_PERSON.includes(need)) ? 'IN_PERSON' : door.weighted(PLACES);
  const done = await world.trouble.survive('completeDelivery', async () => {
    const photo = await upload(device, drawDoorPhoto(door.fork('photo')));
    const signature = handlingNeeds.includes('SIGNATURE') ? await upload(device, drawSignature(door.fork('signature'))) : undefined;
    const pin = handlingNeeds.includes('PIN') ? await askForPin(world, delivery) : undefined;
    const proof: ProofInput = { place, photoUploadIds: [photo], ...(signature && { signatureUploadId: signature }), ...(pin && { pin }) };
    return device.completeDelivery({ deliveryId: delivery.id, proof, at: at.toISOString(), position: stop.address.position });
  });
  if (done) world.tally.add('delivered');
}

async function fail({ world, device }: Shift, stop: Stop, delivery: StopDelivery, at: Date, reason: FailureReason, door: Random): Promise<void> {
  const failed = await world.trouble.survive('failDelivery', async () => {
    const photo = await upload(device, drawDoorPhoto(door.fork('photo')));
    return device.failDelivery({
      deliveryId: delivery.id, reason, note: NOTES[reason] ?? null, proof: { photoUploadIds: [photo] }, at: at.toISOString(), position: stop.address.position,
    });
  });
  if (!failed) return;
  world.tally.add('failed');
  rebookLater(world, delivery, at, door.fork('rebooking'));
}

async function upload(device: Shift['device'], body: Uint8Array<ArrayBuffer>): Promise<string> {
  const contentType = 'image/png';
  const { uploadId, url } = await device.createUpload({ contentType, byteSize: body.byteLength });
  await device.putUpload({ url, contentType, body });
  return uploadId;
}

/** The recipient reads the PIN on the tracking page and says it. */
async function askForPin(world: World, delivery: StopDelivery): Promise<string | undefined> {
  const link = await trackingLinkOf(world, delivery.id, delivery.order.reference);
  const view = link && (await world.recipientOf(link.token).getDeliveryTracking());
  return view?.pin ?? undefined;
}
