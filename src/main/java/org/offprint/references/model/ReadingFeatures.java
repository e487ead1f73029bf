package org.offprint.references.model;

import org.offprint.references.tokens.PrintedIdentifiers;
import org.offprint.references.tokens.ReferenceTokens;
import org.offprint.references.tokens.WordClass;

/**
 * Features of tokens for the second pass of the model, computed from the result of the first pass. Examples are the
 * order of the parts, the confidence in each part, and missing parts. The first pass uses only nearby words. The second
 * pass uses features of the whole reference to correct errors of the first pass.
 */
final class ReadingFeatures {

    private static final int LABELS = PartLabel.count();
    private static final int OTHER = PartLabel.OTHER.ordinal();

    /** Number of features per token in the second pass. */
    private static final int EACH = 28;

    /**
     * Offset of the feature template numbers in the second pass. The numbers must differ from the template numbers in
     * {@link TokenFeatures}.
     */
    private static final int FIRST_TEMPLATE = 100;

    /** Thresholds that divide label probabilities into steps, in thousandths. */
    private static final int[] PROBABILITY_STEPS = {500, 800, 950, 990, 999};

    private static final String STOPS = ".,;:()?!\"";

    private final ReferenceTokens tokens;
    private final int[] labels;
    private final double[] marginals;
    private final int size;

    /** Index of the run that contains each token. A run is a sequence of tokens with the same label. */
    private final int[] runs;

    private final int[] runLabels;
    private final int[] runFirsts;
    private final int[] runLasts;
    private int runCount;

    /** Bit sets of the labels that occur before and after each run. */
    private final int[] labelsBefore;

    private final int[] labelsAfter;

    /** First and last token of the segment that contains each token. Segments end at punctuation marks. */
    private final int[] segmentFirsts;

    private final int[] segmentLasts;

    /** Number of punctuation marks before each token. */
    private final int[] stops;

    private final int[] numbers;
    private int count;

    private ReadingFeatures(ReferenceTokens tokens, Labelling reading) {
        this.tokens = tokens;
        labels = reading.labels();
        marginals = reading.marginals();
        size = labels.length;
        runs = new int[size];
        runLabels = new int[size];
        runFirsts = new int[size];
        runLasts = new int[size];
        labelsBefore = new int[size];
        labelsAfter = new int[size];
        segmentFirsts = new int[size];
        segmentLasts = new int[size];
        stops = new int[size + 1];
        numbers = new int[size * EACH];
    }

    /**
     * Returns the token features for the second pass.
     *
     * @param reading result of the first pass
     */
    static TokenFeatures.Rows of(ReferenceTokens tokens, Labelling reading) {
        ReadingFeatures features = new ReadingFeatures(tokens, reading);
        features.readContext();
        int[] froms = new int[features.size + 1];
        for (int i = 0; i < features.size; i++) {
            froms[i] = features.count;
            features.add(i);
        }
        froms[features.size] = features.count;
        return new TokenFeatures.Rows(froms, features.numbers);
    }

