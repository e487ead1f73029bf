package org.offprint.references.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.offprint.references.repair.Part;
import org.offprint.references.repair.PartRepair;
import org.offprint.references.tokens.PrintedIdentifiers;
import org.offprint.references.tokens.ReferenceTokens;

/**
 * Measures the quality of a model on sets of labelled references: exact field values, complete references, and
 * calibration.
 */
final class Measure {

    private static final class Count {
        int right;
        int wrong;
        int missing;

        double f1() {
            return right == 0 ? 0 : 2.0 * right / (2 * right + wrong + missing);
        }

        int all() {
            return right + missing;
        }
    }

    private static final Path CORRECTIONS = Path.of("bench/references/corrections.tsv");
    private static final Path UNSEEN = Path.of("bench/references/unseen.tsv");

    private Measure() {}

    /**
     * Results of a measurement, including the mean and the confidence tables.
     *
     * @param corrected results with corrected tags; null if these are the results with corrected tags
     */
    record Figures(
            double mean,
            TrainedConfidence ofFields,
            TrainedConfidence ofWholes,
            Map<String, double[]> sets,
            Map<String, Double> fields,
            Figures corrected) {

        void into(com.fasterxml.jackson.databind.node.ObjectNode card) {
            card.put("mean", rounded(mean));
            com.fasterxml.jackson.databind.node.ObjectNode bySet = card.putObject("sets");
            sets.forEach((name, values) -> bySet.putObject(name)
                    .put("strings", (int) values[0])
                    .put("f1", rounded(values[1]))
                    .put("whole", rounded(values[2])));
            com.fasterxml.jackson.databind.node.ObjectNode byField = card.putObject("fields");
            fields.forEach((name, value) -> byField.put(name, rounded(value)));
            if (corrected != null) {
                corrected.into(card.putObject("corrected"));
            }
        }

        private static double rounded(double value) {
            return Math.round(value * 1000) / 1000.0;
        }
    }

    /** Measures with the original tags and with the corrected tags. */
    static Figures sets(ReferenceModel model, Map<String, List<LabelledReference>> sets, Path out) throws IOException {
        System.out.println("With the original tags:");
        Figures tagged = sets(model, sets, out.resolve("errors.txt"), Corrections.none(), new Differences());
        System.out.println("With the corrected tags:");
        Corrections corrections = Corrections.read(CORRECTIONS);
        Differences differences = new Differences();
        Figures corrected = sets(model, sets, out.resolve("errors-corrected.txt"), corrections, differences);
        corrections.requireFound();
        differences.write(out);
        return new Figures(tagged.mean, tagged.ofFields, tagged.ofWholes, tagged.sets, tagged.fields, corrected);
    }

    /**
     * Measures references from publishers that occur in no other source, separately from the sets. Errors are not
     * printed.
     */
    static Figures unseen(ReferenceModel model, Path data) throws IOException {
        System.out.println("Publishers in no other source:");
        Corrections tags = Corrections.read(UNSEEN);
        Figures figures = sets(model, UnseenReferences.read(UNSEEN, data), null, tags, new Differences());
        tags.requireFound();
        return figures;
    }

