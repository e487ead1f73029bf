package org.offprint.web.api.articles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asReader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.record.ArticleMembers;
import org.offprint.kernel.record.ArticleMembers.Member;
import org.offprint.web.api.Fixtures;

/**
 * Tests that search finds an article by a word from any of its text members, except the members that docs/search.md
 * lists.
 */
@QuarkusTest
class SearchedMembersTest {

    private static final Pattern SECTION =
            Pattern.compile("\n### Texts that are not searched\n(.*?)\n##", Pattern.DOTALL);

    private static final Pattern NAME = Pattern.compile("`([A-Za-z.]+)`");

    private static final String CONSONANTS = "bcdfghjkmnpqrtvw";

    @Test
    void a_word_of_every_text_member_is_found_or_the_member_is_listed_as_not_searched() throws IOException {
        ObjectNode article = new FullArticle().json();
        // The parts of a reference are searched if the reference has no text.
        ObjectNode parts = article.at("/references/0").deepCopy();
        parts.remove("text");
        article.withArray("references").add(parts.put("key", "ref3"));
        Map<String, String> words = new LinkedHashMap<>();
        for (Member member : ArticleMembers.ALL) {
            if (member.isFreeText()) {
                // Plain text is derived from the member with markup.
                String word =
                        words.computeIfAbsent(member.name().replaceFirst("Html$", ""), absent -> word(words.size()));
                append(word, member, article);
            }
        }
        String id = ArticleEditing.id(ArticleEditing.published(article));
        String last = words.get("references.comment");
        Fixtures.await(() -> isFound("reference:" + last, id));

        Set<String> missed = new TreeSet<>();
        words.forEach((name, word) -> {
            if (!isFound(word, id) && !isFound("reference:" + word, id)) {
                missed.add(name);
            }
        });
        Set<String> listed = new TreeSet<>();
        for (String name : listedNames()) {
            Set<String> members = new TreeSet<>(words.keySet());
            members.removeIf(member -> !(member + ".").startsWith(name + "."));
            assertFalse(members.isEmpty(), name + " is not a text member");
            listed.addAll(members);
        }
        assertEquals(listed, missed);
    }

    /**
     * Appends the word to each value of the member. If a value is a list of texts, appends the word to the first text.
     */
    private static void append(String word, Member member, JsonNode article) {
        for (JsonNode owner : member.owners(article)) {
            JsonNode value = owner.path(member.lastStep());
            if (value instanceof ArrayNode texts && !texts.isEmpty()) {
                texts.set(0, texts.get(0).textValue() + " " + word);
            } else if (value.isTextual()) {
                ((ObjectNode) owner).put(member.lastStep(), value.textValue() + " " + word);
            }
        }
    }

    /** Returns a word that no stemmer changes and that no other article contains. */
    private static String word(int number) {
        return "xq" + CONSONANTS.charAt(number / 16) + CONSONANTS.charAt(number % 16) + "zz"
                + CONSONANTS.charAt(number % 7);
    }

    private static boolean isFound(String query, String id) {
        JsonNode page = Fixtures.body(asReader().get("/v1/articles?fields=id&q=" + query));
        for (JsonNode item : page.get("items")) {
            if (item.get("id").textValue().equals(id)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the member names that the documentation lists as not searched. A name also covers its nested members. */
    private static Set<String> listedNames() throws IOException {
        Matcher section = SECTION.matcher(Files.readString(Path.of("docs/search.md")));
        assertTrue(section.find());
        Set<String> names = new TreeSet<>();
        Matcher name = NAME.matcher(section.group(1));
        while (name.find()) {
            names.add(name.group(1));
        }
        return names;
    }
}
