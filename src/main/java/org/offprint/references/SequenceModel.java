package org.offprint.references;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * A linear-chain conditional random field over hashed features: weights of one byte for pairs of feature and label, stored
 * sparsely, weights of features for a border between two labels (any border, one before a label, one behind it), and weights
 * of pairs of neighbouring labels. Results are equal on every machine.
 */
final class SequenceModel {

    private static final int MAGIC = 0x0FF9_0C30;

    /** Features are found by so many of their upper bits, and told apart there by the others. */
    private static final int UPPER = 19;

    private static final int LOWER = TokenFeatures.BITS - UPPER;

    /** The bits of a place among the cells. */
    private static final int PLACE = Integer.SIZE - LOWER;

    private static final int PLACES = (1 << PLACE) - 1;

    private final int labels;
    private final float scale;
    /** The rows of features with the upper bits u stand from {@code starts[u]} to {@code starts[u + 1]}. */
    private final int[] starts = new int[(1 << UPPER) + 1];

    /** The lower bits of the feature of row r, before the place where its cells begin: they end where those of the next do. */
    private final int[] rows;

    /** The column of each cell, before its weight. */
    private final short[] cells;

    /** From label, to label; then those of the first token, then those of the last. */
    private final float[] transitions;

    /**
     * Makes a model.
     *
     * @param features in rising order
     * @param lengths the number of cells of each feature
     */
    SequenceModel(
            int labels,
            float scale,
            int[] features,
            byte[] lengths,
            byte[] cellLabels,
            byte[] cellWeights,
            float[] transitions) {
        this.labels = labels;
        this.scale = scale;
        this.transitions = transitions;
        cells = new short[cellLabels.length];
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] = (short) (cellLabels[cell] << Byte.SIZE | cellWeights[cell] & 0xFF);
        }
        rows = new int[features.length + 1];
        int place = 0;
        for (int row = 0; row < features.length; row++) {
            starts[(features[row] >>> LOWER) + 1]++;
            rows[row] = (features[row] & (1 << LOWER) - 1) << PLACE | place;
            place += lengths[row];
        }
        rows[features.length] = place;
        for (int upper = 0; upper < starts.length - 1; upper++) {
            starts[upper + 1] += starts[upper];
        }
    }

    /**
     * The best sequence of labels, and how sure each is.
     *
     * @param marginals the probability of each label at each token: label {@code l} of token {@code i} at {@code i *
     *     labels + l}
     */
    record Labelling(int[] labels, double[] marginals) {}

    /** Returns how many weights a feature has: one a label, one for any border, one for a border before and behind each label. */
    static int columns(int labels) {
        return 3 * labels + 1;
    }

    int cells() {
        return cells.length;
    }

    /**
     * A reading and the sums that it was made of, to which a second reading adds.
     *
     * @param sums for each token the {@link #columns} of its features
     * @param transitions from label, to label; then those of the first token, then those of the last
     */
    record Reading(Labelling labelling, double[] sums, float[] transitions) {}

    /**
     * Labels the tokens of which these are the features.
     *
     * @param allowed the labels that each token may have, as bits
     * @param before the reading before, whose weights are added to; null for none
     */
    Reading read(TokenFeatures.Rows features, int[] allowed, Reading before) {
        double[] sums = sums(features);
        float[] pairs = transitions.clone();
        if (before != null) {
            for (int k = 0; k < sums.length; k++) {
                sums[k] += before.sums[k];
            }
            for (int k = 0; k < pairs.length; k++) {
                pairs[k] += before.transitions[k];
            }
        }
        Lattice lattice = new Lattice(labels, pairs, sums, allowed.length, allowed);
        return new Reading(new Labelling(lattice.best(), lattice.marginals()), sums, pairs);
    }

    /** Labels the tokens of which these are the features, in a single reading. */
    Labelling label(TokenFeatures.Rows features, int[] allowed) {
        return read(features, allowed, null).labelling;
    }

    private double[] sums(TokenFeatures.Rows features) {
        int size = features.size();
        int columns = columns(labels);
        double[] sums = new double[size * columns];
        for (int i = 0; i < size; i++) {
            for (int k = features.froms()[i]; k < features.froms()[i + 1]; k++) {
                int feature = features.numbers()[k];
                int lower = feature & (1 << LOWER) - 1;
                int end = starts[(feature >>> LOWER) + 1];
                for (int row = starts[feature >>> LOWER]; row < end; row++) {
                    if (rows[row] >>> PLACE == lower) {
                        int last = rows[row + 1] & PLACES;
                        for (int cell = rows[row] & PLACES; cell < last; cell++) {
                            sums[i * columns + (cells[cell] >> Byte.SIZE)] += (byte) cells[cell];
                        }
                        break;
                    }
                }
            }
        }
        for (int k = 0; k < sums.length; k++) {
            sums[k] *= scale;
        }
        return sums;
    }

    /** All sequences of labels that tokens may have, with their weights. */
    static final class Lattice {

        /** Weights of borders beyond this are cut. */
        private static final double FARTHEST = 20;

        private static final double LARGEST_POWER = 700;
        /** One by the logarithm of two, and that logarithm in two parts. */
        private static final double PER_TWO = 1.4426950408889634;

        private static final double TWO_UPPER = 0.693147180369123816490;
        private static final double TWO_LOWER = 1.90821492927058770002e-10;
        private static final double[] INVERSES = new double[10];

        static {
            for (int n = 1; n < INVERSES.length; n++) {
                INVERSES[n] = 1.0 / n;
            }
        }

        private final int labels;
        private final float[] transitions;
        private final double[] scores;
        /** The weight of a border before a label at each token, that of any border there included. */
        private final double[] into;

        /** The weight of a border behind a label, which the token before has. */
        private final double[] outOf;

        private final int size;
        private final int[] allowed;
        private double logSum;

        /**
         * Makes the lattice.
         *
         * @param sums for each token the {@link #columns} of its features
         */
        Lattice(int labels, float[] transitions, double[] sums, int size, int[] allowed) {
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
                    into[i * labels + l] = cut(any + sums[from + labels + 1 + l]);
                    outOf[i * labels + l] = cut(sums[from + 2 * labels + 1 + l]);
                }
            }
        }

        private static double cut(double weight) {
            return Math.max(-FARTHEST, Math.min(FARTHEST, weight));
        }

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

        /** Returns the probability of each label at each token, by forward and backward sums that are scaled per token. */
        double[] marginals() {
            double[] weights = new double[size * labels];
            double[] ways = new double[(labels + 2) * labels];
            for (int k = 0; k < ways.length; k++) {
                ways[k] = exp(transitions[k]);
            }
            logSum = 0;
            for (int i = 0; i < size; i++) {
                double most = Double.NEGATIVE_INFINITY;
                for (int l = 0; l < labels; l++) {
                    if ((allowed[i] >> l & 1) != 0) {
                        most = Math.max(most, scores[i * labels + l]);
                    }
                }
                logSum += most;
                for (int l = 0; l < labels; l++) {
                    if ((allowed[i] >> l & 1) != 0) {
                        weights[i * labels + l] = exp(scores[i * labels + l] - most);
                    }
                }
            }
            return sums(weights, ways);
        }

        /** Returns e to a power, exact to eleven digits, by plain arithmetic: equal everywhere, and fast. */
        static double exp(double power) {
            if (power < -LARGEST_POWER) {
                return 0;
            }
            double twos = StrictMath.rint(Math.min(power, LARGEST_POWER) * PER_TWO);
            double rest = Math.min(power, LARGEST_POWER) - twos * TWO_UPPER - twos * TWO_LOWER;
            double sum = 1 + rest / 10;
            for (int n = 9; n > 0; n--) {
                sum = 1 + rest * INVERSES[n] * sum;
            }
            return sum * Double.longBitsToDouble((long) twos + 1023 << 52);
        }

        private double[] forward;
        private double[] backward;
        private double[] weights;
        private double[] ways;
        private double[] norms;
        /** The factors of a border before a label, and behind it, at each token. */
        private double[] entries;

        private double[] exits;

        private double[] sums(double[] ofTokens, double[] ofPairs) {
            weights = ofTokens;
            ways = ofPairs;
            forward = new double[size * labels];
            backward = new double[size * labels];
            norms = new double[size];
            entries = new double[size * labels];
            exits = new double[size * labels];
            for (int k = labels; k < entries.length; k++) {
                entries[k] = exp(into[k]);
                exits[k] = exp(outOf[k]);
            }
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
                            way = way * entries[i * labels + to]
                                    + forward[(i - 1) * labels + to] * ways[to * labels + to];
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
                logSum += StrictMath.log(norms[i]);
                for (int to = 0; to < labels; to++) {
                    forward[i * labels + to] /= norms[i];
                }
            }
            for (int l = 0; size > 0 && l < labels; l++) {
                backward[(size - 1) * labels + l] = 1;
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
            double[] marginals = new double[size * labels];
            for (int k = 0; k < marginals.length; k++) {
                marginals[k] = Math.min(1, forward[k] * backward[k]);
            }
            return marginals;
        }

        /** Returns the logarithm of the sum over all sequences; {@link #marginals} comes before. */
        double logSum() {
            return logSum;
        }

        /**
         * Adds the expected number of each pair of neighbours, times the factor, to the sums, and of a border before each
         * token to its columns; {@link #marginals} comes before.
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

    /** Writes it behind a header that names the features. */
    void write(DataOutputStream out, int signature) throws IOException {
        out.writeInt(MAGIC);
        out.writeInt(signature);
        out.writeInt(labels);
        out.writeFloat(scale);
        for (float transition : transitions) {
            out.writeFloat(transition);
        }
        out.writeInt(rows.length - 1);
        out.writeInt(cells.length);
        int before = 0;
        for (int upper = 0; upper < starts.length - 1; upper++) {
            for (int row = starts[upper]; row < starts[upper + 1]; row++) {
                int feature = upper << LOWER | rows[row] >>> PLACE;
                int step = feature - before;
                for (; step > 0x7F; step >>>= 7) {
                    out.writeByte(step | 0x80);
                }
                out.writeByte(step);
                before = feature;
            }
        }
        for (int row = 0; row < rows.length - 1; row++) {
            out.writeByte((rows[row + 1] & PLACES) - (rows[row] & PLACES));
        }
        // Columns as steps from the one before in the row, which are small and pack well.
        for (int row = 0; row < rows.length - 1; row++) {
            int column = 0;
            for (int cell = rows[row] & PLACES; cell < (rows[row + 1] & PLACES); cell++) {
                out.writeByte((cells[cell] >> Byte.SIZE) - column);
                column = cells[cell] >> Byte.SIZE;
            }
        }
        for (short cell : cells) {
            out.writeByte(cell);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException where it is cut off, or was trained on other features
     */
    static SequenceModel read(DataInputStream in, int signature) throws IOException {
        if (in.readInt() != MAGIC || in.readInt() != signature) {
            throw new IOException("The model was trained with different features than this program uses.");
        }
        int labels = in.readInt();
        float scale = in.readFloat();
        float[] transitions = new float[(labels + 2) * labels];
        for (int k = 0; k < transitions.length; k++) {
            transitions[k] = in.readFloat();
        }
        int[] features = new int[in.readInt()];
        int cells = in.readInt();
        int before = 0;
        for (int row = 0; row < features.length; row++) {
            int step = 0;
            int shift = 0;
            int next = in.readUnsignedByte();
            for (; next > 0x7F; next = in.readUnsignedByte()) {
                step |= (next & 0x7F) << shift;
                shift += 7;
            }
            before += step | next << shift;
            features[row] = before;
        }
        byte[] lengths = new byte[features.length];
        in.readFully(lengths);
        byte[] cellLabels = new byte[cells];
        in.readFully(cellLabels);
        int next = 0;
        for (byte length : lengths) {
            for (int last = next++ + length; next < last; next++) {
                cellLabels[next] += cellLabels[next - 1];
            }
        }
        byte[] cellWeights = new byte[cells];
        in.readFully(cellWeights);
        return new SequenceModel(labels, scale, features, lengths, cellLabels, cellWeights, transitions);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SequenceModel model
                && labels == model.labels
                && Arrays.equals(starts, model.starts)
                && Arrays.equals(rows, model.rows)
                && Arrays.equals(cells, model.cells)
                && Arrays.equals(transitions, model.transitions);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(cells);
    }
}
