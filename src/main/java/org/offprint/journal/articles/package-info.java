/** Articles: working copy, request data and API views, position in an issue, and change history. */
package org.offprint.journal.articles;
