package org.offprint.references;

import java.io.DataInputStream;
import java.io.IOException;

/**
 * A linear-chain conditional random field over hashed features: weights of one byte for pairs of feature and label, stored
 * sparsely, weights of features for a border between two labels (any border, one before a label, one behind it), and weights
 * of pairs of neighbouring labels. Results are equal on every machine.
 */
final class SequenceModel {

    /** First number of every written model. */
    static final int MAGIC = 0x0FF9_0C30;

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

    /**
     * A reading and the sums that it was made of, to which a second reading adds.
     *
     * @param sums for each token the {@link LabelLattice#columns} of its features
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
        LabelLattice lattice = new LabelLattice(labels, pairs, sums, allowed.length, allowed);
        return new Reading(new Labelling(lattice.best(), lattice.marginals()), sums, pairs);
    }

    private double[] sums(TokenFeatures.Rows features) {
        int size = features.size();
        int columns = LabelLattice.columns(labels);
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

    /**
     * Reads a model.
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
}
