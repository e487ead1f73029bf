/** Content-addressed file storage by SHA-256, on disk or in an S3 bucket. */
package org.offprint.platform.files.store;
