/** Files of an import: storage, and streaming reads of compressed and zipped files. */
package org.offprint.imports.files;
