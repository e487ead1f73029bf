package org.offprint.references;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * A linear-chain conditional random field over hashed features: weights of one byte for pairs of feature and label, stored
 * sparsely, weights of features for a border between two labels, and weights of pairs of neighbouring labels. Results are equal on every machine.
 */
final class SequenceModel {

    private static final int MAGIC = 0x0FF9_0C2F;

    /** Features are found by so many of their upper bits, and told apart there by the others. */
    private static final int UPPER = 19;

    private static final int LOWER = TokenFeatures.BITS - UPPER;

    private final int labels;
    private final float scale;
    /** The rows of features with the upper bits u stand from {@code starts[u]} to {@code starts[u + 1]}. */
    private final int[] starts = new int[(1 << UPPER) + 1];

    private final byte[] lowers;
    /** The cells of row r stand from {@code rows[r]} to {@code rows[r + 1]}. */
    private final int[] rows;

    private final byte[] cellLabels;
    private final byte[] cellWeights;
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
        this.cellLabels = cellLabels;
        this.cellWeights = cellWeights;
        this.transitions = transitions;
        lowers = new byte[features.length];
        rows = new int[features.length + 1];
        for (int row = 0; row < features.length; row++) {
            starts[(features[row] >>> LOWER) + 1]++;
            lowers[row] = (byte) (features[row] & (1 << LOWER) - 1);
            rows[row + 1] = rows[row] + lengths[row];
        }
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

    int labels() {
        return labels;
    }

    int cells() {
        return cellLabels.length;
    }

    /**
     * Labels the tokens of which these are the features.
     *
     * @param allowed the labels that each token may have, as bits
     */
    Labelling label(TokenFeatures.Rows features, int[] allowed) {
        int size = features.size();
        int columns = labels + 1;
        double[] sums = new double[size * columns];
        for (int i = 0; i < size; i++) {
            for (int k = features.froms()[i]; k < features.froms()[i + 1]; k++) {
                int feature = features.numbers()[k];
                int upper = feature >>> LOWER;
                byte lower = (byte) (feature & (1 << LOWER) - 1);
                for (int row = starts[upper]; row < starts[upper + 1]; row++) {
                    if (lowers[row] == lower) {
                        for (int cell = rows[row]; cell < rows[row + 1]; cell++) {
                            sums[i * columns + cellLabels[cell]] += cellWeights[cell];
                        }
                    }
                }
            }
        }
        for (int k = 0; k < sums.length; k++) {
            sums[k] *= scale;
        }
        Lattice lattice = new Lattice(labels, transitions, sums, size, allowed);
        return new Labelling(lattice.best(), lattice.marginals());
    }

    /** All sequences of labels that tokens may have, with their weights. */
    static final class Lattice {

        /** Weights of borders beyond this are cut. */
        private static final double FARTHEST = 20;

        private final int labels;
        private final float[] transitions;
        private final double[] scores;
        private final double[] borders;
        private final int size;
        private final int[] allowed;
        private double logSum;

        /**
         * Makes the lattice.
         *
         * @param sums for each token the weight of each label, and that of a label other than the one before
         */
        Lattice(int labels, float[] transitions, double[] sums, int size, int[] allowed) {
            this.labels = labels;
            this.transitions = transitions;
            this.size = size;
            this.allowed = allowed;
            scores = new double[size * labels];
            borders = new double[size];
            for (int i = 0; i < size; i++) {
                System.arraycopy(sums, i * (labels + 1), scores, i * labels, labels);
                borders[i] = Math.max(-FARTHEST, Math.min(FARTHEST, sums[i * (labels + 1) + labels]));
            }
        }

