package org.offprint.references.model;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Trains a {@link SequenceModel} with AdaGrad steps after each sequence. Equal data result in equal models, because there is
 * one seed and one thread.
 *
 * <p>A token with an unknown label has a set of possible labels. The expectation over all sequences that the sets allow then
 * replaces the true sequence.
 */
final class SequenceTraining {

    private static final double EPSILON = 1e-6;
    private static final int LARGEST = 127;

    /** Minimum absolute value of a gradient. Smaller gradients are ignored. */
    private static final double MIN_GRADIENT = 1e-4;

    /** Minimum number of sequences with a feature. The model would memorize sequences by rarer features. */
    private static final int MIN_SEQUENCES = 3;

    private final int labels;

    /** Number of weights of each feature, see {@link LabelLattice#columns}. */
    private final int columns;

    /** Features with weights, in ascending order. */
    private int[] known = {};

    private float[] weights = {};
    private float[] squares = {};
    private final double[] transitions;
    private final double[] transitionSquares;

    SequenceTraining(int labels) {
        this.labels = labels;
        columns = LabelLattice.columns(labels);
        transitions = new double[(labels + 2) * labels];
        transitionSquares = new double[transitions.length];
    }

    /**
     * Training sequence.
     *
     * @param allowed possible labels of each token, as bits
     * @param weight relative weight of the sequence
     * @param sums weight sums of the first pass, which this training adds to; null in the first pass
     * @param transitions transitions of the first pass
     */
    record Example(TokenFeatures.Rows features, int[] allowed, float weight, float[] sums, float[] transitions) {

        Example(TokenFeatures.Rows features, int[] allowed, float weight) {
            this(features, allowed, weight, null, null);
        }

        /** Creates a sequence of the second pass, whose weights are added to the weights of the first pass. */
        Example(TokenFeatures.Rows features, int[] allowed, float weight, SequenceModel.Reading before) {
            this(features, allowed, weight, new float[before.sums().length], before.transitions());
            for (int k = 0; k < sums.length; k++) {
                sums[k] = (float) before.sums()[k];
            }
        }
    }

    /**
     * Training parameters.
     *
     * @param rounds number of passes over the sequences
     * @param rate learning rate of the first round
     * @param decay weight decay per step
     * @param dropped share of features that each step ignores
     * @param seed seed of the order of the sequences and of the ignored features
     */
    record Settings(int rounds, double rate, double decay, double dropped, long seed) {

        /** Returns the same parameters with another seed. */
        Settings with(long otherSeed) {
            return new Settings(rounds, rate, decay, dropped, otherSeed);
        }
    }

    /** Trains with the examples. Returns the mean loss of the last round. */
    double learn(List<Example> examples, Settings settings) {
        int[][] rows = know(examples);
        int[] order = new int[examples.size()];
        Arrays.setAll(order, i -> i);
        Random random = new Random(settings.seed);
        double loss = 0;
        for (int round = 0; round < settings.rounds; round++) {
            for (int i = order.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swapped = order[i];
                order[i] = order[j];
                order[j] = swapped;
            }
            loss = 0;
            double rate = settings.rate * (1 - 0.8 * round / Math.max(1, settings.rounds - 1));
            for (int i : order) {
                loss += step(examples.get(i), rows[i].clone(), rate, settings, random);
            }
            loss /= Math.max(1, order.length);
        }
        squares = new float[0];
        return loss;
    }

    /** Returns the mean of several trainings with the same examples. */
    static SequenceTraining mean(List<SequenceTraining> trained) {
        SequenceTraining mean = new SequenceTraining(trained.get(0).labels);
        mean.known = trained.get(0).known;
        mean.weights = new float[trained.get(0).weights.length];
        for (SequenceTraining each : trained) {
            for (int k = 0; k < mean.weights.length; k++) {
                mean.weights[k] += each.weights[k] / trained.size();
            }
            for (int k = 0; k < mean.transitions.length; k++) {
                mean.transitions[k] += each.transitions[k] / trained.size();
            }
        }
        return mean;
    }

    /** Finds frequent features. Returns the index of each feature of each example, or -1 if the feature is rare. */
    private int[][] know(List<Example> examples) {
        long occurrences = 0;
        for (Example example : examples) {
            occurrences += example.features.froms()[example.features.size()];
        }
        int size = (int) Math.min(1L << TokenFeatures.BITS, Long.highestOneBit(occurrences + 1) << 1);
        int[] slots = new int[size];
        Arrays.fill(slots, -1);
        byte[] counts = new byte[size];
        int[] lasts = new int[size];
        int many = 0;
        for (int e = 0; e < examples.size(); e++) {
            for (int feature : used(examples.get(e).features)) {
                int slot = slot(slots, feature);
                slots[slot] = feature;
                if (lasts[slot] != e + 1 && counts[slot] < MIN_SEQUENCES) {
                    lasts[slot] = e + 1;
                    many += ++counts[slot] == MIN_SEQUENCES ? 1 : 0;
                }
            }
        }
        known = new int[many];
        int next = 0;
        for (int slot = 0; slot < size; slot++) {
            if (counts[slot] == MIN_SEQUENCES) {
                known[next++] = slots[slot];
            }
        }
        Arrays.sort(known);
        int[] places = lasts;
        Arrays.fill(places, -1);
        for (int row = 0; row < known.length; row++) {
            places[slot(slots, known[row])] = row;
        }
        weights = new float[known.length * columns];
        squares = new float[known.length * columns];
        int[][] rows = new int[examples.size()][];
        for (int e = 0; e < rows.length; e++) {
            rows[e] = used(examples.get(e).features);
            for (int k = 0; k < rows[e].length; k++) {
                rows[e][k] = places[slot(slots, rows[e][k])];
            }
        }
        return rows;
    }

