package org.offprint.references;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** The share of values that were right, by what the model said of them: a rising table, between whose points is a line. */
final class Confidence {

    private final float[] said;
    private final float[] right;

    private Confidence(float[] said, float[] right) {
        this.said = said;
        this.right = right;
    }

    /** What the model said of a value, and whether that was right. */
    record Outcome(double said, boolean isRight) {}

    /** Fits a table to outcomes: groups of equal size, joined until none is below the one before. */
    static Confidence fit(List<Outcome> outcomes, int groups) {
        List<Outcome> sorted = outcomes.stream()
                .sorted((a, b) -> Double.compare(a.said, b.said))
                .toList();
        int count = Math.max(1, Math.min(groups, sorted.size()));
        double[] saids = new double[count];
        double[] rights = new double[count];
        double[] sizes = new double[count];
        int used = 0;
        for (int g = 0; g < count; g++) {
            for (Outcome outcome : sorted.subList(sorted.size() * g / count, sorted.size() * (g + 1) / count)) {
                saids[used] += outcome.said;
                rights[used] += outcome.isRight ? 1 : 0;
                sizes[used]++;
            }
            used++;
            while (used > 1 && rights[used - 2] / sizes[used - 2] >= rights[used - 1] / sizes[used - 1]) {
                used--;
                saids[used - 1] += saids[used];
                rights[used - 1] += rights[used];
                sizes[used - 1] += sizes[used];
                saids[used] = 0;
                rights[used] = 0;
                sizes[used] = 0;
            }
        }
        float[] said = new float[used];
        float[] right = new float[used];
        for (int g = 0; g < used; g++) {
            said[g] = (float) (saids[g] / sizes[g]);
            // A group without an error is no proof that there is none.
            right[g] = (float) (rights[g] / (sizes[g] + 1));
        }
        return new Confidence(said, right);
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

    void write(DataOutputStream out) throws IOException {
        out.writeInt(said.length);
        for (int i = 0; i < said.length; i++) {
            out.writeFloat(said[i]);
            out.writeFloat(right[i]);
        }
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
