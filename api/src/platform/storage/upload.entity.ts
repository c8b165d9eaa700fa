import { defineEntity, p } from '@mikro-orm/core';
import { organizationRows, tenantColumns } from '../database/tenancy.ts';

const UploadSchema = defineEntity({
  name: 'Upload',
  tableName: 'upload',
  ...organizationRows('upload'),
  properties: {
    ...tenantColumns,
    /** The key that may fill it. */
    accessKeyId: p.string(),
    contentType: p.string(),
    byteSize: p.integer(),
    /** Null until the bytes arrived. */
    bytes: p.blob().nullable().lazy(),
    createdAt: p.datetime(),
    uploadedAt: p.datetime().nullable(),
  },
});

/** A small file (photo, signature) kept in the database, so that several nodes see it without a shared disk. */
export class Upload extends UploadSchema.class {}
UploadSchema.setClass(Upload);
