package org.offprint.references.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.offprint.references.tokens.PrintedIdentifiers;
import org.offprint.references.tokens.ReferenceTokens;

/**
 * Trains the model that parses references. The first training excludes some sources, which are used to measure the
 * model and to fit its confidence. The second training uses all sources. Arguments: the folder of the data; the output
 * folder for {@code model.bin.gz}, {@code model.json} and {@code errors.txt}; the number of the model. Equal data
 * produce equal models.
 */
final class TrainReferences {

    private static final long SEED = 20;
    private static final SequenceTraining.Settings FIRST = new SequenceTraining.Settings(5, 0.1, 0.003, 0.25, SEED);
    private static final SequenceTraining.Settings SECOND = new SequenceTraining.Settings(4, 0.02, 0.05, 0.6, SEED);

    /** Weights below this absolute value are omitted, so that the model is smaller than four megabytes. */
    private static final double LEAST = 0.06;

    private static final double LEAST_OF_SECOND = 0.03;

    /** Number of folds. Each fold is read by a model that was trained with the other folds. */
    private static final int PARTS = 4;

    /** Weight of strings that were rendered or tagged by machines, which count less than strings tagged by people. */
    private static final float HALF = 0.5f;

    private static final int SHORTEST = 25;
    private static final int FEWEST_TOKENS = 4;
    private static final int OTHER_STYLES = 400;
    private static final int PERCENT_RENDERED = 130;

    /** Number of artificial books, chapters, theses and reports. */
    private static final int MADE = 3000;

    /** Number of initial letters that identify a title in excluded strings. */
    private static final int BEGINNING = 24;

    /** Number of trainings with different orders, whose weights are averaged. */
    private static final int TRAININGS = 3;

    /** Strings that are excluded from the first training, by test set. {@link #rest} contains the remaining strings. */
    private final Map<String, List<LabelledReference>> sets = new TreeMap<>();

    private final List<LabelledReference> rest = new ArrayList<>();
    private final List<LabelledReference> rendered;

    private TrainReferences(Path data) throws IOException {
        List<LabelledReference> read = new ArrayList<>();
        read.addAll(TaggedSources.anystyle(data.resolve("references/anystyle-core.xml")));
        read.addAll(TaggedSources.grobid(data.resolve("references/grobid")));
        StructuredSources structured = new StructuredSources();
        structured.jats(data.resolve("jats"));
        structured.crossref(data.resolve("crossref-works/works.jsonl.gz"));
        read.addAll(structured.printed);
        read.addAll(TaggedSources.linkedBooks(data.resolve("references/linkedbooks/train.txt.gz")));
        split(read);
        Path crossref = data.resolve("crossref-works/works.jsonl.gz");
        MadeWorks made = new MadeWorks(SEED, structured.works, isLearned());
        made.organizations(data.resolve("ror/ror-records-latest-v2.jsonl.gz"));
        made.cited(crossref);
        List<KnownParts> works = new ArrayList<>(structured.works);
        works.addAll(made.make(MADE));
        System.out.println("Read " + read.size() + " strings and " + structured.works.size() + " works, made "
                + (works.size() - structured.works.size()));
        rendered = new RenderedReferences(SEED).render(works, PERCENT_RENDERED, OTHER_STYLES);
    }

    /**
     * Returns a predicate that accepts a work for training if its source is not excluded and its title does not occur
     * in a test set.
     */
    private Predicate<KnownParts> isLearned() {
        Set<String> held = new HashSet<>();
        sets.values().forEach(set -> set.forEach(reference -> {
            String letters = LabelledReference.compared(PartLabel.OTHER, reference.text());
            for (int i = 0; i + BEGINNING <= letters.length(); i++) {
                held.add(letters.substring(i, i + BEGINNING));
            }
        }));
        return work -> {
            String title = work.title == null ? "" : LabelledReference.compared(PartLabel.OTHER, work.title);
            boolean isHeld = title.length() >= BEGINNING && held.contains(title.substring(0, BEGINNING));
            return !isHeld && (!work.source.startsWith("jats/") || set(work.source, null) == null);
        };
    }

