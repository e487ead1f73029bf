package org.offprint.style;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Text of the project that people read, with its kind and the file that contains the text. */
record WrittenText(Kind kind, String place, String text) {

    /** Kinds of written text. Each kind has its own maximum counts in {@code words.tsv}. */
    enum Kind {
        COMMENT,
        MESSAGE,
        DOCS,
        CONTRACT,
        SITE
    }

    /**
     * Matches comments, text blocks and string literals, in this order, so that no match is found inside another match.
     */
    private static final Pattern JAVA =
            Pattern.compile("/\\*(?<block>[^*]*+(?:\\*(?!/)[^*]*+)*+)\\*/|//(?<line>[^\\n]*)"
                    + "|\"\"\"(?s:.*?)\"\"\"|\"(?<string>(?:[^\"\\\\\\n]|\\\\.)*+)\"|'(?:[^'\\\\\\n]|\\\\.)'");

    private static final Pattern SQL = Pattern.compile(
            "\\s*(select|insert|update|delete|with|from|where|and|or|order|join|set|values|create|alter)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern CODE_BLOCK = Pattern.compile("(?s)```.*?```");

    /** Minimum length of a message in characters. Shorter strings are names and fragments. */
    private static final int SHORTEST_MESSAGE = 20;

    /** Returns the comments and messages of the program, the documentation, the contract and the English site texts. */
    static List<WrittenText> all() throws IOException {
        List<WrittenText> all = new ArrayList<>();
        for (Path file : files(Path.of("src/main/java"), ".java")) {
            java(file, all);
        }
        List<Path> pages = new ArrayList<>(files(Path.of("docs"), ".md"));
        pages.add(Path.of("README.md"));
        pages.add(Path.of("CONTRIBUTING.md"));
        for (Path page : pages) {
            String text = CODE_BLOCK.matcher(Files.readString(page)).replaceAll("");
            all.add(new WrittenText(Kind.DOCS, page.toString(), text));
        }
        contract("", new YAMLMapper().readTree(Path.of("openapi/openapi.yaml").toFile()), all);
        Path messages = Path.of("src/main/resources/site/messages/en.properties");
        for (String line : Files.readAllLines(messages)) {
            all.add(new WrittenText(Kind.SITE, messages.toString(), line.substring(line.indexOf('=') + 1)));
        }
        return all;
    }

    private static void java(Path file, List<WrittenText> all) throws IOException {
        Matcher parts = JAVA.matcher(Files.readString(file));
        while (parts.find()) {
            String comment = parts.group("block") == null ? parts.group("line") : parts.group("block");
            String string = parts.group("string");
            if (comment != null) {
                all.add(new WrittenText(Kind.COMMENT, file.toString(), comment));
            } else if (string != null
                    && string.length() >= SHORTEST_MESSAGE
                    && string.contains(" ")
                    && !SQL.matcher(string).matches()) {
                all.add(new WrittenText(Kind.MESSAGE, file.toString(), string));
            }
        }
    }

    private static void contract(String pointer, JsonNode node, List<WrittenText> all) {
        if (pointer.endsWith("/example") || pointer.endsWith("/examples") || pointer.endsWith("/default")) {
            return;
        }
        for (String name : List.of("description", "summary")) {
            if (node.path(name).isTextual()) {
                all.add(new WrittenText(
                        Kind.CONTRACT, pointer + "/" + name, node.get(name).asText()));
            }
        }
        if (node.isObject()) {
            for (Entry<String, JsonNode> member : node.properties()) {
                contract(pointer + "/" + member.getKey(), member.getValue(), all);
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                contract(pointer + "/" + i, node.get(i), all);
            }
        }
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
