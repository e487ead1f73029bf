/**
 * Uploaded import files, which are stored on this node and read as streams, even if they are compressed or in a zip.
 */
package org.offprint.imports.files;
