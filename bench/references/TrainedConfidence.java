package org.offprint.references.model;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * Confidence table fitted to outcomes.
 *
 * @param stated probabilities stated by the model, in ascending order
 * @param right share of correct values for each stated probability
 */
record TrainedConfidence(float[] stated, float[] right) {

    /** Probability that the model states for a value, and whether the value is correct. */
    record Outcome(double stated, boolean isRight) {}

    /**
     * Fits a table to outcomes in groups of equal size. Neighbouring groups are merged until the share of correct
     * values rises from group to group.
     */
    static TrainedConfidence fit(List<Outcome> outcomes, int groups) {
        List<Outcome> sorted = outcomes.stream()
                .sorted((a, b) -> Double.compare(a.stated, b.stated))
                .toList();
        int count = Math.max(1, Math.min(groups, sorted.size()));
        double[] sums = new double[count];
        double[] rights = new double[count];
        double[] sizes = new double[count];
        int used = 0;
        for (int g = 0; g < count; g++) {
            for (Outcome outcome : sorted.subList(sorted.size() * g / count, sorted.size() * (g + 1) / count)) {
                sums[used] += outcome.stated;
                rights[used] += outcome.isRight ? 1 : 0;
                sizes[used]++;
            }
            used++;
            while (used > 1 && rights[used - 2] / sizes[used - 2] >= rights[used - 1] / sizes[used - 1]) {
                used--;
                sums[used - 1] += sums[used];
                rights[used - 1] += rights[used];
                sizes[used - 1] += sizes[used];
                sums[used] = 0;
                rights[used] = 0;
                sizes[used] = 0;
            }
        }
        float[] stated = new float[used];
        float[] right = new float[used];
        for (int g = 0; g < used; g++) {
            stated[g] = (float) (sums[g] / sizes[g]);
            // A group without an error does not prove that errors are impossible.
            right[g] = (float) (rights[g] / (sizes[g] + 1));
        }
        return new TrainedConfidence(stated, right);
    }

    Confidence confidence() {
        return new Confidence(stated, right);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(stated.length);
        for (int i = 0; i < stated.length; i++) {
            out.writeFloat(stated[i]);
            out.writeFloat(right[i]);
        }
    }
}