    public static void main(String... arguments) throws IOException {
        Path out = Files.createDirectories(Path.of(arguments[1]));
        int number = Integer.parseInt(arguments[2]);
        TrainReferences training = new TrainReferences(Path.of(arguments[0]));
        ObjectNode card = new ObjectMapper().createObjectNode();
        card.put("model", number);
        TrainedConfidence none = TrainedConfidence.fit(List.of(), 1);
        TrainedModel held = train(training.withoutSets(), number, none, none, card.putObject("measured"));
        Measure.Figures figures = Measure.sets(held.model(), training.sets, out);
        System.out.println("With confidence:");
        ReferenceModel measured = held.with(figures.ofFields(), figures.ofWholes()).model();
        Measure.sets(measured, training.sets, out);
        figures.into(card);
        Measure.unseen(measured, Path.of(arguments[0])).into(card.putObject("unseen"));
        TrainedModel model =
                train(training.all(), number, figures.ofFields(), figures.ofWholes(), card.putObject("shipped"));
        Path file = out.resolve("model.bin.gz");
        try (DataOutputStream stream = new DataOutputStream(
                new BufferedOutputStream(new Packed(Files.newOutputStream(file)), 1 << 16))) {
            model.write(stream);
        }
        card.put("bytes", Files.size(file));
        Files.writeString(out.resolve("model.json"), card.toPrettyString() + "\n");
        System.out.println(card.toPrettyString());
    }

    /**
     * Compresses with Huffman coding only, because weights hardly repeat. Frequent bytes get short codes, and the
     * compressor does not search for repetitions.
     */
    private static final class Packed extends GZIPOutputStream {
        Packed(OutputStream out) throws IOException {
            super(out);
            def.setStrategy(Deflater.HUFFMAN_ONLY);
        }
    }

    /**
     * Splits the strings. A string is measured once and never used in the first training. Duplicates in the rest are
     * used once.
     */
    private void split(List<LabelledReference> read) {
        Set<String> held = new HashSet<>();
        List<LabelledReference> others = new ArrayList<>();
        for (LabelledReference reference : read) {
            String set = set(reference);
            if (set == null || reference.text().length() < SHORTEST) {
                others.add(reference);
            } else if (held.add(reference.identity())) {
                sets.computeIfAbsent(set, name -> new ArrayList<>()).add(reference);
            }
        }
        int linked = 0;
        for (LabelledReference reference : others) {
            // LinkedBooks has as many strings as all other sources tagged by people, so every second string is enough.
            boolean isLinked = reference.source().startsWith("linkedbooks");
            if ((!isLinked || linked++ % 2 == 0) && held.add(reference.identity())) {
                rest.add(reference);
            }
        }
    }

    private List<LabelledReference> withoutSets() {
        List<LabelledReference> training = new ArrayList<>(rest);
        training.removeIf(reference -> reference.source().equals("linkedbooks/b"));
        for (LabelledReference reference : rendered) {
            int work = reference.source().indexOf("/jats/");
            if (work < 0 || set(reference.source().substring(work + 1), reference) == null) {
                training.add(reference);
            }
        }
        return training;
    }

    private List<LabelledReference> all() {
        List<LabelledReference> training = new ArrayList<>(rest);
        sets.values().forEach(training::addAll);
        training.addAll(rendered);
        return training;
    }

    /**
     * Training string with its fold. The model that reads the string for the second training is trained without this
     * fold.
     */
    private record Learned(ReferenceTokens tokens, SequenceTraining.Example example, int part) {}

    private static TrainedModel train(
            List<LabelledReference> references, int number, TrainedConfidence fields, TrainedConfidence wholes, ObjectNode card) {
        Map<String, Integer> counts = new TreeMap<>();
        List<Learned> learned = new ArrayList<>();
        for (LabelledReference reference : references) {
            ReferenceTokens tokens = ReferenceTokens.of(reference.text(), PrintedIdentifiers.in(reference.text()));
            int[] allowed = reference.allowed(tokens);
            if (allowed != null && tokens.size() >= FEWEST_TOKENS) {
                String source = reference.source().split("/")[0];
                float weight = source.equals("csl") || source.equals("linkedbooks") ? HALF : 1;
                learned.add(new Learned(
                        tokens,
                        new SequenceTraining.Example(TokenFeatures.of(tokens), allowed, weight),
                        part(reference)));
                counts.merge(source, 1, Integer::sum);
            }
        }
        long began = System.nanoTime();
        List<SequenceTraining.Example> examples =
                learned.stream().map(Learned::example).toList();
        List<SequenceTraining> trainings = new ArrayList<>();
        for (int k = 0; k < TRAININGS; k++) {
            trainings.add(new SequenceTraining(PartLabel.count()));
            trainings.get(k).learn(examples, FIRST.with(SEED + k));
        }
        TrainedWeights first = SequenceTraining.mean(trainings).model(LEAST);
        trainings.clear();
        SequenceTraining again = new SequenceTraining(PartLabel.count());
        double loss = again.learn(readings(learned), SECOND);
        TrainedWeights second = again.model(LEAST_OF_SECOND);
        System.out.printf(
                Locale.ROOT,
                "Trained on %s in %d s, loss %.4f, %d and %d weights%n",
                counts,
                (System.nanoTime() - began) / 1_000_000_000,
                loss,
                first.cellWeights().length,
                second.cellWeights().length);
        ObjectNode strings = card.putObject("strings");
        counts.forEach(strings::put);
        card.put("weights", first.cellWeights().length + second.cellWeights().length);
        return new TrainedModel(number, first, second, fields, wholes);
    }

