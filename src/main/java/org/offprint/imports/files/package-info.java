/** The files of an import: where they are kept, and reading them, compressed or in a zip, without unpacking them. */
package org.offprint.imports.files;