    /** Returns the slot of a feature in the hash table, or the free slot for it. */
    private static int slot(int[] slots, int feature) {
        int slot = (feature * 0x9E3779B1 >>> 1) & slots.length - 1;
        while (slots[slot] >= 0 && slots[slot] != feature) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private static int[] used(TokenFeatures.Rows features) {
        return Arrays.copyOf(features.numbers(), features.froms()[features.size()]);
    }

    private double step(Example example, int[] rows, double rate, Settings settings, Random random) {
        TokenFeatures.Rows features = example.features;
        int size = features.size();
        if (size == 0) {
            return 0;
        }
        int dropped = (int) (settings.dropped * 256);
        long bits = 0;
        for (int k = 0; k < rows.length; k++) {
            bits = k % 8 == 0 ? random.nextLong() : bits >>> 8;
            rows[k] = (bits & 0xFF) < dropped ? -1 : rows[k];
        }
        float kept = (float) (1 / (1 - settings.dropped));
        double[] scores = new double[size * columns];
        for (int k = 0; example.sums != null && k < scores.length; k++) {
            scores[k] = example.sums[k];
        }
        float[] sums = new float[columns];
        for (int i = 0; i < size; i++) {
            Arrays.fill(sums, 0);
            for (int k = features.froms()[i]; k < features.froms()[i + 1]; k++) {
                if (rows[k] >= 0) {
                    int at = rows[k] * columns;
                    for (int l = 0; l < columns; l++) {
                        sums[l] += weights[at + l];
                    }
                }
            }
            for (int l = 0; l < columns; l++) {
                scores[i * columns + l] += sums[l] * kept;
            }
        }
        float[] pairs = new float[transitions.length];
        for (int k = 0; k < pairs.length; k++) {
            pairs[k] = (float) transitions[k] + (example.sums == null ? 0 : example.transitions[k]);
        }
        int[] all = new int[size];
        Arrays.fill(all, (1 << labels) - 1);
        TrainingLattice free = new TrainingLattice(labels, pairs, scores, size, all);
        TrainingLattice held = new TrainingLattice(labels, pairs, scores, size, example.allowed);
        double[] expected = free.probabilities;
        double[] wanted = held.probabilities;
        double[] ofPairs = new double[transitions.length];
        double[] missed = new double[size * columns];
        free.addPairs(ofPairs, missed, -1);
        held.addPairs(ofPairs, missed, 1);
        for (int k = 0; k < ofPairs.length; k++) {
            double gradient = ofPairs[k] * example.weight - settings.decay * transitions[k];
            transitionSquares[k] += gradient * gradient;
            transitions[k] += rate * gradient / (StrictMath.sqrt(transitionSquares[k]) + EPSILON);
        }
        int[] active = new int[columns];
        double[] gradients = new double[columns];
        for (int i = 0; i < size; i++) {
            int many = 0;
            for (int l = 0; l < columns; l++) {
                double difference =
                        l < labels ? wanted[i * labels + l] - expected[i * labels + l] : missed[i * columns + l];
                double gradient = difference * example.weight;
                if (Math.abs(gradient) > MIN_GRADIENT) {
                    active[many] = l;
                    gradients[many++] = gradient;
                }
            }
            for (int k = features.froms()[i]; many > 0 && k < features.froms()[i + 1]; k++) {
                for (int a = 0; rows[k] >= 0 && a < many; a++) {
                    int at = rows[k] * columns + active[a];
                    float regular = (float) (gradients[a] - settings.decay * weights[at]);
                    squares[at] += regular * regular;
                    weights[at] += (float) (rate * regular / (StrictMath.sqrt(squares[at]) + EPSILON));
                }
            }
        }
        return (free.logSum() - held.logSum()) * example.weight;
    }

    /**
     * Returns the weights, rounded to one byte each. Weights with an absolute value below {@code least} are omitted.
     */
    TrainedWeights model(double least) {
        float most = 0;
        for (float weight : weights) {
            most = Math.max(most, Math.abs(weight));
        }
        // The few large weights are clamped, so that small weights stay distinct.
        float scale = Math.max(Math.min(most, 4f), 1e-6f) / LARGEST;
        int[] features = new int[known.length];
        byte[] lengths = new byte[known.length];
        byte[] cellLabels = new byte[known.length * columns];
        byte[] cellWeights = new byte[known.length * columns];
        int row = 0;
        int cell = 0;
        for (int k = 0; k < known.length; k++) {
            int first = cell;
            for (int l = 0; l < columns; l++) {
                int weight = quantised(weights[k * columns + l], scale, least);
                if (weight != 0) {
                    cellLabels[cell] = (byte) l;
                    cellWeights[cell++] = (byte) weight;
                }
            }
            if (cell > first) {
                features[row] = known[k];
                lengths[row++] = (byte) (cell - first);
            }
        }
        float[] pairs = new float[transitions.length];
        for (int k = 0; k < pairs.length; k++) {
            pairs[k] = (float) transitions[k];
        }
        return new TrainedWeights(
                labels,
                scale,
                Arrays.copyOf(features, row),
                Arrays.copyOf(lengths, row),
                Arrays.copyOf(cellLabels, cell),
                Arrays.copyOf(cellWeights, cell),
                pairs);
    }

    private static int quantised(float weight, float scale, double least) {
        if (Math.abs(weight) < least) {
            return 0;
        }
        return Math.max(-LARGEST, Math.min(LARGEST, Math.round(weight / scale)));
    }
}
