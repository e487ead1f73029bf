package org.offprint.search;

/**
 * Identity of the index snapshot that answers readers' searches. Instances of this class are compared by reference. If
 * two search responses have the same snapshot identity, equal search requests produce equal responses.
 */
public final class IndexMoment {}
