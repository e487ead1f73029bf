package org.offprint.web.desk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Contributors from a printed byline such as {@code A. Garrow¹*, B. Lin¹,²} and its list of affiliations. Marks link names to
 * affiliations. An asterisk marks the corresponding author.
 */
final class PastedNames {

    private static final String MARK = "(?:[0-9]{1,2}|[¹²³⁰⁴-⁹]{1,2}|[*†‡§¶#∗])";
    private static final Pattern MARKS =
            Pattern.compile("(?<=[\\p{L}\\p{M}.)])[ \\t]*\\^?(" + MARK + "(?:[ \\t]*,?[ \\t]*" + MARK + "){0,20})");
    private static final Pattern ONE_MARK = Pattern.compile(MARK);
    private static final Pattern AFFILIATION = Pattern.compile("[(\\[]?(" + MARK + ")[)\\].:]?\\s*(\\S.*)");
    private static final Pattern SEPARATOR = Pattern.compile(
            "\\s*[,;，、；،\\n]\\s*(?:(?:and|und|et|&|y|e|и|dan)\\s+)?|\\s+(?:and|und|et|&|y|e|и|dan)\\s+");
    private static final Set<String> PARTICLES = Set.of(
            "van", "von", "der", "den", "de", "da", "do", "dos", "das", "del", "della", "di", "du", "la", "le", "ter",
            "ten", "zu", "zur", "bin", "ibn", "al", "el");
    private static final Pattern SUFFIX = Pattern.compile("(?:Jr|Sr)\\.?|II|III|IV");

    /** Start and end of the marks of a name. Neither occurs in printed text. */
    private static final char START = '\uE000';

    private static final char END = '\uE001';

    private PastedNames() {}

    /** Returns the contributors in the order of the byline. */
    static List<ObjectNode> contributors(String byline, String affiliations) {
        Map<String, String> printed = affiliations(affiliations);
        String protectedMarks = MARKS.matcher(byline.replace("\r\n", "\n").strip())
                .replaceAll(marks -> START + marks.group(1).replaceAll("[ \\t,]+", " ") + END);
        List<ObjectNode> contributors = new ArrayList<>();
        boolean hasMarks = protectedMarks.indexOf(START) >= 0;
        List<String> lines = Arrays.stream(protectedMarks.split("[;\\n]"))
                .map(PastedNames::withoutMarks)
                .filter(name -> !name.isEmpty())
                .toList();
        // A single line with one comma is a family name and a given name only if both are single words.
        String familyFirst = lines.size() > 1 ? "[^,]+,[^,]+" : "[^,\\s]+,\\s*[^,\\s]+";
        boolean isFamilyFirst = lines.stream().allMatch(name -> name.matches(familyFirst));
        for (String part : isFamilyFirst ? protectedMarks.split("[;\\n]") : SEPARATOR.split(protectedMarks)) {
            String name = withoutMarks(part);
            if (!name.isEmpty()) {
                contributors.add(contributor(name, marks(part), printed, hasMarks));
            }
        }
        return contributors;
    }

    private static String withoutMarks(String name) {
        return name.replaceAll(START + "[^" + END + "]*" + END, "").strip();
    }

    /** Returns the printed affiliations, keyed by mark. Affiliations without a mark are numbered. */
    private static Map<String, String> affiliations(String text) {
        Map<String, String> affiliations = new LinkedHashMap<>();
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            Matcher marked = AFFILIATION.matcher(line);
            if (marked.matches()) {
                affiliations.put(plain(marked.group(1)), marked.group(2));
            } else {
                affiliations.put(Integer.toString(affiliations.size() + 1), line);
            }
        });
        return affiliations;
    }

    private static List<String> marks(String part) {
        int start = part.indexOf(START);
        List<String> marks = new ArrayList<>();
        if (start >= 0) {
            Matcher each = ONE_MARK.matcher(part.substring(start, part.indexOf(END)));
            while (each.find()) {
                marks.add(plain(each.group()));
            }
        }
        return marks;
    }

    /** Returns superscript digits as digits. */
    private static String plain(String mark) {
        return Normalizer.normalize(mark, Normalizer.Form.NFKC).replace('∗', '*');
    }

    private static ObjectNode contributor(
            String printed, List<String> marks, Map<String, String> affiliations, boolean hasMarks) {
        ObjectNode contributor = JsonNodeFactory.instance.objectNode();
        name(printed, contributor);
        if (marks.contains("*")) {
            contributor.put("corresponding", true);
        }
        List<String> texts = hasMarks
                ? marks.stream()
                        .filter(affiliations::containsKey)
                        .map(affiliations::get)
                        .toList()
                : affiliations.size() == 1 ? List.copyOf(affiliations.values()) : List.of();
        ArrayNode mentions = JsonNodeFactory.instance.arrayNode();
        texts.forEach(text -> mentions.addObject().put("text", text));
        if (!mentions.isEmpty()) {
            contributor.set("affiliations", mentions);
        }
        return contributor;
    }

    private static void name(String printed, ObjectNode contributor) {
        int comma = printed.indexOf(',');
        if (comma > 0) {
            contributor.put("family", printed.substring(0, comma).strip());
            contributor.put("given", printed.substring(comma + 1).strip());
            return;
        }
        List<String> words = new ArrayList<>(List.of(printed.split("\\s+")));
        if (words.size() > 2 && SUFFIX.matcher(words.get(words.size() - 1)).matches()) {
            contributor.put("suffix", words.remove(words.size() - 1));
        }
        int family = words.size() - 1;
        while (family > 1 && PARTICLES.contains(words.get(family - 1))) {
            family--;
        }
        contributor.put("family", String.join(" ", words.subList(family, words.size())));
        if (family > 0) {
            contributor.put("given", String.join(" ", words.subList(0, family)));
        }
    }
}