    /**
     * Returns the training data of the second reading: each string as read by a model that was not trained with its
     * source.
     */
    private static List<SequenceTraining.Example> readings(List<Learned> learned) {
        List<SequenceTraining.Example> readings = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            int left = part;
            SequenceTraining training = new SequenceTraining(PartLabel.count());
            training.learn(
                    learned.stream()
                            .filter(each -> each.part != left)
                            .map(Learned::example)
                            .toList(),
                    FIRST.with(SEED + part));
            SequenceModel model = training.model(LEAST_OF_SECOND).model();
            for (Learned each : learned) {
                if (each.part == part) {
                    SequenceModel.Reading reading =
                            model.read(each.example.features(), ReferenceModel.allowed(each.tokens), null);
                    readings.add(new SequenceTraining.Example(
                            ReadingFeatures.of(each.tokens, reading.labelling()),
                            each.example.allowed(),
                            each.example.weight(),
                            reading));
                }
            }
        }
        return readings;
    }

    /**
     * Returns the fold of a string. All strings of a file, journal or style are in the same fold. Strings in Han and
     * Hangul, which come from few files, are grouped by journal.
     */
    private static int part(LabelledReference reference) {
        String[] path = reference.source().split("/");
        boolean isEastern = reference.source().matches("grobid/kisti_.*_(zh|ja|kr)\\b.*");
        String group =
                switch (path[0]) {
                    case "csl", "grobid" -> isEastern ? reference.source() : path[1];
                    case "jats" -> reference.source();
                    default -> reference.identity();
                };
        return Math.floorMod(group.hashCode() * 0x9E3779B1 >>> 5, PARTS);
    }

    /** Returns the test set in which a string is measured, or null if the string is always used for training. */
    private static String set(LabelledReference reference) {
        return set(reference.source(), reference);
    }

    private static String set(String source, LabelledReference reference) {
        if (source.startsWith("grobid/evaluation-citation")) {
            return "physics";
        }
        if (source.startsWith("grobid/0.Canadian") || source.matches("grobid/\\d+\\.v\\d+-\\d+.*")) {
            return "chemistry";
        }
        if (source.startsWith("grobid/kisti_test_en") || source.startsWith("grobid/kisti_valid_en")) {
            return "stm-korea";
        }
        if (source.matches("grobid/kisti_.*_(de|fr|zh|ja|kr).*")) {
            String language = source.replaceAll(".*_(de|fr|zh|ja|kr).*", "$1");
            boolean isOut =
                    Math.floorMod(source.substring(source.lastIndexOf('/')).hashCode(), 2) == 0;
            return !isOut ? null : "zhjakr".contains(language) ? "cjk" : language;
        }
        if (source.startsWith("grobid/crossref_raw")) {
            return "mixed";
        }
        if (source.contains("eLife") && source.startsWith("jats/en")) {
            return "biology";
        }
        if (source.contains("Stability")) {
            return "social-en";
        }
        if (source.startsWith("jats/")) {
            String[] parts = source.split("/", 3);
            boolean isRomance = parts[1].equals("pt") || parts[1].equals("es");
            boolean isOut = Math.floorMod(parts[2].hashCode(), 2) == 0;
            return !isOut || parts[1].isEmpty() ? null : isRomance ? "es-pt" : "stm-brazil";
        }
        if (source.equals("linkedbooks/b")) {
            boolean isSure = reference.unknown() == (LabelledReference.ALL & ~reference.tagged())
                    && reference.values().size() >= 4;
            return isSure ? language(reference.text()) : null;
        }
        return null;
    }

    private static String language(String text) {
        String words = " " + text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]+", " ") + " ";
        if (words.matches(".* (der|die|und|des|das|im|zur|von|für) .*")) {
            return "de";
        }
        return words.matches(".* (di|del|della|il|nel|e|dei|delle|la|alla|dal) .*") ? "it" : null;
    }
}
