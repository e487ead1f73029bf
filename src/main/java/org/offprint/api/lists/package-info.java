/**
 * The common parts of lists: their parameters, the search they become, and the page that is answered. A list states its
 * kind of record ({@link org.offprint.api.lists.Listing}) and its filters ({@link org.offprint.api.lists.ListFilter}).
 */
package org.offprint.api.lists;
