package org.offprint.search;

/**
 * Identity of the index snapshot that answers readers' searches. Instances are compared by identity. If two search
 * responses have the same index moment, equal search requests produce equal responses.
 */
public final class IndexMoment {}
