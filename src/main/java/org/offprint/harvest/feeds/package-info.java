/** Atom feeds (RFC 4287) with the metadata of PRISM, for reading lists and aggregators. */
package org.offprint.harvest.feeds;
