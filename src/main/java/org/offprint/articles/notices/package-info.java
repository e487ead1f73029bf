/** Withdrawals and retractions of articles: the reason and the notice that readers get. */
package org.offprint.articles.notices;
