package org.offprint.references;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * Trains the model that takes references apart. First without some sources, on which it is measured and by which its
 * confidence is fitted; then on all. Arguments: the folder of the data, the folder to write {@code model.bin.gz}, {@code
 * model.json} and {@code errors.txt} to, the number of the model. Equal data make equal models.
 */
final class TrainReferences {

    private static final long SEED = 20;
    private static final SequenceTraining.Settings SETTINGS = new SequenceTraining.Settings(5, 0.1, 0.003, 0.25, SEED);

    /** Weights nearer to zero are left out, so that the model has less than four megabytes. */
    private static final double LEAST = 0.03;

    /** Strings of one collection, read by machines, and rendered ones count less than those that people tagged. */
    private static final float HALF = 0.5f;

    private static final int SHORTEST = 25;
    private static final int FEWEST_TOKENS = 4;
    private static final int OTHER_STYLES = 240;
    private static final int PERCENT_RENDERED = 150;

    /** What is left out of the first training: strings by the set they are measured in, and the rest. */
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
        System.out.println("Read " + read.size() + " strings and " + structured.works.size() + " works");
        rendered = new RenderedReferences(SEED).render(structured.works, PERCENT_RENDERED, OTHER_STYLES);
    }

    public static void main(String... arguments) throws IOException {
        Path out = Files.createDirectories(Path.of(arguments[1]));
        int number = Integer.parseInt(arguments[2]);
        TrainReferences training = new TrainReferences(Path.of(arguments[0]));
        ObjectNode card = new ObjectMapper().createObjectNode();
        card.put("model", number);
        Confidence none = Confidence.fit(List.of(), 1);
        SequenceModel held = train(training.withoutSets(), card.putObject("measured"));
        Measure.Figures figures = Measure.sets(new ReferenceModel(number, held, none, none), training.sets, out);
        System.out.println("With confidence:");
        ReferenceModel measured = new ReferenceModel(number, held, figures.ofFields(), figures.ofWholes());
        Measure.sets(measured, training.sets, out);
        figures.into(card);
        Measure.unseen(measured, Path.of(arguments[0])).into(card.putObject("unseen"));
        SequenceModel whole = train(training.all(), card.putObject("shipped"));
        ReferenceModel model = new ReferenceModel(number, whole, figures.ofFields(), figures.ofWholes());
        Path file = out.resolve("model.bin.gz");
        try (DataOutputStream stream = new DataOutputStream(
                new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file)), 1 << 16))) {
            model.write(stream);
        }
        card.put("bytes", Files.size(file));
        Files.writeString(out.resolve("model.json"), card.toPrettyString() + "\n");
        System.out.println(card.toPrettyString());
    }

    /** A string is measured once, and never learned in the first training; one that is twice in the rest is learned once. */
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
            // LinkedBooks alone has as many strings as all others that people tagged: each second is enough.
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

    private static SequenceModel train(List<LabelledReference> references, ObjectNode told) {
        Map<String, Integer> counts = new TreeMap<>();
        List<SequenceTraining.Example> examples = new ArrayList<>();
        for (LabelledReference reference : references) {
            ReferenceTokens tokens = ReferenceTokens.of(reference.text(), PrintedIdentifiers.in(reference.text()));
            int[] allowed = reference.allowed(tokens);
            if (allowed != null && tokens.size() >= FEWEST_TOKENS) {
                String source = reference.source().split("/")[0];
                float weight = source.equals("csl") || source.equals("linkedbooks") ? HALF : 1;
                examples.add(new SequenceTraining.Example(TokenFeatures.of(tokens), allowed, weight));
                counts.merge(source, 1, Integer::sum);
            }
        }
        long began = System.nanoTime();
        SequenceTraining training = new SequenceTraining(PartLabel.count());
        double loss = training.learn(examples, SETTINGS);
        SequenceModel model = training.model(LEAST);
        System.out.printf(
                Locale.ROOT,
                "Trained on %s in %d s, loss %.4f, %d weights%n",
                counts,
                (System.nanoTime() - began) / 1_000_000_000,
                loss,
                model.cells());
        ObjectNode strings = told.putObject("strings");
        counts.forEach(strings::put);
        told.put("weights", model.cells());
        return model;
    }

    /** Returns the set that a string is measured in; null for one that is always learned. */
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
