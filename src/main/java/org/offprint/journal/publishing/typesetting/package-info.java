/** Typesetting of a manuscript and its linked records into the document that readers get. */
package org.offprint.journal.publishing.typesetting;
