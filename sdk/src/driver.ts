import { readText } from './document.ts';
import { driverOperations, type DriverOperations } from './operations/driver.ts';
import { browserKey, checkedKey, type NotSecret, type TransportOptions } from './options.ts';
import { createTransport } from './transport.ts';
import { createPutUpload, type PutUpload } from './upload.ts';

/** How a driver's app talks to the server. */
export interface DriverClientOptions extends Omit<TransportOptions, 'key'> {
  /** `drs_…`, as `createDriverSession` gave it; it names the driver. */
  readonly sessionToken: string;
}

/** What a driver's app can do. */
export interface DriverClient extends DriverOperations {
  /** Sends the bytes of a photo or signature to where `createUpload` said. */
  readonly putUpload: PutUpload;
}

/** A client for a driver's app. Throws `InvalidRequestError` when an option is unusable or the token is a secret key. */
export function createDriver<const Token extends string>(
  { sessionToken, ...rest }: DriverClientOptions & { readonly sessionToken: NotSecret<Token> },
): DriverClient {
  const options = { ...rest, key: browserKey(checkedKey(sessionToken)) };
  return { ...driverOperations(createTransport(options, readText)), putUpload: createPutUpload(options) };
}
