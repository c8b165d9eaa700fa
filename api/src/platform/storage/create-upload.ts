import type { Transaction } from '../mutate.ts';
import { userError, type UserErrorData } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import { IMAGE_TYPES, isImageType, MAX_UPLOAD_BYTES } from './image-type.ts';
import { Upload } from './upload.entity.ts';

export interface CreateUploadOutcome {
  readonly uploadId: string | null;
  readonly userErrors: UserErrorData<'INVALID_INPUT'>[];
}

/** Announces a small image; its bytes follow by PUT with the same key. */
export async function createUpload(tx: Transaction, { contentType, byteSize }: { readonly contentType: string; readonly byteSize: number }): Promise<CreateUploadOutcome> {
  const { actor } = tx;
  if (!isImageType(contentType)) return refused('contentType', `Expected one of ${IMAGE_TYPES.join(', ')}, got "${contentType.slice(0, 100)}".`);
  if (!Number.isInteger(byteSize) || byteSize < 1 || byteSize > MAX_UPLOAD_BYTES) {
    return refused('byteSize', `Expected 1 to ${MAX_UPLOAD_BYTES} bytes, got ${byteSize}.`);
  }
  const uploadId = newId('upload');
  tx.em.create(Upload, {
    id: uploadId, organizationId: tx.organizationId, accessKeyId: actor?.keyId ?? '', contentType, byteSize, bytes: null, createdAt: tx.clock.now(), uploadedAt: null,
  });
  return { uploadId, userErrors: [] };
}

function refused(field: string, message: string): CreateUploadOutcome {
  return { uploadId: null, userErrors: [userError('INVALID_INPUT', message, [field])] };
}
