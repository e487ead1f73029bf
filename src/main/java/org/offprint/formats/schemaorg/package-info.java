/** Writer for JSON-LD in the schema.org vocabulary. */
package org.offprint.formats.schemaorg;
