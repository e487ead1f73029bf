package org.offprint.references.model;

import java.util.Arrays;

/** Lattice of all possible label sequences for the tokens of a reference, with their weights. */
class LabelLattice {

    /** Maximum absolute weight of a border between two parts of a reference. */
    private static final double MAX_BORDER_WEIGHT = 20;

    private static final double MAX_EXPONENT = 700;
    private static final double LOG2_E = 1.4426950408889634;

    /** Natural logarithm of 2, split into a high and a low summand for exact range reduction. */
    private static final double LN2_HIGH = 0.693147180369123816490;

    private static final double LN2_LOW = 1.90821492927058770002e-10;
    private static final double[] INVERSES = new double[10];

    static {
        for (int n = 1; n < INVERSES.length; n++) {
            INVERSES[n] = 1.0 / n;
        }
    }

    final int labels;
    final int size;

    private final float[] transitions;
    final double[] scores;
    final int[] allowed;

    /**
     * Weight of a border between two parts before each token, for each label of the token. The weight of a border
     * before any label is included.
     */
    private final double[] into;

    /** Weight of a border between two parts before each token, for each label of the previous token. */
    private final double[] outOf;

    /** Exponentials of the transition weights, and of the border weights before and after each label at each token. */
    double[] ways;

    double[] entries;
    double[] exits;

    /** Exponentials of the label scores at each token, relative to the highest score of the token. */
    double[] weights;

    /** Forward and backward sums of the label lattice. The sums of each token are scaled by its norm. */
    double[] forward;

    double[] backward;
    double[] norms;

    /**
     * Creates the label lattice of a reference.
     *
     * @param transitions transition weights of label pairs, followed by the weights of the first label and the weights
     *     of the last label
     * @param sums weight sums of each token, in {@link #columns} columns per token
     * @param allowed bit set of the labels that each token may have
     */
    LabelLattice(int labels, float[] transitions, double[] sums, int size, int[] allowed) {
        this.labels = labels;
        this.transitions = transitions;
        this.size = size;
        this.allowed = allowed;
        scores = new double[size * labels];
        into = new double[size * labels];
        outOf = new double[size * labels];
        int columns = columns(labels);
        for (int i = 0; i < size; i++) {
            int from = i * columns;
            System.arraycopy(sums, from, scores, i * labels, labels);
            double any = sums[from + labels];
            for (int l = 0; l < labels; l++) {
                into[i * labels + l] = clamped(any + sums[from + labels + 1 + l]);
                outOf[i * labels + l] = clamped(sums[from + 2 * labels + 1 + l]);
            }
        }
    }

    /**
     * Returns the number of weights of a feature. A feature has three weights for each label: for the label itself, for
     * a border before it, and for a border after it. One more weight applies to any border.
     */
    static int columns(int labels) {
        return 3 * labels + 1;
    }

    private static double clamped(double weight) {
        return Math.max(-MAX_BORDER_WEIGHT, Math.min(MAX_BORDER_WEIGHT, weight));
    }

    /** Returns the most likely label sequence of the reference. */
    int[] best() {
        double[] best = new double[size * labels];
        double[] leaving = new double[labels];
        byte[] from = new byte[size * labels];
        for (int i = 0; i < size; i++) {
            for (int l = 0; i > 0 && l < labels; l++) {
                leaving[l] = best[(i - 1) * labels + l] + outOf[i * labels + l];
            }
            for (int to = 0; to < labels; to++) {
                double score = Double.NEGATIVE_INFINITY;
                if ((allowed[i] >> to & 1) != 0) {
                    if (i == 0) {
                        score = transitions[labels * labels + to];
                    } else {
                        double border = into[i * labels + to];
                        for (int l = 0; l < labels; l++) {
                            double path = transitions[l * labels + to]
                                    + (l == to ? best[(i - 1) * labels + l] : leaving[l] + border);
                            if (path > score) {
                                score = path;
                                from[i * labels + to] = (byte) l;
                            }
                        }
                    }
                    score += scores[i * labels + to];
                }
                best[i * labels + to] = score;
            }
        }
        int[] path = new int[size];
        double most = Double.NEGATIVE_INFINITY;
        for (int l = 0; size > 0 && l < labels; l++) {
            double score = best[(size - 1) * labels + l] + transitions[labels * labels + labels + l];
            if (score > most) {
                most = score;
                path[size - 1] = l;
            }
        }
        for (int i = size - 1; i > 0; i--) {
            path[i - 1] = from[i * labels + path[i]];
        }
        return path;
    }

