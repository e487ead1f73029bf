package org.offprint.search;

/**
 * State of an index from which readers are answered. It is compared by identity: if two answers have the same moment,
 * the same request has the same answer.
 */
public final class IndexMoment {}
