package org.offprint.references.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Printed references from publishers that occur in no other known source, tagged before a model read them. {@code
 * unseen.tsv} contains their parts, in the format of {@link Corrections}, and the location of the text: the file, the
 * work and the number of the reference. The strings themselves have no labels: all their parts are corrections.
 */
final class UnseenReferences {

    private static final Pattern ENTITY = Pattern.compile("&#(\\d+);");

    private UnseenReferences() {}

    /** Returns the strings by publisher. */
    static Map<String, List<LabelledReference>> read(Path tagged, Path data) throws IOException {
        Set<String> places = new LinkedHashSet<>();
        List<String> lines = Files.readAllLines(tagged);
        for (String line : lines.subList(1, lines.size())) {
            String[] columns = line.split("\t");
            places.add(columns[0] + "\t" + columns[1] + "\t" + columns[4] + "\t" + columns[5]);
        }
        Map<String, Map<String, JsonNode>> works = new HashMap<>();
        Map<String, List<LabelledReference>> sets = new TreeMap<>();
        for (String place : places) {
            String[] columns = place.split("\t");
            if (!works.containsKey(columns[2])) {
                works.put(columns[2], references(data.resolve(columns[2])));
            }
            String[] number = columns[3].split(" ");
            String text = plain(works.get(columns[2])
                    .get(number[0])
                    .path(Integer.parseInt(number[1]))
                    .path("unstructured")
                    .asText());
            if (!Differences.hash(text).equals(columns[1])) {
                throw new IllegalStateException("the text differs from the tagged text: " + place);
            }
            sets.computeIfAbsent(columns[0], set -> new ArrayList<>())
                    .add(new LabelledReference(
                            "unseen/" + columns[0],
                            text,
                            new int[text.length()],
                            LabelledReference.ALL & ~PartLabel.EDITION.bit(),
                            null));
        }
        return sets;
    }

    /** Returns the references of each work, by DOI. */
    private static Map<String, JsonNode> references(Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        Map<String, JsonNode> references = new HashMap<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                JsonNode work = mapper.readTree(line);
                references.put(work.path("DOI").asText(), work.path("reference"));
            }
        }
        return references;
    }

    private static String plain(String words) {
        return ENTITY.matcher(words.replaceAll("<[^>]{1,60}>", ""))
                .replaceAll(entity -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(entity.group(1)))))
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .replaceAll("(?U)\\s+", " ")
                .strip();
    }
}
