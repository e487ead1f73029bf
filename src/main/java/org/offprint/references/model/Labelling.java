package org.offprint.references.model;

import java.util.Arrays;

/**
 * Most likely labels of the tokens of a reference.
 *
 * @param labels ordinal of the label of each token
 * @param marginals probability of each label at each token. The probability of label {@code l} at token {@code i} has
 *     the index {@code i * labels + l}
 */
public record Labelling(int[] labels, double[] marginals) {

    /** Returns the probability of the label of each token. */
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
