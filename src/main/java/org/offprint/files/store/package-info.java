/** The bytes of files, each stored once under its SHA-256, on disk or in a store that speaks S3. */
package org.offprint.files.store;
