/** Index snapshots, with ordinals, stored documents, key lookups and organization ancestors. */
package org.offprint.search.embedded.reader;