        int[] best() {
            double[] best = new double[size * labels];
            byte[] from = new byte[size * labels];
            for (int i = 0; i < size; i++) {
                for (int to = 0; to < labels; to++) {
                    double score = Double.NEGATIVE_INFINITY;
                    if ((allowed[i] >> to & 1) != 0) {
                        if (i == 0) {
                            score = transitions[labels * labels + to];
                        } else {
                            for (int l = 0; l < labels; l++) {
                                double border = l == to ? 0 : borders[i];
                                double path = best[(i - 1) * labels + l] + transitions[l * labels + to] + border;
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
                ways[k] = StrictMath.exp(transitions[k]);
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
                        weights[i * labels + l] = StrictMath.exp(scores[i * labels + l] - most);
                    }
                }
            }
            return sums(weights, ways);
        }

        private double[] forward;
        private double[] backward;
        private double[] weights;
        private double[] ways;
        private double[] norms;
        /** The factor of a label other than the one before, at each token. */
        private double[] changes;

        private double[] sums(double[] ofTokens, double[] ofPairs) {
            weights = ofTokens;
            ways = ofPairs;
            forward = new double[size * labels];
            backward = new double[size * labels];
            norms = new double[size];
            changes = new double[size];
            for (int i = 0; i < size; i++) {
                changes[i] = StrictMath.exp(borders[i]);
            }
            for (int i = 0; i < size; i++) {
                double sum = 0;
                for (int to = 0; to < labels; to++) {
                    double weight = weights[i * labels + to];
                    if (weight > 0) {
                        double way = 0;
                        if (i == 0) {
                            way = ways[labels * labels + to];
                        } else {
                            for (int l = 0; l < labels; l++) {
                                way += forward[(i - 1) * labels + l] * ways[l * labels + to];
                            }
                            double same = forward[(i - 1) * labels + to] * ways[to * labels + to];
                            way = changes[i] * (way - same) + same;
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
            for (int i = size - 2; i >= 0; i--) {
                for (int l = 0; l < labels; l++) {
                    double sum = 0;
                    for (int to = 0; to < labels; to++) {
                        double weight = weights[(i + 1) * labels + to];
                        if (i == size - 2) {
                            weight *= ways[labels * labels + labels + to];
                        }
                        double change = l == to ? 1 : changes[i + 1];
                        sum += change * ways[l * labels + to] * weight * backward[(i + 1) * labels + to];
                    }
                    backward[i * labels + l] = sum / norms[i + 1];
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
         * Adds the expected number of each pair of neighbours, times the factor, to the sums, and of a change before each
         * token; {@link #marginals} comes before.
         */
        void addPairs(double[] sums, double[] ofBorders, double factor) {
            for (int l = 0; size > 0 && l < labels; l++) {
                sums[labels * labels + l] += factor * forward[l] * backward[l];
                sums[labels * labels + labels + l] += factor * forward[(size - 1) * labels + l];
            }
            for (int i = 1; i < size; i++) {
                for (int to = 0; to < labels; to++) {
                    double weight = weights[i * labels + to] * backward[i * labels + to] / norms[i] * factor;
                    if (i == size - 1) {
                        weight *= ways[labels * labels + labels + to];
                    }
                    if (weight != 0) {
                        for (int l = 0; l < labels; l++) {
                            double pair = forward[(i - 1) * labels + l] * ways[l * labels + to] * weight;
                            if (l != to) {
                                pair *= changes[i];
                                ofBorders[i] += pair;
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
        out.writeInt(lowers.length);
        out.writeInt(cellLabels.length);
        int before = 0;
        for (int upper = 0; upper < starts.length - 1; upper++) {
            for (int row = starts[upper]; row < starts[upper + 1]; row++) {
                int feature = upper << LOWER | lowers[row];
                int step = feature - before;
                for (; step > 0x7F; step >>>= 7) {
                    out.writeByte(step | 0x80);
                }
                out.writeByte(step);
                before = feature;
            }
        }
        for (int row = 0; row < lowers.length; row++) {
            out.writeByte(rows[row + 1] - rows[row]);
        }
        out.write(cellLabels);
        out.write(cellWeights);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException where it is cut off, or was trained on other features
     */
    static SequenceModel read(DataInputStream in, int signature) throws IOException {
        if (in.readInt() != MAGIC || in.readInt() != signature) {
            throw new IOException("The model was trained on other features than those of this program.");
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
        byte[] cellWeights = new byte[cells];
        in.readFully(cellWeights);
        return new SequenceModel(labels, scale, features, lengths, cellLabels, cellWeights, transitions);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SequenceModel model
                && labels == model.labels
                && Arrays.equals(starts, model.starts)
                && Arrays.equals(lowers, model.lowers)
                && Arrays.equals(rows, model.rows)
                && Arrays.equals(cellLabels, model.cellLabels)
                && Arrays.equals(cellWeights, model.cellWeights)
                && Arrays.equals(transitions, model.transitions);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(cellWeights);
    }
}
