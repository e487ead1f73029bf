/** Atom feeds (RFC 4287) and JSON feeds with PRISM metadata, and the notification of a WebSub hub. */
package org.offprint.web.harvest.feeds;
