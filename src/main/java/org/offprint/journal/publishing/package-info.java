/**
 * Publication, scheduling, withdrawal and retraction of articles, and propagation of corrected records to published
 * articles.
 */
package org.offprint.journal.publishing;
