package org.offprint.search;

/**
 * Identity of an index state from which readers' searches are answered. Instances are compared by identity. If two
 * answers have the same index moment, equal requests have equal answers.
 */
public final class IndexMoment {}
