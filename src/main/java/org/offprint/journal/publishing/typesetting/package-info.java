/** Typesetting of articles and their linked records into the documents that readers receive. */
package org.offprint.journal.publishing.typesetting;