    /** Returns the probability of each label at each token, computed with the forward-backward algorithm. */
    double[] marginals() {
        weights = new double[size * labels];
        ways = new double[(labels + 2) * labels];
        for (int k = 0; k < ways.length; k++) {
            ways[k] = exp(transitions[k]);
        }
        for (int i = 0; i < size; i++) {
            double highest = highestScore(i);
            for (int l = 0; l < labels; l++) {
                if ((allowed[i] >> l & 1) != 0) {
                    weights[i * labels + l] = exp(scores[i * labels + l] - highest);
                }
            }
        }
        entries = new double[size * labels];
        exits = new double[size * labels];
        for (int k = labels; k < entries.length; k++) {
            entries[k] = exp(into[k]);
            exits[k] = exp(outOf[k]);
        }
        sumForward();
        sumBackward();
        double[] marginals = new double[size * labels];
        for (int k = 0; k < marginals.length; k++) {
            marginals[k] = Math.min(1, forward[k] * backward[k]);
        }
        return marginals;
    }

    /** Returns the highest score among the labels that a token may have. */
    double highestScore(int token) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int l = 0; l < labels; l++) {
            if ((allowed[token] >> l & 1) != 0) {
                highest = Math.max(highest, scores[token * labels + l]);
            }
        }
        return highest;
    }

    /**
     * Returns e raised to a power, accurate to eleven digits. Only plain arithmetic is used, so the result is the same
     * on every machine.
     */
    static double exp(double power) {
        if (power < -MAX_EXPONENT) {
            return 0;
        }
        double twos = StrictMath.rint(Math.min(power, MAX_EXPONENT) * LOG2_E);
        double rest = Math.min(power, MAX_EXPONENT) - twos * LN2_HIGH - twos * LN2_LOW;
        double sum = 1 + rest / 10;
        for (int n = 9; n > 0; n--) {
            sum = 1 + rest * INVERSES[n] * sum;
        }
        return sum * Double.longBitsToDouble((long) twos + 1023 << 52);
    }

    private void sumForward() {
        forward = new double[size * labels];
        norms = new double[size];
        double[] leaving = new double[labels];
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int l = 0; i > 0 && l < labels; l++) {
                leaving[l] = forward[(i - 1) * labels + l] * exits[i * labels + l];
            }
            for (int to = 0; to < labels; to++) {
                double weight = weights[i * labels + to];
                if (weight > 0) {
                    double way = 0;
                    if (i == 0) {
                        way = ways[labels * labels + to];
                    } else {
                        for (int l = 0; l < labels; l++) {
                            way += l == to ? 0 : leaving[l] * ways[l * labels + to];
                        }
                        way = way * entries[i * labels + to] + forward[(i - 1) * labels + to] * ways[to * labels + to];
                    }
                    weight *= way;
                    if (i == size - 1) {
                        weight *= ways[labels * labels + labels + to];
                    }
                }
                forward[i * labels + to] = weight;
                sum += weight;
            }
            norms[i] = sum > 0 ? sum : Double.MIN_NORMAL;
            for (int to = 0; to < labels; to++) {
                forward[i * labels + to] /= norms[i];
            }
        }
    }

    private void sumBackward() {
        backward = new double[size * labels];
        if (size > 0) {
            Arrays.fill(backward, (size - 1) * labels, size * labels, 1);
        }
        double[] next = new double[labels];
        for (int i = size - 2; i >= 0; i--) {
            for (int to = 0; to < labels; to++) {
                next[to] = weights[(i + 1) * labels + to] * backward[(i + 1) * labels + to] / norms[i + 1];
                if (i == size - 2) {
                    next[to] *= ways[labels * labels + labels + to];
                }
            }
            for (int l = 0; l < labels; l++) {
                double sum = 0;
                for (int to = 0; to < labels; to++) {
                    sum += l == to ? 0 : ways[l * labels + to] * entries[(i + 1) * labels + to] * next[to];
                }
                backward[i * labels + l] = sum * exits[(i + 1) * labels + l] + ways[l * labels + l] * next[l];
            }
        }
    }
}
