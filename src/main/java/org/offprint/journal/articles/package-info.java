/** Articles: working copy, input and views, placement in an issue, and history. */
package org.offprint.journal.articles;
