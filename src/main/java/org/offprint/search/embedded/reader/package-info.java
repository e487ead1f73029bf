/** Snapshots of the index: ordinals, stored items and texts, lookups by key, ancestors of organizations. */
package org.offprint.search.embedded.reader;
