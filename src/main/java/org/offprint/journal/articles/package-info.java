/** Articles, with the working copy, input and views, position in an issue, and history. */
package org.offprint.journal.articles;
