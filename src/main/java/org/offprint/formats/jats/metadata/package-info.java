/**
 * Reader and writer for JATS journal metadata, identifiers, dates, permissions, funding, links and related articles.
 */
package org.offprint.formats.jats.metadata;
