/** Withdrawal and retraction notices of articles. */
package org.offprint.journal.articles.notices;