    /**
     * Returns a signature that changes if the features of the second pass change. The signature is computed from a
     * sample reference.
     */
    static int signature() {
        String probe = "Berg J, O'Neil A. Two words: a study (of) three. In: J. Phys. 12(3), 380-7, 2004.";
        ReferenceTokens tokens = ReferenceTokens.of(probe, PrintedIdentifiers.in(probe));
        int[] labels = new int[tokens.size()];
        double[] marginals = new double[labels.length * LABELS];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i / 2 % LABELS;
            for (int l = 0; l < LABELS; l++) {
                marginals[i * LABELS + l] = (i + 7 * l) % 100 / 100.0;
            }
        }
        TokenFeatures.Rows rows = of(tokens, new Labelling(labels, marginals));
        int signature = 17;
        for (int i = 0; i < rows.froms()[rows.size()]; i++) {
            signature = signature * 31 + rows.numbers()[i];
        }
        return signature;
    }

    private void readContext() {
        for (int i = 0; i < size; i++) {
            boolean isNew = i == 0 || labels[i] != labels[i - 1];
            if (isNew) {
                runLabels[runCount] = labels[i];
                runFirsts[runCount++] = i;
            }
            runs[i] = runCount - 1;
            runLasts[runCount - 1] = i;
            segmentFirsts[i] = i > 0 && !isStop(i - 1) ? segmentFirsts[i - 1] : i;
            stops[i + 1] = stops[i] + (isStop(i) ? 1 : 0);
        }
        for (int i = size - 1; i >= 0; i--) {
            segmentLasts[i] = i + 1 < size && !isStop(i) ? segmentLasts[i + 1] : i;
        }
        for (int run = 1; run < runCount; run++) {
            labelsBefore[run] = labelsBefore[run - 1] | 1 << runLabels[run - 1];
            int left = runCount - 1 - run;
            labelsAfter[left] = labelsAfter[left + 1] | 1 << runLabels[left + 1];
        }
    }

    /**
     * Returns the label of the part that is {@code step} parts after a run, or before it if {@code step} is negative.
     * Returns a number greater than any label if there is no such part.
     */
    private int part(int run, int step) {
        int at = run + (step < 0 ? -1 : 1);
        int left = Math.abs(step);
        while (at >= 0 && at < runCount) {
            if (runLabels[at] != OTHER && --left == 0) {
                return runLabels[at];
            }
            at += step < 0 ? -1 : 1;
        }
        return at < 0 ? LABELS : LABELS + 1;
    }

    private int probabilityStep(int token) {
        double probability = marginals[token * LABELS + labels[token]] * 1000;
        int step = 0;
        while (step < PROBABILITY_STEPS.length && probability >= PROBABILITY_STEPS[step]) {
            step++;
        }
        return step;
    }

    /**
     * Returns a code for the second most likely label of a token: four times the label number, plus a probability step
     * from 1 to 3. Returns 0 if that label is improbable.
     */
    private int rival(int token) {
        int best = -1;
        for (int l = 0; l < LABELS; l++) {
            if (l != labels[token] && (best < 0 || marginals[token * LABELS + l] > marginals[token * LABELS + best])) {
                best = l;
            }
        }
        double likely = marginals[token * LABELS + best];
        int step = likely > 0.3 ? 3 : likely > 0.1 ? 2 : likely > 0.01 ? 1 : 0;
        return step == 0 ? 0 : best * 4 + step;
    }

    private int label(int i) {
        return i < 0 ? LABELS : i >= size ? LABELS + 1 : labels[i];
    }

    private int shape(int i) {
        return i < 0 ? 30 : i >= size ? 31 : tokens.shape(i) << 1 | (tokens.isAfterBlank(i) ? 1 : 0);
    }

    private static int step(int length) {
        return length < 4 ? length : length < 6 ? 4 : length < 9 ? 5 : length < 14 ? 6 : length < 22 ? 7 : 8;
    }

    private void add(int i) {
        int run = runs[i];
        int own = labels[i];
        int sure = probabilityStep(i);
        int rival = rival(i);
        int s0 = shape(i);
        int before = part(run, -1);
        int after = part(run, 1);
        int seen = labelsBefore[run];
        int ahead = labelsAfter[run];
        int same = (seen >> own & 1) | (ahead >> own & 1) << 1;
        int all = seen | ahead | 1 << own;
        put(1, own, sure);
        put(2, own, rival);
        put(3, label(i - 1) * 16L + own, label(i + 1));
        put(4, own * 16L + before, after);
        put(5, (own * 16L + before) * 16 + part(run, -2), 0);
        put(6, (own * 16L + after) * 16 + part(run, 2), 0);
        put(7, own, seen & ~1);
        put(8, own, ahead & ~1);
        put(9, own, all & ~1);
        put(10, own * 4L + same, rival);
        int length = step(runLasts[run] - runFirsts[run] + 1);
        int from = i - runFirsts[run];
        int to = runLasts[run] - i;
        put(11, own * 16L + length, Math.min(from, 2) * 4 + Math.min(to, 2));
        put(12, own, step(from));
        put(13, own, step(to));
        int first = segmentFirsts[i];
        int last = segmentLasts[i];
        int stopBefore = first == 0 ? 0 : tokens.shape(first - 1);
        int stopAfter = isStop(last) ? tokens.shape(last) : 0;
        int isStart = i == first ? 1 : 0;
        int labelBefore = label(first - 1);
        int labelAfter = label(last + 1);
        put(14, own * 256L + stopBefore, isStart * 16 + labelBefore);
        put(15, own * 256L + stopAfter, labelAfter);
        put(16, (own * 16L + labelBefore) * 16 + labelAfter, stopBefore * 256L + stopAfter);
        put(17, own * 16L + step(last - first + 1), isStart * 256L + stopBefore);
        int parts = all
                & (PartLabel.TITLE.bit()
                        | PartLabel.CONTAINER.bit()
                        | PartLabel.PUBLISHER.bit()
                        | PartLabel.VOLUME.bit()
                        | PartLabel.PLACE.bit());
        int stopsAhead = Math.min(3, stops[runLasts[run]] - stops[i]);
        int stopsBefore = Math.min(3, stops[i] - stops[runFirsts[run]]);
        put(18, own * 16L + stopsAhead * 4 + stopsBefore, after * 16L + isStart);
        put(19, own * 16L + stopsAhead * 4 + stopsBefore, parts * 2L + isStart);
        put(20, (own * 16L + after) * 256 + stopBefore, (parts * 4L + stopsAhead) * 2 + isStart);
        put(21, (own * 16L + before) * 256 + s0, after);
        put(22, own * 16L + label(i - 1), s0);
        put(23, own * 16L + label(i + 1), shape(i + 1));
        put(24, own * 16L + label(i - 1), shape(i - 1));
        put(25, tokens.hash(i), own);
        put(26, WordClass.bits(tokens, i), own * 16L + after);
        put(27, own * 16L + sure, i + 1 < size ? labels[i + 1] * 8 + probabilityStep(i + 1) : 0);
        put(28, own * 16L + sure, i > 0 ? labels[i - 1] * 8 + probabilityStep(i - 1) : 0);
    }

    private boolean isStop(int token) {
        return tokens.isMark(token) && STOPS.indexOf(tokens.shape(token)) >= 0;
    }

    private void put(int template, long a, long b) {
        numbers[count++] = TokenFeatures.number(FIRST_TEMPLATE + template, a, b);
    }
}
