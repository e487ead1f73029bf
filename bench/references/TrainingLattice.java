package org.offprint.references.model;

/** Lattice that also returns the loss and the expected label pairs of its sequences. */
final class TrainingLattice extends LabelLattice {

    /** Probability of each label at each token. */
    final double[] probabilities;

    TrainingLattice(int labels, float[] transitions, double[] sums, int size, int[] allowed) {
        super(labels, transitions, sums, size, allowed);
        probabilities = marginals();
    }

    /** Returns the logarithm of the total weight of all sequences. */
    double logSum() {
        double logSum = 0;
        for (int i = 0; i < size; i++) {
            logSum += highestScore(i);
        }
        for (int i = 0; i < size; i++) {
            logSum += StrictMath.log(norms[i]);
        }
        return logSum;
    }

    /**
     * Adds the expected number of each pair of neighbouring labels, multiplied by {@code factor}.
     *
     * @param sums receives the pairs, in the order of the transitions
     * @param ofColumns receives the borders before each token, in the columns of the token
     */
    void addPairs(double[] sums, double[] ofColumns, double factor) {
        for (int l = 0; size > 0 && l < labels; l++) {
            sums[labels * labels + l] += factor * forward[l] * backward[l];
            sums[labels * labels + labels + l] += factor * forward[(size - 1) * labels + l];
        }
        int columns = columns(labels);
        for (int i = 1; i < size; i++) {
            for (int to = 0; to < labels; to++) {
                double weight = weights[i * labels + to] * backward[i * labels + to] / norms[i] * factor;
                if (i == size - 1) {
                    weight *= ways[labels * labels + labels + to];
                }
                if (weight != 0) {
                    double entry = entries[i * labels + to];
                    for (int l = 0; l < labels; l++) {
                        double pair = forward[(i - 1) * labels + l] * ways[l * labels + to] * weight;
                        if (l != to) {
                            pair *= entry * exits[i * labels + l];
                            ofColumns[i * columns + labels] += pair;
                            ofColumns[i * columns + labels + 1 + to] += pair;
                            ofColumns[i * columns + 2 * labels + 1 + l] += pair;
                        }
                        sums[l * labels + to] += pair;
                    }
                }
            }
        }
    }
}
