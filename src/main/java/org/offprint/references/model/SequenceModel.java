package org.offprint.references.model;

import java.io.DataInputStream;
import java.io.IOException;

/**
 * Linear-chain conditional random field over hashed features. The results are the same on every machine.
 *
 * <p>Each feature has weights for labels and for borders: any border, a border before a label, and a border after a
 * label. These weights are stored sparsely, in one byte each. Pairs of neighboring labels also have weights.
 */
final class SequenceModel {

    /** Magic number at the start of every model file. */
    static final int MAGIC = 0x0FF9_0C30;

    /** Number of upper bits of a feature number, which form the index into {@link #starts}. */
    private static final int UPPER = 19;

    private static final int LOWER = TokenFeatures.BITS - UPPER;

    /** Number of bits that store the cell index in a row. */
    private static final int CELL_BITS = Integer.SIZE - LOWER;

    private static final int CELL_MASK = (1 << CELL_BITS) - 1;

    private final int labels;
    private final float scale;

    /**
     * Row ranges of features. Features with the upper bits {@code u} are in the rows from {@code starts[u]} to {@code
     * starts[u + 1]}.
     */
    private final int[] starts = new int[(1 << UPPER) + 1];

    /**
     * Rows of features. A row contains the lower bits of the feature number and the index of the feature's first cell.
     * The cells of a feature end at the first cell of the next row.
     */
    private final int[] rows;

    /** Cells with the weights of features. The upper byte of a cell is its column, and the lower byte is its weight. */
    private final short[] cells;

    /**
     * Transition weights of label pairs, followed by the weights of the first label and the weights of the last label.
     */
    private final float[] transitions;

    /**
     * Creates a sequence model.
     *
     * @param scale weight of one unit in {@code cellWeights}
     * @param features feature numbers in ascending order
     * @param lengths number of cells of each feature
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
        for (int k = 0; k < cells.length; k++) {
            cells[k] = (short) (cellLabels[k] << Byte.SIZE | cellWeights[k] & 0xFF);
        }
        rows = new int[features.length + 1];
        int cell = 0;
        for (int row = 0; row < features.length; row++) {
            starts[(features[row] >>> LOWER) + 1]++;
            rows[row] = (features[row] & (1 << LOWER) - 1) << CELL_BITS | cell;
            cell += lengths[row];
        }
        rows[features.length] = cell;
        for (int upper = 0; upper < starts.length - 1; upper++) {
            starts[upper + 1] += starts[upper];
        }
    }

    /**
     * Result of one pass of the model, with the weight sums to which a second pass adds its own weights.
     *
     * @param sums weight sums of each token, in {@link LabelLattice#columns} columns per token
     * @param transitions transition weights of label pairs, followed by the weights of the first label and the weights
     *     of the last label
     */
    record Reading(Labelling labelling, double[] sums, float[] transitions) {}

    /**
     * Labels the tokens of a reference by their features.
     *
     * @param allowed bit set of the labels that each token may have
     * @param before result of the previous pass, to whose weights this pass adds its own; null in the first pass
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
                    if (rows[row] >>> CELL_BITS == lower) {
                        int last = rows[row + 1] & CELL_MASK;
                        for (int cell = rows[row] & CELL_MASK; cell < last; cell++) {
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
     * Reads a sequence model from a model file.
     *
     * @throws IOException if the file is truncated, or the model was trained with other features
     */
    static SequenceModel read(DataInputStream in, int signature) throws IOException {
        if (in.readInt() != MAGIC || in.readInt() != signature) {
            throw new IOException("The model does not match the features of this program. Train a new model.");
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
