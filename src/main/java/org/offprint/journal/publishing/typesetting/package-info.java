/** Typesetting of articles and their linked records into documents for readers. */
package org.offprint.journal.publishing.typesetting;
