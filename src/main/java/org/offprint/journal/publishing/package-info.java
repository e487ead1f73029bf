/**
 * Publication, scheduling, withdrawal and retraction of articles, and propagation of record changes to published
 * articles.
 */
package org.offprint.journal.publishing;
