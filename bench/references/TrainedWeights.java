package org.offprint.references.model;

import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Weights of a trained sequence model.
 *
 * @param labels number of labels
 * @param scale weight of one unit in {@code cellWeights}
 * @param features feature numbers in ascending order
 * @param lengths number of cells of each feature
 * @param cellLabels column of each cell
 * @param cellWeights weight of each cell
 * @param transitions weights of label pairs, then weights of the first label, then weights of the last label
 */
record TrainedWeights(
        int labels,
        float scale,
        int[] features,
        byte[] lengths,
        byte[] cellLabels,
        byte[] cellWeights,
        float[] transitions) {

    SequenceModel model() {
        return new SequenceModel(labels, scale, features, lengths, cellLabels, cellWeights, transitions);
    }

    /** Writes the weights in the format that {@link SequenceModel#read} reads. The signature identifies the features. */
    void write(DataOutputStream out, int signature) throws IOException {
        out.writeInt(SequenceModel.MAGIC);
        out.writeInt(signature);
        out.writeInt(labels);
        out.writeFloat(scale);
        for (float transition : transitions) {
            out.writeFloat(transition);
        }
        out.writeInt(features.length);
        out.writeInt(cellLabels.length);
        int before = 0;
        for (int feature : features) {
            int step = feature - before;
            for (; step > 0x7F; step >>>= 7) {
                out.writeByte(step | 0x80);
            }
            out.writeByte(step);
            before = feature;
        }
        out.write(lengths);
        // Columns are written as differences within a feature, because small numbers compress well.
        int cell = 0;
        for (byte length : lengths) {
            int column = 0;
            for (int last = cell + length; cell < last; cell++) {
                out.writeByte(cellLabels[cell] - column);
                column = cellLabels[cell];
            }
        }
        out.write(cellWeights);
    }
}
