package org.offprint.references.model;

import java.util.Arrays;

/**
 * Most likely labels of the tokens of a reference.
 *
 * @param labels ordinal of the label of each token
 * @param marginals probability of each label at each token; the index of label {@code l} at token {@code i} is {@code i
 *     * PartLabel.count() + l}
 */
public record Labelling(int[] labels, double[] marginals) {

    /** Returns the probability of each token's label. */
    public double[] probabilities() {
        double[] probabilities = new double[labels.length];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = marginals[i * PartLabel.count() + labels[i]];
        }
        return probabilities;
    }

    /** Returns the mean probability of the labels, or 0 if the reference has no tokens. */
    public double meanProbability() {
        return Arrays.stream(probabilities()).average().orElse(0);
    }
}
