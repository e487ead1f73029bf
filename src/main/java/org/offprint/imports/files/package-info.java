/** Uploaded import files, with storage and streaming reads of compressed and zipped files. */
package org.offprint.imports.files;
