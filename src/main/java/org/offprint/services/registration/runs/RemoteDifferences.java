package org.offprint.services.registration.runs;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.json.Json;
import org.offprint.services.registration.targets.RegisteredRecord;

/**
 * Compares a public record at a registration service with the title, page URL and author names of an article. Record
 * formats differ between services, so each value is searched anywhere in the record.
 */
final class RemoteDifferences {

    private RemoteDifferences() {}

    /**
     * Returns JSON Pointers to the members of the article whose text does not occur in the record at the registration
     * service.
     */
    static List<String> of(RegisteredRecord record, String raw) {
        String words = words(raw);
        PublishedRecord article = record.article();
        List<String> differs = new ArrayList<>();
        if (!words.contains(folded(article.title()))) {
            differs.add("/title");
        }
        String page = article.landingPage().replace(PublishedRecord.BASE_URL, record.baseUrl());
        if (!words.contains(folded(page))) {
            differs.add("/links/landingPage");
        }
        var people = article.authors();
        for (int i = 0; i < people.size(); i++) {
            String family = people.get(i).family();
            if (family != null && !words.contains(folded(family))) {
                differs.add("/contributors/" + article.body().contributors().indexOf(people.get(i)) + "/family");
            }
        }
        return differs;
    }

    private static String words(String raw) {
        String text = raw.stripLeading();
        if (text.startsWith("{") || text.startsWith("[")) {
            try {
                StringBuilder values = new StringBuilder();
                collect(Json.parse(text.getBytes(StandardCharsets.UTF_8)), values);
                return folded(values.toString());
            } catch (ProblemException e) {
                return folded(text);
            }
        }
        return folded(withoutTags(text));
    }

    private static void collect(JsonNode node, StringBuilder values) {
        if (node.isTextual()) {
            values.append(node.textValue()).append('\n');
        }
        node.forEach(child -> collect(child, values));
    }

    private static String withoutTags(String xml) {
        StringBuilder text = new StringBuilder(xml.length());
        int at = 0;
        while (at < xml.length()) {
            int open = xml.indexOf('<', at);
            int end = open < 0 ? xml.length() : open;
            text.append(xml, at, end);
            int close = open < 0 ? -1 : xml.indexOf('>', open);
            at = close < 0 ? xml.length() : close + 1;
        }
        return text.toString()
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
    }

    private static String folded(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
