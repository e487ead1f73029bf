package org.offprint.search;

/**
 * A state of an index that readers are answered from. It equals itself alone: where two answers are of one moment, the same
 * question has the same answer.
 */
public final class IndexMoment {}