    private static Figures sets(
            ReferenceModel model,
            Map<String, List<LabelledReference>> sets,
            Path file,
            Corrections corrections,
            Differences differences)
            throws IOException {
        Map<String, double[]> bySet = new java.util.TreeMap<>();
        List<TrainedConfidence.Outcome> fields = new ArrayList<>();
        List<TrainedConfidence.Outcome> wholes = new ArrayList<>();
        List<double[]> means = new ArrayList<>();
        double sum = 0;
        Map<PartLabel, Count> total = new EnumMap<>(PartLabel.class);
        StringBuilder errors = new StringBuilder();
        List<double[]> calibration = new ArrayList<>();
        long nanos = 0;
        int parsed = 0;
        System.out.printf("%-12s %5s %6s %6s ", "set", "n", "F1", "whole");
        for (PartLabel label : PartLabel.values()) {
            if (label.field() != null) {
                System.out.printf(
                        "%6s",
                        label.name().substring(0, Math.min(5, label.name().length())));
            }
        }
        System.out.println();
        for (Map.Entry<String, List<LabelledReference>> set : sets.entrySet()) {
            Map<PartLabel, Count> counts = new EnumMap<>(PartLabel.class);
            int whole = 0;
            int n = 0;
            for (LabelledReference reference : set.getValue()) {
                long began = processorTime();
                ReferenceTokens tokens = ReferenceTokens.of(reference.text(), PrintedIdentifiers.in(reference.text()));
                Labelling labelling = model.label(tokens);
                Map<PartLabel, Part> parts = PartRepair.parts(tokens, labelling);
                int before = fields.size();
                nanos += processorTime() - began;
                parsed++;
                int unknown = reference.unknown();
                Map<PartLabel, List<String>> gold = corrections.values(reference);
                boolean isWhole = true;
                StringBuilder wrong = new StringBuilder();
                for (PartLabel label : PartLabel.values()) {
                    if (label.field() == null || (unknown & label.bit()) != 0) {
                        continue;
                    }
                    Part part = parts.get(label);
                    String value = part == null
                            ? ""
                            : LabelledReference.compared(
                                    label,
                                    tokens.text().substring(tokens.start(part.first()), tokens.end(part.last())));
                    List<String> wanted = gold.getOrDefault(label, List.of());
                    boolean isRight = wanted.isEmpty() ? value.isEmpty() : wanted.contains(value);
                    String read = part == null ? "-" : tokens.start(part.first()) + "-" + tokens.end(part.last());
                    if (isRight) {
                        differences.agree(reference, label, read);
                    } else {
                        differences.differ(reference, label, corrections.spans(reference, label), read);
                    }
                    Count count = counts.computeIfAbsent(label, l -> new Count());
                    if (!value.isEmpty()) {
                        calibration.add(new double[] {model.ofFields().of(part.probability()), isRight ? 1 : 0});
                        fields.add(new TrainedConfidence.Outcome(part.probability(), isRight));
                        if (isRight) {
                            count.right++;
                        } else {
                            count.wrong++;
                        }
                    }
                    if (!wanted.isEmpty() && !wanted.contains("") && !isRight) {
                        count.missing++;
                    }
                    if (!isRight) {
                        isWhole = false;
                        wrong.append(String.format(
                                "   %s: [%s] gold %s%n",
                                label,
                                part == null
                                        ? ""
                                        : tokens.text().substring(tokens.start(part.first()), tokens.end(part.last())),
                                wanted.isEmpty() ? "" : wanted.get(0)));
                    }
                }
                differences.end(set.getKey(), reference, isWhole);
                n++;
                whole += isWhole ? 1 : 0;
                means.add(new double[] {
                    labelling.meanProbability(),
                    fields.subList(before, fields.size()).stream()
                            .filter(TrainedConfidence.Outcome::isRight)
                            .count(),
                    fields.size() - before
                });
                double product = 1;
                for (TrainedConfidence.Outcome outcome : fields.subList(before, fields.size())) {
                    product *= outcome.stated();
                }
                wholes.add(new TrainedConfidence.Outcome(product, isWhole));
                if (!isWhole) {
                    errors.append(set.getKey())
                            .append(" | ")
                            .append(reference.shown())
                            .append('\n')
                            .append(wrong);
                }
            }
            Count micro = new Count();
            counts.forEach((label, count) -> {
                micro.right += count.right;
                micro.wrong += count.wrong;
                micro.missing += count.missing;
                Count of = total.computeIfAbsent(label, l -> new Count());
                of.right += count.right;
                of.wrong += count.wrong;
                of.missing += count.missing;
            });
            sum += micro.f1();
            bySet.put(set.getKey(), new double[] {n, micro.f1(), whole / (double) n});
            System.out.printf("%-12s %5d %6.3f %6.3f ", set.getKey(), n, micro.f1(), whole / (double) n);
            row(counts);
        }
        Count every = new Count();
        total.values().forEach(count -> {
            every.right += count.right;
            every.wrong += count.wrong;
            every.missing += count.missing;
        });
        System.out.printf("%-12s %5s %6.3f %6.3f ", "mean, all", "", sum / sets.size(), every.f1());
        row(total);
        calibration(calibration);
        System.out.printf("%.0f references per second of processor time%n", parsed / (nanos / 1e9));
        if (file != null) {
            Files.writeString(file, errors);
        }
        double[] bounds = {0, 0.7, 0.8, 0.85, 0.9, 0.93, 0.96, 0.98, 1.1};
        for (int i = 0; i + 1 < bounds.length; i++) {
            double right = 0;
            double all = 0;
            for (double[] each : means) {
                if (each[0] >= bounds[i] && each[0] < bounds[i + 1]) {
                    right += each[1];
                    all += each[2];
                }
            }
            System.out.printf("mean >= %.2f: %.3f of %.0f fields; ", bounds[i], all == 0 ? 0 : right / all, all);
        }
        System.out.println();
        TrainedConfidence ofFields = TrainedConfidence.fit(fields, 40);
        TrainedConfidence ofWholes = TrainedConfidence.fit(wholes, 20);
        Map<String, Double> byField = new java.util.LinkedHashMap<>();
        total.forEach((label, count) -> byField.put(label.field().word(), count.f1()));
        return new Figures(sum / sets.size(), ofFields, ofWholes, bySet, byField, null);
    }

    private static long processorTime() {
        return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void calibration(List<double[]> all) {
        double[] bounds = {0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1.01};
        for (int i = 0; i + 1 < bounds.length; i++) {
            int n = 0;
            int right = 0;
            for (double[] each : all) {
                if (each[0] >= bounds[i] && each[0] < bounds[i + 1]) {
                    n++;
                    right += (int) each[1];
                }
            }
            System.out.printf("confidence %.3f: %.3f correct of %d; ", bounds[i], n == 0 ? 0 : right / (double) n, n);
        }
        System.out.println();
    }

    private static void row(Map<PartLabel, Count> counts) {
        for (PartLabel label : PartLabel.values()) {
            if (label.field() != null) {
                Count count = counts.get(label);
                System.out.print(count == null || count.all() < 5 ? "     -" : String.format("%6.3f", count.f1()));
            }
        }
        System.out.println();
    }
}
