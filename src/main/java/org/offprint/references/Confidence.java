package org.offprint.references;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;

/** The share of values that were right, by what the model said of them: a rising table, between whose points is a line. */
final class Confidence {

    private final float[] said;
    private final float[] right;

    Confidence(float[] said, float[] right) {
        this.said = said;
        this.right = right;
    }

    /** Returns how likely a value is right of which the model says this. */
    double of(double value) {
        if (said.length == 0) {
            return value;
        }
        int at = Arrays.binarySearch(said, (float) value);
        if (at >= 0) {
            return right[at];
        }
        int next = -at - 1;
        if (next == 0) {
            return right[0] * Math.max(0, value) / Math.max(said[0], 1e-6);
        }
        if (next == said.length) {
            return right[next - 1];
        }
        double share = (value - said[next - 1]) / (said[next] - said[next - 1]);
        return right[next - 1] + share * (right[next] - right[next - 1]);
    }

    static Confidence read(DataInputStream in) throws IOException {
        float[] said = new float[in.readInt()];
        float[] right = new float[said.length];
        for (int i = 0; i < said.length; i++) {
            said[i] = in.readFloat();
            right[i] = in.readFloat();
        }
        return new Confidence(said, right);
    }
}
