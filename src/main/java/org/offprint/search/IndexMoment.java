package org.offprint.search;

/**
 * Identity of the index snapshot that answers readers' searches. Index moments are compared by object identity. If two
 * search responses have the same index moment, equal search requests produce equal responses.
 */
public final class IndexMoment {}
