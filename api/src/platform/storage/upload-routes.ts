import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DoorstepError, type ErrorCode } from '../../shared/errors.ts';
import { kindOfId } from '../../shared/ids.ts';
import type { Actor } from '../auth/actor.ts';
import type { Authenticate } from '../auth/authenticate.port.ts';
import { systemEntityManager, tenantEntityManager, type Server } from '../context.ts';
import { IMAGE_TYPES, imageTypeOf, MAX_UPLOAD_BYTES } from './image-type.ts';
import { isSignedUploadUrl } from './sign-upload-url.ts';
import { Upload } from './upload.entity.ts';

interface UploadParams {
  readonly id: string;
}
interface LinkQuery {
  readonly expires?: string;
  readonly signature?: string;
}

const NOT_THERE = 'There is no such upload, or the link has expired. Ask for a new link with the query that gave it.';

/** `PUT /uploads/:id` fills an upload with the key that made it; `GET` shows it to the holder of a signed link. */
export async function registerUploads(http: FastifyInstance, { server, authenticate }: { server: Server; authenticate: Authenticate }): Promise<void> {
  await http.register(async (uploads) => {
    uploads.removeAllContentTypeParsers();
    uploads.addContentTypeParser([...IMAGE_TYPES], { parseAs: 'buffer', bodyLimit: MAX_UPLOAD_BYTES }, (_request, body, done) => done(null, body));

    uploads.put<{ Params: UploadParams }>('/uploads/:id', { bodyLimit: MAX_UPLOAD_BYTES, preParsing: identify(server, authenticate) }, async (request, reply) => {
      const refusal = await receive(server, request);
      return refusal ? refuse(request, reply, refusal) : reply.code(204).send();
    });

    uploads.get<{ Params: UploadParams; Querystring: LinkQuery }>('/uploads/:id', async (request, reply) => {
      const { expires, signature } = request.query;
      const link = { uploadId: request.params.id, expires: Number(expires), signature: String(signature) };
      const upload = isSignedUploadUrl(server, link) ? await findStored(server, link.uploadId) : null;
      if (!upload) return refuse(request, reply, { status: 404, code: 'NOT_FOUND', message: NOT_THERE });
      return reply
        .header('content-type', upload.contentType)
        .header('x-content-type-options', 'nosniff')
        .header('content-disposition', 'inline')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('cache-control', 'private, max-age=3600')
        .send(upload.bytes);
    });
  });
}

interface Refusal {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
}

/** Before the body is read: who has no key may not send us megabytes. */
function identify(server: Server, authenticate: Authenticate) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const token = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    try {
      if (!token) throw new DoorstepError('UNAUTHENTICATED', 'Send the key that made the upload as "Authorization: Bearer <key>".');
      request.actor = await authenticate(server, token, request.headers.origin);
    } catch (error) {
      if (!(error instanceof DoorstepError)) throw error;
      return refuse(request, reply, { status: error.code === 'FORBIDDEN' ? 403 : 401, code: error.code, message: error.message });
    }
  };
}

async function receive(server: Server, request: FastifyRequest<{ Params: UploadParams }>): Promise<Refusal | undefined> {
  const actor = request.actor as Actor; // `identify` has answered everybody else
  // Without a body there is nothing for the parser to read.
  const bytes = (request.body as Buffer | null | undefined) ?? Buffer.alloc(0);
  const em = tenantEntityManager(server.orm, actor);
  const upload = kindOfId(request.params.id) === 'upload' ? await em.findOne(Upload, { id: request.params.id, accessKeyId: actor.keyId }) : null;
  if (!upload) return { status: 404, code: 'NOT_FOUND', message: 'There is no such upload of this key. Make one with createUpload.' };
  if (upload.uploadedAt) return { status: 409, code: 'BAD_USER_INPUT', message: 'This upload has its bytes already. Make another one with createUpload.' };
  if (bytes.length !== upload.byteSize) {
    return { status: 400, code: 'BAD_USER_INPUT', message: `This upload was announced with ${upload.byteSize} bytes, got ${bytes.length}.` };
  }
  const kind = imageTypeOf(bytes);
  if (kind !== upload.contentType) {
    return { status: 415, code: 'BAD_USER_INPUT', message: `This upload was announced as ${upload.contentType}; the bytes are ${kind ?? 'no image of a known kind'}.` };
  }
  // Decided in one statement: of two requests at once only one fills it.
  const filled = await em.nativeUpdate(Upload, { id: upload.id, uploadedAt: null }, { bytes, uploadedAt: server.clock.now() });
  return filled === 1 ? undefined : { status: 409, code: 'BAD_USER_INPUT', message: 'This upload has its bytes already.' };
}

/** The signature stands for the right to see it, so this looks past tenants. */
function findStored(server: Server, uploadId: string): Promise<Upload | null> {
  return systemEntityManager(server.orm).findOne(Upload, { id: uploadId, uploadedAt: { $ne: null } }, { populate: ['bytes'] });
}

function refuse(request: FastifyRequest, reply: FastifyReply, { status, code, message }: Refusal) {
  return reply.code(status).send({ errors: [{ message, extensions: { code, requestId: request.id, retryable: false } }] });
}
