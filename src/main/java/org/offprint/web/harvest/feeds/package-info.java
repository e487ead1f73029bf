/** Atom feeds (RFC 4287) with PRISM metadata. */
package org.offprint.web.harvest.feeds;
