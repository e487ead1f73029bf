package org.offprint.references.model;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * Calibration table that maps probabilities computed by the model to the measured share of correct results. Values
 * between table rows are interpolated.
 */
public final class Confidence {

    private final float[] stated;
    private final float[] right;

    Confidence(float[] stated, float[] right) {
        this.stated = stated;
        this.right = right;
    }

    /** Returns the likelihood that a result with the given model probability is correct. */
    public double of(double value) {
        if (stated.length == 0) {
            return value;
        }
        int at = Arrays.binarySearch(stated, (float) value);
        if (at >= 0) {
            return right[at];
        }
        int next = -at - 1;
        if (next == 0) {
            return right[0] * Math.max(0, value) / Math.max(stated[0], 1e-6);
        }
        if (next == stated.length) {
            return right[next - 1];
        }
        double share = (value - stated[next - 1]) / (stated[next] - stated[next - 1]);
        return right[next - 1] + share * (right[next] - right[next - 1]);
    }

    static Confidence read(DataInputStream in) throws IOException {
        float[] stated = new float[in.readInt()];
        float[] right = new float[stated.length];
        for (int i = 0; i < stated.length; i++) {
            stated[i] = in.readFloat();
            right[i] = in.readFloat();
        }
        return new Confidence(stated, right);
    }
}
