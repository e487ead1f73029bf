/** Journal, identifiers, permissions, funding, links and related articles of JATS: readers and writers. */
package org.offprint.formats.jats.metadata;
