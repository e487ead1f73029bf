/** Writes JSON-LD in the vocabulary of schema.org. */
package org.offprint.formats.schemaorg;
